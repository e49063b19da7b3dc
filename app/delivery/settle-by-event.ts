import type { PoolClient } from "pg";
import { type DecidedMessage, storeDeliveryDecisions } from "./delivery-decisions";

/** Why a message that the merchant counted as not sent is `not_sent`. */
export const COUNTED_AS_NOT_SENT = "counted-as-not-sent";

interface SettledRow extends DecidedMessage {
  readonly state: string;
  readonly since: Date;
}

/**
 * Messages of which nobody knew whether they had left become `sent`, once SendGrid has told anything of them: it tells
 * only of what it took. So do those that the merchant had counted as not sent. Called wherever one becomes `unknown`
 * too, because the event may have come before that.
 */
export async function settleByEvents(
  sql: PoolClient,
  shopId: number,
  messageIds: readonly string[],
  at: Date,
): Promise<void> {
  if (messageIds.length === 0) return;
  const { rows } = await sql.query<SettledRow>({
    name: "messages-settle-by-event",
    text: `UPDATE messages SET status = 'sent', reason = NULL, lease_until = NULL, sent_at = coalesce(sent_at, provider_state_at)
      WHERE shop_id = $1 AND message_id = ANY($2::uuid[]) AND provider_state IS NOT NULL
        AND (status = 'unknown' OR (status = 'not_sent' AND reason = '${COUNTED_AS_NOT_SENT}'))
      RETURNING message_id AS "messageId", contact_id AS "contactId", workflow_id AS "workflowId", version, run_id AS "runId",
        step, provider_state AS state, provider_state_at AS since`,
    values: [shopId, messageIds],
  });
  const decisions = rows.map(({ state, since, ...message }) => ({
    message,
    outcome: "sent" as const,
    rule: "settled-by-event",
    values: { state, since: since.toISOString() },
  }));
  await storeDeliveryDecisions(sql, shopId, decisions, at);
}
