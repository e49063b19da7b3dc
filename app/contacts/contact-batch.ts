import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Event } from "~/events/event";
import { bringAlong } from "./bring-along";
import { loadLedger, storeConsents } from "./consent-ledger";
import { queueConsentWrites, wakeConsentWrites } from "./consent-writes";
import type { Contact } from "./contact";
import { ContactBook } from "./contact-book";
import { type KeyKind, keysOf } from "./key-ring";
import type { Merge } from "./merge";
import { mergeRows } from "./merge-rows";
import { saveContacts, saveKeys } from "./save-contacts";

/** An event and the person it is about; null while the visitor is unknown. */
export interface PersonalEvent {
  readonly event: Event;
  readonly contact: Contact | null;
  /** Every contact that one of the event's keys belongs to: an order under another address ends their runs too. */
  readonly contactIds: readonly string[];
}

/**
 * Finds or makes the contact of each event, applies what the events say about them, merges contacts that turn
 * out to be one person, and writes it all, consent's ledger included. Locks the contacts' rows in id order
 * first (DESIGN §3, rule 2). The caller holds the shop's lock, so that nobody else makes contacts meanwhile;
 * it stores the events that come back: those given that say anything new, and a `contact.merged` for each merge.
 */
export async function applyToContacts(
  sql: PoolClient,
  shopId: number,
  events: readonly Event[],
  at: Date,
): Promise<PersonalEvent[]> {
  const book = await loadBook(sql, shopId, events);
  const named = events.map((event) => ({
    event,
    isEcho: book.isEcho(event),
    contactId: book.apply(event, at),
    contactIds: book.allOf(event.identity),
  }));
  const heard = named.map((one) => ({ ...one, contactId: one.contactId ?? book.lead(one.event) }));
  const disputed = book.disputedIds();
  book.settleConsents(disputed.length > 0 ? await loadLedger(sql, shopId, disputed) : []);
  const merges = await saveBook(sql, shopId, book, at);
  const news = heard.filter(({ isEcho }) => !isEcho);
  // The contact as it is after the whole batch: what follows decides on the newest facts.
  const personal = news.map(({ event, contactId, contactIds }) => {
    return {
      event,
      contact: contactId === null ? null : book.get(contactId),
      contactIds: [...new Set(contactIds.map((id) => book.get(id).contactId))],
    };
  });
  return [...personal, ...merges.map((merge) => mergeEvent(merge, book.get(merge.survivorId)))];
}

async function saveBook(sql: PoolClient, shopId: number, book: ContactBook, at: Date): Promise<readonly Merge[]> {
  const { contacts, keys, firstKeys, merges, consents, newCustomerIds } = book.changes();
  await saveContacts(sql, shopId, contacts);
  await mergeRows(sql, shopId, merges);
  await saveKeys(sql, shopId, keys);
  await storeConsents(sql, shopId, consents, at);
  await queueConsentWrites(
    sql,
    shopId,
    consents.filter(({ isOurs, isApplied }) => isOurs && isApplied),
  );
  await wakeConsentWrites(sql, shopId, [...newCustomerIds, ...merges.map(({ survivorId }) => survivorId)]);
  await bringAlong(sql, shopId, keys, firstKeys);
  return merges;
}

function mergeEvent({ loserId, loserEmail, at }: Merge, survivor: Contact): PersonalEvent {
  const event: Event<"contact.merged"> = {
    eventId: uuid(),
    name: "contact.merged",
    occurredAt: at,
    sourceOrder: at.toISOString(),
    identity: {
      customerId: null,
      email: null,
      checkoutToken: null,
      cartToken: null,
      visitorId: null,
      contactId: survivor.contactId,
    },
    profile: {},
    data: { from: { contactId: loserId, email: loserEmail } },
  };
  return { event, contact: survivor, contactIds: [survivor.contactId] };
}

interface ContactRow extends Contact {
  readonly kind: KeyKind;
  readonly value: string;
  readonly sourceOrder: string;
}

const CONTACT_FIELDS = `c.contact_id AS "contactId", c.customer_id AS "customerId", c.email, c.first_name AS "firstName",
  c.last_name AS "lastName", c.locale, c.country, c.region, c.city, c.timezone, c.tags, c.custom, c.consent,
  c.consent_at AS "consentAt", c.consent_source AS "consentSource", c.address_problem AS "addressProblem",
  c.profile_at AS "profileAt", c.profile_clock AS "profileClock", c.seen_at AS "seenAt", c.created_at AS "createdAt"`;

/** Contacts by their ids, locked in id order; who was merged away or erased is left out. */
export async function contactsByIds(
  sql: PoolClient,
  shopId: number,
  contactIds: readonly string[],
): Promise<Map<string, Contact>> {
  const { rows } = await sql.query<Contact>({
    name: "contacts-of-ids",
    text: `SELECT ${CONTACT_FIELDS} FROM contacts c
      WHERE c.shop_id = $1 AND c.contact_id = ANY($2::uuid[]) AND c.merged_into IS NULL
      ORDER BY c.contact_id FOR NO KEY UPDATE OF c`,
    values: [shopId, contactIds],
  });
  return new Map(rows.map((contact) => [contact.contactId, contact]));
}

/** The contacts that the events' keys lead to, locked; an id of ours that was merged leads to its survivor. */
async function loadBook(sql: PoolClient, shopId: number, events: readonly Event[]): Promise<ContactBook> {
  const keys = events.flatMap(({ identity }) => keysOf(identity)).filter(([kind]) => kind !== "contact");
  const ids = [...new Set(events.flatMap(({ identity }) => identity.contactId ?? []))];
  const { rows } = await sql.query<ContactRow>({
    name: "contacts-of-keys",
    text: `WITH keys AS (SELECT DISTINCT kind, value FROM unnest($2::text[], $3::text[]) AS k(kind, value)),
      found AS (
        SELECT i.contact_id, i.kind, i.value, i.source_order
        FROM keys JOIN contact_identities i ON i.shop_id = $1 AND i.kind = keys.kind AND i.value = keys.value
        UNION ALL SELECT coalesce(merged_into, contact_id), 'contact', contact_id::text, ''
        FROM contacts WHERE shop_id = $1 AND contact_id = ANY($4::uuid[]))
      SELECT ${CONTACT_FIELDS}, found.kind, found.value, found.source_order AS "sourceOrder" FROM found
      JOIN contacts c ON c.shop_id = $1 AND c.contact_id = found.contact_id
      ORDER BY c.contact_id FOR NO KEY UPDATE OF c`,
    values: [shopId, keys.map(([kind]) => kind), keys.map(([, value]) => value), ids],
  });
  const book = new ContactBook(uuid);
  for (const { kind, value, sourceOrder, ...contact } of rows) {
    book.addContact(contact);
    book.addKey({ kind, value, contactId: contact.contactId, sourceOrder });
  }
  return book;
}
