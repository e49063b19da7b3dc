import type { Sql } from "~/db.server";
import { addressHash } from "./erased-address";
import type { GuardFacts } from "./guard";
import { loadAnsweringOrders } from "./guard-orders";
import { loadGuardedProducts, loadUnavailableVariants } from "./guard-products";
import { type GuardedRun, loadGuardedRuns, runThatIsGone } from "./guard-runs";
import { loadGuardedWorkflows, workflowKey } from "./guard-workflows";
import type { DueMessage } from "./message";
import { loadRemindersAhead } from "./reminders-ahead";
import type { LoadedSender } from "./sender-settings";
import { loadSentBefore, loadUnanswered } from "./sent-before";

/** What is known of where a person is: what the browser said, and the address. */
export interface Whereabouts {
  readonly timezone: string | null;
  readonly country: string | null;
  readonly region: string | null;
}

/** The IANA zone that a person lives by; delivery knows no contacts, the worker passes it in. */
export type ZoneOf = (where: Whereabouts, shopTimezone: string) => string;

interface Contact extends NonNullable<GuardFacts["contact"]> {
  readonly lastOrderAt: Date | null;
}

/** The facts for each message, by message id, with one query a kind for the whole batch. */
export async function loadGuardFacts(
  sql: Sql,
  sender: LoadedSender,
  messages: readonly DueMessage[],
  zoneOf: ZoneOf,
  at: Date,
): Promise<Map<string, GuardFacts>> {
  const { shopId, rules } = sender;
  const workflows = await loadGuardedWorkflows(sql, shopId, messages);
  const contacts = await loadContacts(sql, sender, messages, zoneOf);
  const runs = await loadGuardedRuns(sql, shopId, messages);
  const suppressions = await loadSuppressions(sql, shopId, contacts);

  const cases = messages.map((message) => {
    const workflow = workflows.get(workflowKey(message));
    const run = runs.get(message.runId) ?? runThatIsGone;
    if (!workflow) throw new Error(`Message ${message.messageId} of shop ${shopId} has no workflow.`);
    const exits = workflow.exits;
    // Of other runs the checkout is history: a thank-you is about an order whose checkout is completed.
    const checkout = exits.includes("checkout") ? run.checkout : null;
    return { ...message, workflow, run, exits, checkout, contact: contacts.get(message.contactId) ?? null };
  });
  const orders = await loadAnsweringOrders(
    sql,
    shopId,
    cases.filter(({ exits }) => exits.length > 0).map((one) => ({ ...one, contactEmail: one.contact?.email ?? null })),
  );
  const unavailable = await loadUnavailableVariants(
    sql,
    shopId,
    cases.flatMap(({ checkout }) => checkout?.variantIds.flatMap((variantId) => variantId ?? []) ?? []),
  );
  const products = await loadGuardedProducts(
    sql,
    shopId,
    cases.map((one) => ({ ...one, trigger: one.workflow.trigger })),
  );
  const ahead = await loadRemindersAhead(sql, shopId, messages, at);
  const sent = await loadSentBefore(sql, shopId, messages, rules, workflows, at);
  const lastOrders = new Map([...contacts].map(([contactId, { lastOrderAt }]) => [contactId, lastOrderAt]));
  const unanswered = rules.isAdaptive
    ? await loadUnanswered(sql, shopId, sent, lastOrders, at)
    : new Map<string, number>();

  return new Map(
    cases.map(({ messageId, contactId, workflow, run, exits, checkout, contact }) => [
      messageId,
      {
        shop: sender.shop,
        senderProblems: sender.problems,
        rules,
        workflow: workflow.live,
        run: { outcome: run.outcome, exits },
        contact,
        suppressions: (contact?.email && suppressions.get(contact.email)) || [],
        orders: orders.get(messageId) ?? [],
        checkout: checkout && checkoutFacts(checkout, unavailable),
        product: products.get(messageId) ?? null,
        sent: sent.get(contactId) ?? [],
        ahead: ahead.get(contactId) ?? [],
        unanswered: unanswered.get(contactId) ?? 0,
      },
    ]),
  );
}

function checkoutFacts(
  { contactId, completedAt, variantIds }: NonNullable<GuardedRun["checkout"]>,
  unavailable: ReadonlySet<string>,
): GuardFacts["checkout"] {
  return {
    contactId,
    completedAt,
    lines: variantIds.length,
    unavailableLines: variantIds.filter((variantId) => variantId && unavailable.has(variantId)).length,
  };
}

async function loadContacts(
  sql: Sql,
  { shopId, timezone: shopTimezone }: LoadedSender,
  messages: readonly DueMessage[],
  zoneOf: ZoneOf,
): Promise<Map<string, Contact>> {
  const { rows } = await sql.query<Omit<Contact, "zone"> & Whereabouts & { contactId: string }>({
    name: "guard-contacts",
    text: `SELECT contact_id AS "contactId", email, address_problem AS "addressProblem", consent, consent_at AS "consentAt",
        consent_source AS "consentSource", last_order_at AS "lastOrderAt", timezone, country, region
      FROM contacts WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])`,
    values: [shopId, messages.map(({ contactId }) => contactId)],
  });
  // Most of a batch live in the same few places, and to ask for a zone costs more than the rest of a contact.
  const zones = new Map<string, string>();
  return new Map(
    rows.map(({ timezone, country, region, ...contact }) => {
      const place = `${timezone}/${country}/${region}`;
      const zone = zones.get(place) ?? zoneOf({ timezone, country, region }, shopTimezone);
      zones.set(place, zone);
      return [contact.contactId, { ...contact, zone }];
    }),
  );
}

/** By address. A person who was erased and came back is known by the hash that was kept of the address. */
async function loadSuppressions(sql: Sql, shopId: number, contacts: ReadonlyMap<string, Contact>) {
  const emails = [...contacts.values()].flatMap(({ email }) => email ?? []);
  const { rows } = await sql.query<{ email: string; reason: string; since: Date }>({
    name: "guard-suppressions",
    text: `SELECT email, reason, since FROM suppressions WHERE shop_id = $1 AND email = ANY($2)
      UNION ALL SELECT k.email, e.reason, e.since FROM unnest($2::text[], $3::text[]) AS k(email, hash)
        JOIN erased_addresses e ON e.shop_id = $1 AND e.address_hash = k.hash
      ORDER BY since`,
    values: [shopId, emails, emails.map((email) => addressHash(shopId, email))],
  });
  return Map.groupBy(rows, ({ email }) => email);
}
