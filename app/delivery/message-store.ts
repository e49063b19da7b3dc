import type { PoolClient } from "pg";
import { now } from "~/clock";
import { pool, type Sql, transaction } from "~/db.server";
import { type DecidedMessage, storeDeliveryDecisions } from "./delivery-decisions";
import type { JsonValues } from "./json-values";
import type { DueMessage, ReadyMessage } from "./message";
import { settleByEvents } from "./settle-by-event";

/** How long a claim may take, from before its transaction until its last POST is answered, in seconds. */
export const LEASE_SECONDS = 60;

const DUE_FIELDS = `m.shop_id AS "shopId", m.message_id AS "messageId", m.contact_id AS "contactId", m.workflow_id AS "workflowId",
  m.version, m.run_id AS "runId", m.step, m.template, m.class, m.reason, m.send_at AS "sendAt",
  m.useful_until AS "usefulUntil", m.attempts`;

/**
 * Whether everything that a shop's inbox received up to `cycleStart` has been processed or parked. No
 * message leaves before that (DESIGN §3, rule 3): an order may be waiting there.
 */
export async function isInboxSettled(sql: Sql, shopId: number, cycleStart: Date): Promise<boolean> {
  const { rows } = await sql.query<{ isSettled: boolean }>({
    name: "inbox-settled",
    text: `SELECT NOT EXISTS (SELECT 1 FROM inbox
      WHERE shop_id = $1 AND status = 'waiting' AND received_at <= $2) AS "isSettled"`,
    values: [shopId, cycleStart],
  });
  return rows[0]?.isSettled === true;
}

/**
 * Due messages, longest due first, locked with their contacts until the caller's transaction ends; none
 * while the inbox is not settled. Rows that another transaction holds are passed over, so that claimers
 * get different messages and this one never waits: where nothing waits, no order of locks can deadlock.
 * Whatever else is due to one of the contacts comes along, beyond `limit`: only together can their order be decided.
 */
export async function claimDueMessages(
  sql: PoolClient,
  shopId: number,
  at: Date,
  cycleStart: Date,
  limit: number,
): Promise<DueMessage[]> {
  if (!(await isInboxSettled(sql, shopId, cycleStart))) return [];
  const { rows } = await sql.query<DueMessage>({
    name: "messages-claim",
    text: `SELECT ${DUE_FIELDS} FROM messages m JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id
      WHERE m.shop_id = $1 AND m.status = 'queued' AND m.send_at <= $2 ORDER BY m.send_at LIMIT $3
      FOR NO KEY UPDATE OF c SKIP LOCKED FOR UPDATE OF m SKIP LOCKED`,
    values: [shopId, at, limit],
  });
  if (rows.length > 0) return [...rows, ...(await claimCompanions(sql, shopId, at, rows))];
  // No contact, nothing to lock: the guard closes what would wait for ever.
  const orphans = await sql.query<DueMessage>({
    name: "messages-claim-orphans",
    text: `SELECT ${DUE_FIELDS} FROM messages m WHERE m.shop_id = $1 AND m.status = 'queued' AND m.send_at <= $2
      AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.shop_id = m.shop_id AND c.contact_id = m.contact_id)
      LIMIT $3 FOR UPDATE SKIP LOCKED`,
    values: [shopId, at, limit],
  });
  return orphans.rows;
}

/** What else is due to contacts that are locked already. */
async function claimCompanions(
  sql: PoolClient,
  shopId: number,
  at: Date,
  claimed: readonly DueMessage[],
): Promise<DueMessage[]> {
  const { rows } = await sql.query<DueMessage>({
    name: "messages-claim-companions",
    // CASE keeps the planner at the contacts' own messages: without statistics it read all that was due (a backlog of
    // 100,000: 400 ms a batch).
    text: `SELECT ${DUE_FIELDS} FROM messages m WHERE m.shop_id = $1 AND m.contact_id = ANY($2::uuid[])
      AND CASE WHEN m.status = 'queued' THEN m.send_at <= $3 END AND m.message_id <> ALL($4::uuid[])
      FOR UPDATE SKIP LOCKED`,
    values: [
      shopId,
      [...new Set(claimed.map(({ contactId }) => contactId))],
      at,
      claimed.map(({ messageId }) => messageId),
    ],
  });
  return rows;
}

/** `queued → sending`: from here on each is posted at most once, whatever happens to this process. */
export async function startSending(
  sql: PoolClient,
  shopId: number,
  messages: readonly ReadyMessage[],
  at: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ messageId, email, subject, inputs }) => ({ messageId, email, subject, inputs }));
  // The database's clock, which all workers share; it is machine time. The keys are named twice as in settle.ts.
  await sql.query({
    name: "messages-start-sending",
    text: `UPDATE messages m SET status = 'sending', lease_until = now() + make_interval(secs => $3), attempts = m.attempts + 1,
        reason = NULL, email = r.email, subject = r.subject, inputs = r.inputs, left_at = $5
      FROM json_to_recordset($2) AS r("messageId" uuid, email text, subject text, inputs jsonb)
      WHERE m.shop_id = $1 AND m.message_id = ANY($4::uuid[]) AND m.message_id = r."messageId"`,
    values: [shopId, JSON.stringify(rows), LEASE_SECONDS, rows.map(({ messageId }) => messageId), at],
  });
}

/** A claimed message that does not leave now: for good with `sendAt` null, else until then. */
export interface HeldMessage {
  readonly message: DueMessage;
  readonly rule: string;
  readonly values: JsonValues;
  readonly sendAt: Date | null;
}

/** A mail that comes a moment later is no news: a workflow's wait of a day ends seconds before a cap's day. */
const SHORT_HOLD_MS = 60_000;

/** Writes what the guard stopped or held, with its decisions. The same hold again is not told twice. */
export async function holdBack(sql: PoolClient, shopId: number, held: readonly HeldMessage[], at: Date): Promise<void> {
  if (held.length === 0) return;
  const isShort = ({ message, sendAt }: HeldMessage) =>
    sendAt !== null && sendAt <= message.usefulUntil && sendAt.getTime() - at.getTime() < SHORT_HOLD_MS;
  const rows = held.map((one) => ({
    messageId: one.message.messageId,
    rule: isShort(one) ? one.message.reason : one.rule,
    sendAt: one.sendAt,
  }));
  await sql.query({
    name: "messages-hold-back",
    text: `UPDATE messages m SET status = CASE WHEN r."sendAt" IS NULL THEN 'not_sent' ELSE 'queued' END,
        reason = r.rule, send_at = coalesce(r."sendAt", m.send_at)
      FROM jsonb_to_recordset($2) AS r("messageId" uuid, rule text, "sendAt" timestamptz)
      WHERE m.shop_id = $1 AND m.message_id = r."messageId"`,
    values: [shopId, JSON.stringify(rows)],
  });
  const news = held.filter((one) => one.sendAt === null || (one.message.reason !== one.rule && !isShort(one)));
  await storeDeliveryDecisions(
    sql,
    shopId,
    news.map(({ message, rule, values, sendAt }) => ({
      message,
      outcome: sendAt ? "deferred" : "not-sent",
      rule,
      values: sendAt ? { ...values, until: sendAt.toISOString() } : values,
    })),
    at,
  );
}

/**
 * `sending` rows whose lease ran out by `machineNow` become `unknown`, never `queued`: their mail may have
 * left before the process died. SendGrid's own event settles them later. Returns how many there were.
 */
export async function expireLeases(machineNow: Date): Promise<number> {
  const { rows } = await pool.query<{ shopId: number }>({
    name: "shops-with-lapsed-leases",
    text: `SELECT DISTINCT shop_id AS "shopId" FROM messages WHERE status = 'sending' AND lease_until < $1`,
    values: [machineNow],
  });
  let expired = 0;
  for (const { shopId } of rows) {
    expired += await transaction((sql) => expireLeasesOf(sql, shopId, machineNow));
  }
  return expired;
}

async function expireLeasesOf(sql: PoolClient, shopId: number, machineNow: Date): Promise<number> {
  const { rows } = await sql.query<DecidedMessage & { leaseUntil: Date }>({
    name: "messages-expire",
    // What is locked is being settled at this moment.
    text: `UPDATE messages m SET status = 'unknown', reason = 'lease-ran-out'
      WHERE m.shop_id = $1 AND m.message_id IN (SELECT message_id FROM messages
        WHERE shop_id = $1 AND status = 'sending' AND lease_until < $2 FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING ${DUE_FIELDS}, m.lease_until AS "leaseUntil"`,
    values: [shopId, machineNow],
  });
  await storeDeliveryDecisions(
    sql,
    shopId,
    rows.map((message) => ({
      message,
      outcome: "unknown",
      rule: "lease-ran-out",
      values: { leaseUntil: message.leaseUntil.toISOString() },
    })),
    now(),
  );
  await settleByEvents(
    sql,
    shopId,
    rows.map(({ messageId }) => messageId),
    now(),
  );
  return rows.length;
}
