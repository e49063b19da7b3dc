import type { PoolClient } from "pg";
import { type DecidedMessage, storeDeliveryDecisions } from "./delivery-decisions";

/** Takes every queued message of a shop out of the queue for good, due or not, each with its decision. */
export async function stopQueuedMessages(sql: PoolClient, shopId: number, rule: string, at: Date): Promise<void> {
  const { rows } = await sql.query<DecidedMessage>(
    `UPDATE messages SET status = 'not_sent', reason = $2 WHERE shop_id = $1 AND status = 'queued'
     RETURNING message_id AS "messageId", contact_id AS "contactId", workflow_id AS "workflowId", version,
       run_id AS "runId", step`,
    [shopId, rule],
  );
  const decisions = rows.map((message) => ({ message, outcome: "not-sent" as const, rule, values: {} }));
  await storeDeliveryDecisions(sql, shopId, decisions, at);
}
