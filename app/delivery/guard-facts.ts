import { z } from "zod";
import type { Sql } from "~/db.server";
import { addressHash } from "./erased-address";
import type { GuardFacts, OrderedUnder } from "./guard";
import type { DueMessage } from "./message";
import type { LoadedSender } from "./sender-settings";

type Contact = NonNullable<GuardFacts["contact"]>;

interface RunRow {
  readonly runId: string;
  readonly triggeredAt: Date;
  readonly token: string | null;
  readonly cartToken: string | null;
  readonly contactId: string | null;
  readonly email: string | null;
  readonly completedAt: Date | null;
  readonly lines: unknown;
}

const checkoutLines = z.array(z.object({ variantId: z.string().nullish() }));

/** The facts for each message, by message id, with one query a kind for the whole batch. */
export async function loadGuardFacts(
  sql: Sql,
  sender: LoadedSender,
  messages: readonly DueMessage[],
): Promise<Map<string, GuardFacts>> {
  const { shopId } = sender;
  const workflowsOn = await loadWorkflowsOn(sql, shopId, messages);
  const contacts = await loadContacts(sql, shopId, messages);
  const runs = await loadRuns(sql, shopId, messages);
  const suppressions = await loadSuppressions(sql, shopId, contacts);
  const orders = await loadOrders(sql, shopId, messages, runs, contacts);
  const unavailable = await loadUnavailableVariants(sql, shopId, runs);

  return new Map(
    messages.map(({ messageId, workflowId, contactId, runId }) => {
      const contact = contacts.get(contactId) ?? null;
      const run = runs.get(runId);
      return [
        messageId,
        {
          shop: sender.shop,
          senderProblems: sender.problems,
          isWorkflowOn: workflowsOn.has(workflowId),
          contact,
          suppressions: (contact?.email && suppressions.get(contact.email)) || [],
          orders: orders.get(messageId) ?? [],
          checkout: run ? checkoutFacts(run, unavailable) : null,
        },
      ];
    }),
  );
}

function checkoutFacts(run: RunRow, unavailable: ReadonlySet<string>): GuardFacts["checkout"] {
  if (run.token === null) return null;
  const lines = checkoutLines.parse(run.lines);
  return {
    contactId: run.contactId,
    completedAt: run.completedAt,
    lines: lines.length,
    unavailableLines: lines.filter(({ variantId }) => variantId && unavailable.has(variantId)).length,
  };
}

async function loadWorkflowsOn(sql: Sql, shopId: number, messages: readonly DueMessage[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ workflowId: string }>({
    name: "guard-workflows",
    text: `SELECT workflow_id AS "workflowId" FROM workflows WHERE shop_id = $1 AND workflow_id = ANY($2) AND is_on`,
    values: [shopId, [...new Set(messages.map(({ workflowId }) => workflowId))]],
  });
  return new Set(rows.map(({ workflowId }) => workflowId));
}

async function loadContacts(sql: Sql, shopId: number, messages: readonly DueMessage[]): Promise<Map<string, Contact>> {
  const { rows } = await sql.query<Contact & { contactId: string }>({
    name: "guard-contacts",
    text: `SELECT contact_id AS "contactId", email, address_problem AS "addressProblem", consent, consent_at AS "consentAt", consent_source AS "consentSource"
      FROM contacts WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])`,
    values: [shopId, messages.map(({ contactId }) => contactId)],
  });
  return new Map(rows.map((row) => [row.contactId, row]));
}

/** A run's key is the token of the checkout that it is about, if it is about one. */
async function loadRuns(sql: Sql, shopId: number, messages: readonly DueMessage[]): Promise<Map<string, RunRow>> {
  const { rows } = await sql.query<RunRow>({
    name: "guard-runs",
    text: `SELECT r.run_id AS "runId", r.triggered_at AS "triggeredAt", c.token, c.cart_token AS "cartToken",
        c.contact_id AS "contactId", c.email, c.completed_at AS "completedAt", c.lines
      FROM runs r LEFT JOIN checkouts c ON c.shop_id = r.shop_id AND c.token = r.key
      WHERE r.shop_id = $1 AND r.run_id = ANY($2::uuid[])`,
    values: [shopId, messages.map(({ runId }) => runId)],
  });
  return new Map(rows.map((row) => [row.runId, row]));
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

/**
 * Orders that answer a message. One of the same checkout or cart counts whenever it was placed; one of
 * the same person since the trigger, under any of their addresses. A subscription's renewal is no answer.
 */
async function loadOrders(
  sql: Sql,
  shopId: number,
  messages: readonly DueMessage[],
  runs: ReadonlyMap<string, RunRow>,
  contacts: ReadonlyMap<string, Contact>,
) {
  const wanted = messages.flatMap(({ messageId, contactId, runId }) => {
    const run = runs.get(runId);
    return run
      ? [
          {
            messageId,
            contactId,
            token: run.token,
            cart: run.cartToken,
            checkoutEmail: run.email,
            contactEmail: contacts.get(contactId)?.email ?? null,
            since: run.triggeredAt,
          },
        ]
      : [];
  });
  const { rows } = await sql.query<{ messageId: string; name: string; placedAt: Date; under: OrderedUnder }>({
    name: "guard-orders",
    text: `WITH wanted AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset($2) AS w("messageId" uuid, "contactId" uuid, token text, cart text,
          "checkoutEmail" text, "contactEmail" text, since timestamptz)),
      addresses AS (
        SELECT "messageId", since, "checkoutEmail" AS email FROM wanted
        UNION SELECT "messageId", since, "contactEmail" FROM wanted
        UNION SELECT "messageId", since, i.value FROM wanted
          JOIN contact_identities i ON i.shop_id = $1 AND i.contact_id = "contactId" AND i.kind = 'email')
      SELECT DISTINCT ON ("messageId") "messageId", name, placed_at AS "placedAt", under FROM (
        SELECT "messageId", o.name, o.placed_at, 1 AS sureness, 'the same checkout' AS under
          FROM wanted JOIN orders o ON o.shop_id = $1 AND o.checkout_token = token
        UNION ALL SELECT "messageId", o.name, o.placed_at, 2, 'the same cart'
          FROM wanted JOIN orders o ON o.shop_id = $1 AND o.cart_token = cart
        UNION ALL SELECT "messageId", o.name, o.placed_at, 3, 'the same customer'
          FROM wanted JOIN orders o ON o.shop_id = $1 AND o.contact_id = "contactId" AND o.placed_at >= since
            AND o.channel <> 'subscription'
        UNION ALL SELECT "messageId", o.name, o.placed_at, 4, 'the same e-mail address'
          FROM addresses JOIN orders o ON o.shop_id = $1 AND o.email = addresses.email AND o.placed_at >= since
            AND o.channel <> 'subscription'
      ) AS answers ORDER BY "messageId", sureness, placed_at`,
    values: [shopId, JSON.stringify(wanted)],
  });
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

/** The variants that surely cannot be bought. One that the catalogue does not know is not proof of anything. */
async function loadUnavailableVariants(
  sql: Sql,
  shopId: number,
  runs: ReadonlyMap<string, RunRow>,
): Promise<Set<string>> {
  const variantIds = [...runs.values()].flatMap(({ token, lines }) =>
    token === null ? [] : checkoutLines.parse(lines).flatMap(({ variantId }) => variantId ?? []),
  );
  if (variantIds.length === 0) return new Set();
  const { rows } = await sql.query<{ variantId: string }>({
    name: "guard-variants",
    text: `SELECT v.variant_id AS "variantId" FROM variants v
      LEFT JOIN products p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
      WHERE v.shop_id = $1 AND v.variant_id = ANY($2) AND (NOT v.is_available OR p.is_published IS FALSE)`,
    values: [shopId, [...new Set(variantIds)]],
  });
  return new Set(rows.map(({ variantId }) => variantId));
}
