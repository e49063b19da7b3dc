import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { JsonValues } from "./json-values";
import type { DueMessage, MailNote } from "./message";

/** What a decision's row names of its message. */
export type DecidedMessage = Pick<DueMessage, "messageId" | "contactId" | "workflowId" | "version" | "runId" | "step">;

/** Why a message came to rest or was put off: a row on the contact's page. */
export interface DeliveryDecision {
  readonly message: DecidedMessage;
  readonly outcome: "sent" | "not-sent" | "deferred" | "refused" | "unknown" | MailNote["outcome"];
  readonly rule: string;
  readonly values: JsonValues;
}

/** Writes decisions about messages; their values name the message. */
export async function storeDeliveryDecisions(
  sql: PoolClient,
  shopId: number,
  decisions: readonly DeliveryDecision[],
  at: Date,
): Promise<void> {
  if (decisions.length === 0) return;
  const rows = decisions.map(({ message, outcome, rule, values }) => ({
    decisionId: uuid(),
    contactId: message.contactId,
    workflowId: message.workflowId,
    version: message.version,
    runId: message.runId,
    step: message.step,
    outcome,
    rule,
    values: { messageId: message.messageId, ...values },
  }));
  await sql.query({
    name: "delivery-decisions",
    text: `INSERT INTO decisions (shop_id, decision_id, contact_id, workflow_id, version, run_id, step, outcome, rule, "values", at)
      SELECT $1, "decisionId", "contactId", "workflowId", version, "runId", step, outcome, rule, "values", $3
      FROM jsonb_to_recordset($2) AS r("decisionId" uuid, "contactId" uuid, "workflowId" text, version int, "runId" uuid,
        step text, outcome text, rule text, "values" jsonb)`,
    values: [shopId, JSON.stringify(rows), at],
  });
}
