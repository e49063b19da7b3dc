import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Event, Identity } from "~/events/event";
import { storeEvents } from "~/events/store-events";
import { applyToContacts } from "../contact-batch";
import type { ImportedPerson } from "./contact-row";
import type { FileJob } from "./file-job";
import type { ReportLine } from "./file-progress";
import { type ImportedConsent, importedConsent, type KnownConsent } from "./imported-consent";

/** A person and the row that tells of them. */
export type PersonOfRow = ImportedPerson & { readonly row: number };

/**
 * Takes a batch of a file's people in: contacts, tags, and consent with its ledger. New people and what was
 * taken of consent are told on their timelines; no workflow hears of them. Repeated, it changes nothing. The
 * caller holds the shop's lock; `at` is business time. Returns a line for each agreement that was not taken,
 * with times as `tell` writes them.
 */
export async function importContacts(
  sql: PoolClient,
  job: FileJob,
  people: readonly PersonOfRow[],
  at: Date,
  tell: (time: Date) => string,
): Promise<ReportLine[]> {
  const known = await knownConsents(sql, job.shopId, people);
  const isNew = new Set(people.map(({ email }) => email).filter((email) => known.get(email)?.isContact !== true));
  const events: Event[] = [];
  const kept: ReportLine[] = [];
  for (const person of people) {
    events.push(...personEvents(job, person));
    const consent = importedConsent(person, known.get(person.email) ?? null, job.createdAt);
    if (consent.outcome === "kept") kept.push({ row: person.row, column: "consent", problem: tellKept(consent, tell) });
    if (consent.outcome !== "taken") continue;
    const { state } = consent;
    const suppressedSince = known.get(person.email)?.suppressedSince ?? null;
    known.set(person.email, { state, at: consent.at, suppressedSince, isContact: true });
    const data = {
      state,
      at: consent.at.toISOString(),
      source: `came with the file “${job.fileName}”`,
      wording: job.wording,
      tellsShopify: true as const,
    };
    events.push({ ...framed(job, person, consent.at), name: "consent.changed", profile: {}, data });
  }
  const personal = await applyToContacts(sql, job.shopId, events, at);
  const told = personal.filter(({ event }) => {
    if (event.name !== "contact.imported") return event.name === "consent.changed";
    return isNew.delete(event.identity.email ?? "");
  });
  await storeEvents(
    sql,
    job.shopId,
    told.map(({ event, contact }) => ({ event, contactId: contact?.contactId ?? null })),
  );
  return kept;
}

function personEvents(job: FileJob, person: PersonOfRow): Event[] {
  const { firstName, lastName, locale, country, region, city, tags } = person;
  const imported: Event<"contact.imported"> = {
    ...framed(job, person, job.createdAt),
    name: "contact.imported",
    profile: { firstName, lastName, locale, country, region, city },
    data: { fileName: job.fileName },
  };
  if (tags.length === 0) return [imported];
  const data = { added: tags, removed: [] };
  return [imported, { ...framed(job, person, job.createdAt), name: "customer.tagged", profile: {}, data }];
}

/** Of two rows about one person the later wins. */
function framed(job: FileJob, { row, email }: PersonOfRow, occurredAt: Date) {
  const identity: Identity = {
    customerId: null,
    email,
    checkoutToken: null,
    cartToken: null,
    visitorId: null,
    contactId: null,
  };
  const sourceOrder = `${occurredAt.toISOString()}|${job.createdAt.toISOString()}|${String(row).padStart(8, "0")}`;
  return { eventId: uuid(), occurredAt, sourceOrder, identity };
}

interface KnownRow extends KnownConsent {
  readonly isContact: boolean;
}

async function knownConsents(
  sql: PoolClient,
  shopId: number,
  people: readonly PersonOfRow[],
): Promise<Map<string, KnownRow>> {
  const { rows } = await sql.query<KnownRow & { email: string }>({
    name: "file-known-consents",
    text: `SELECT asked.email, coalesce(c.consent, 'NOT_SUBSCRIBED') AS state, c.consent_at AS at,
        c.contact_id IS NOT NULL AS "isContact",
        (SELECT min(s.since) FROM suppressions s WHERE s.shop_id = $1 AND s.email = asked.email AND s.reason <> 'sunset') AS "suppressedSince"
      FROM (SELECT DISTINCT unnest($2::text[]) AS email) asked
      LEFT JOIN contact_identities i ON i.shop_id = $1 AND i.kind = 'email' AND i.value = asked.email
      LEFT JOIN contacts c ON c.shop_id = $1 AND c.contact_id = i.contact_id`,
    values: [shopId, people.map(({ email }) => email)],
  });
  return new Map(rows.map(({ email, ...known }) => [email, known]));
}

function tellKept({ because, since }: Extract<ImportedConsent, { outcome: "kept" }>, tell: (time: Date) => string) {
  const when = since ? ` of ${tell(since)}` : "";
  switch (because) {
    case "suppressed":
      return `not taken: since ${since ? tell(since) : "earlier"} this address must not be mailed`;
    case "newer-word":
      return `not taken: the person's own word${when} is newer`;
    case "undated":
      return `not taken: the person's opt-out${when} holds unless consent_at shows that they agreed later`;
  }
}
