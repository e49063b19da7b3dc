import type { PoolClient } from "pg";
import { type DecidedMessage, type DeliveryDecision, storeDeliveryDecisions } from "./delivery-decisions";
import type { JsonValues } from "./json-values";
import { lockMessages } from "./lock-messages";
import type { DueMessage, MessageStatus } from "./message";
import { settleByEvents } from "./settle-by-event";

/** How a `sending` message came out. */
export interface Settlement {
  readonly message: DecidedMessage & Pick<DueMessage, "attempts" | "reason">;
  readonly status: Exclude<MessageStatus, "sending">;
  readonly rule: string;
  readonly values: JsonValues;
  readonly reason: string | null;
  readonly providerId: string | null;
  /** When to try again; only with status `queued`. */
  readonly sendAt: Date | null;
}

const OUTCOME = {
  sent: "sent",
  not_sent: "not-sent",
  queued: "deferred",
  refused: "refused",
  unknown: "unknown",
} as const satisfies Record<Settlement["status"], DeliveryDecision["outcome"]>;

/**
 * Writes how sends came out, with their decisions. A clear answer that came after the lease also settles
 * `unknown`, but nothing returns from `unknown` to the queue. Returns how many rows it settled.
 */
export async function settle(
  sql: PoolClient,
  shopId: number,
  settlements: readonly Settlement[],
  at: Date,
): Promise<number> {
  if (settlements.length === 0) return 0;
  const rows = settlements.map(({ message, status, reason, providerId, sendAt }) => ({
    messageId: message.messageId,
    attempt: message.attempts + 1,
    status,
    reason,
    providerId,
    sendAt,
  }));
  const ids = rows.map(({ messageId }) => messageId);
  await lockMessages(sql, shopId, ids);
  // Names the keys twice: joined alone, a table without statistics yet was read whole for each group (7 ms, so 1.7).
  const { rows: settled } = await sql.query<{ messageId: string; contactId: string }>({
    name: "messages-settle",
    text: `UPDATE messages m SET status = r.status, reason = r.reason, lease_until = NULL,
        provider_id = coalesce(r."providerId", m.provider_id), send_at = coalesce(r."sendAt", m.send_at),
        sent_at = CASE WHEN r.status = 'sent' THEN $3::timestamptz ELSE m.sent_at END
      FROM jsonb_to_recordset($2) AS r("messageId" uuid, attempt int, status text, reason text, "providerId" text,
        "sendAt" timestamptz)
      WHERE m.shop_id = $1 AND m.message_id = ANY($4::uuid[]) AND m.message_id = r."messageId" AND m.attempts = r.attempt
        AND (m.status = 'sending' OR (m.status = 'unknown' AND r.status IN ('sent', 'refused')))
      RETURNING m.message_id AS "messageId", m.contact_id AS "contactId"`,
    values: [shopId, JSON.stringify(rows), at, ids],
  });
  // Whose it is now: the contact may have been merged while the mail was on its way.
  const owners = new Map(settled.map(({ messageId, contactId }) => [messageId, contactId]));
  await storeDeliveryDecisions(
    sql,
    shopId,
    settlements
      .filter(({ message, status, reason }) => {
        const isOldNews = status === "queued" && message.reason === reason;
        return owners.has(message.messageId) && !isOldNews;
      })
      .map(({ message, status, rule, values }) => ({
        message: { ...message, contactId: owners.get(message.messageId) ?? message.contactId },
        outcome: OUTCOME[status],
        rule,
        values,
      })),
    at,
  );
  const unknown = settlements.flatMap(({ message, status }) => (status === "unknown" ? message.messageId : []));
  await settleByEvents(sql, shopId, unknown, at);
  return settled.length;
}
