import type { PoolClient } from "pg";
import type { Event } from "~/events/event";
import { normaliseEmail } from "~/events/normalise-email";
import { heldState, type ProviderState, type ToldState } from "./provider-state";
import { settleByEvents } from "./settle-by-event";

const STATES: ReadonlyMap<string, ProviderState> = new Map([
  ["email.processed", "processed"],
  ["email.deferred", "deferred"],
  ["email.delivered", "delivered"],
  ["email.dropped", "dropped"],
  ["email.blocked", "blocked"],
  ["email.bounced", "bounced"],
]);

/** Why an address must not be mailed after such an event. A blocked or deferred mail says nothing against its address. */
const REASONS: ReadonlyMap<string, "bounced" | "complained"> = new Map([
  ["email.bounced", "bounced"],
  ["email.complained", "complained"],
]);

/** What a batch of events says of one message. */
interface MessageNews {
  readonly states: ToldState[];
  readonly openedAt: Date[];
  readonly suppressions: { readonly reason: "bounced" | "complained"; readonly since: Date }[];
}

interface MessageRow {
  readonly messageId: string;
  readonly email: string | null;
  readonly state: ProviderState | null;
  readonly stateAt: Date | null;
  readonly openedAt: Date | null;
}

/**
 * Writes to the messages what SendGrid told of them, by SendGrid's clock: late and out of order, it comes out the same.
 * Unknown ones are settled, and addresses that bounced or complained are suppressed, at once for queued mails too,
 * because the guard reads the list. Events about anything else are passed over.
 */
export async function applyProviderEvents(
  sql: PoolClient,
  shopId: number,
  events: readonly Event[],
  at: Date,
): Promise<void> {
  const news = newsByMessage(events);
  if (news.size === 0) return;
  const { rows } = await sql.query<MessageRow>({
    name: "messages-of-events",
    // In id order: see lock-messages.ts.
    text: `SELECT message_id AS "messageId", email, provider_state AS state, provider_state_at AS "stateAt", opened_at AS "openedAt"
      FROM messages WHERE shop_id = $1 AND message_id = ANY($2::uuid[]) ORDER BY message_id FOR NO KEY UPDATE`,
    values: [shopId, [...news.keys()]],
  });
  await saveStates(sql, shopId, rows, news);
  await suppress(sql, shopId, rows, news);
  await settleByEvents(
    sql,
    shopId,
    rows.map(({ messageId }) => messageId),
    at,
  );
}

function newsByMessage(events: readonly Event[]): Map<string, MessageNews> {
  const news = new Map<string, MessageNews>();
  for (const { name, data, occurredAt } of events) {
    const state = STATES.get(name);
    const reason = REASONS.get(name);
    if (!("messageId" in data) || (!state && !reason && name !== "email.opened")) continue;
    const known = news.get(data.messageId) ?? { states: [], openedAt: [], suppressions: [] };
    if (state) known.states.push({ state, at: occurredAt });
    if (reason) known.suppressions.push({ reason, since: occurredAt });
    if (name === "email.opened") known.openedAt.push(occurredAt);
    news.set(data.messageId, known);
  }
  return news;
}

async function saveStates(
  sql: PoolClient,
  shopId: number,
  messages: readonly MessageRow[],
  news: ReadonlyMap<string, MessageNews>,
): Promise<void> {
  const rows = messages.map(({ messageId, state, stateAt, openedAt }) => {
    const told = news.get(messageId);
    const known = state && stateAt ? { state, at: stateAt } : null;
    const held = told?.states.reduce<ToldState | null>(heldState, known) ?? known;
    return {
      messageId,
      state: held?.state ?? null,
      stateAt: held?.at ?? null,
      openedAt: earliest(openedAt, told?.openedAt),
    };
  });
  await sql.query({
    name: "messages-save-states",
    text: `UPDATE messages m SET provider_state = r.state, provider_state_at = r."stateAt", opened_at = r."openedAt"
      FROM jsonb_to_recordset($2) AS r("messageId" uuid, state text, "stateAt" timestamptz, "openedAt" timestamptz)
      WHERE m.shop_id = $1 AND m.message_id = ANY($3::uuid[]) AND m.message_id = r."messageId"`,
    values: [shopId, JSON.stringify(rows), rows.map(({ messageId }) => messageId)],
  });
}

function earliest(known: Date | null, told: readonly Date[] = []): Date | null {
  return [...(known ? [known] : []), ...told].reduce<Date | null>(
    (one, other) => (one && one < other ? one : other),
    null,
  );
}

/** The address that was mailed; whoever has it now, it is the mailbox that does not work or does not want to. */
async function suppress(
  sql: PoolClient,
  shopId: number,
  messages: readonly MessageRow[],
  news: ReadonlyMap<string, MessageNews>,
): Promise<void> {
  const rows = messages.flatMap(({ messageId, email: mailed }) => {
    const email = normaliseEmail(mailed);
    return email === null ? [] : (news.get(messageId)?.suppressions ?? []).map((one) => ({ ...one, email }));
  });
  if (rows.length === 0) return;
  await sql.query({
    name: "suppressions-by-events",
    text: `INSERT INTO suppressions (shop_id, email, reason, since, source)
      SELECT $1, email, reason, min(since), 'SendGrid'
      FROM jsonb_to_recordset($2) AS r(email text, reason text, since timestamptz) GROUP BY email, reason
      ON CONFLICT (shop_id, email, reason) DO UPDATE SET since = least(suppressions.since, excluded.since)`,
    values: [shopId, JSON.stringify(rows)],
  });
}
