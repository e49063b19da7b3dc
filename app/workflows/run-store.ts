import type { PoolClient } from "pg";
import { validate as isUuid } from "uuid";
import type { Decision, Run } from "./run";
import { storeDecisions } from "./store-advances";

const RUN_FIELDS = `run_id AS "runId", workflow_id AS "workflowId", version, contact_id AS "contactId", key, entry,
  triggered_at AS "triggeredAt", status, wake_at AS "wakeAt", outcome, started_at AS "startedAt", ended_at AS "endedAt", state`;

/** By what the runs that a batch of events can touch are found. */
export interface RunsWanted {
  readonly contactIds: readonly string[];
  readonly keys: readonly string[];
  readonly runIds: readonly string[];
}

/**
 * The active runs of some contacts, the latest run (an ended one too) of each workflow and key, and some runs by id:
 * all that a batch of events can touch. By way of the shop's few workflows, so that the unique index serves the keys.
 */
export async function loadRuns(sql: PoolClient, shopId: number, wanted: RunsWanted): Promise<Run[]> {
  const { contactIds, keys, runIds } = wanted;
  if (contactIds.length + keys.length + runIds.length === 0) return [];
  const { rows } = await sql.query<Run>({
    name: "runs-of-batch",
    text: `SELECT ${RUN_FIELDS} FROM runs WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND status = 'active'
      UNION (SELECT DISTINCT ON (workflow_id, key) ${RUN_FIELDS} FROM runs WHERE shop_id = $1 AND key = ANY($3)
        AND workflow_id = ANY(ARRAY(SELECT workflow_id FROM workflows WHERE shop_id = $1))
        ORDER BY workflow_id, key, entry DESC)
      UNION SELECT ${RUN_FIELDS} FROM runs WHERE shop_id = $1 AND run_id = ANY($4::uuid[])`,
    values: [shopId, contactIds, keys, runIds],
  });
  return rows;
}

/** The run and step that each of some messages came from, by message id; one that is not ours is absent. */
export async function mailsOf(
  sql: PoolClient,
  shopId: number,
  messageIds: readonly string[],
): Promise<Map<string, { runId: string; step: string }>> {
  const ours = messageIds.filter(isUuid);
  if (ours.length === 0) return new Map();
  const { rows } = await sql.query<{ messageId: string; runId: string; step: string }>({
    name: "runs-of-mails",
    text: `SELECT message_id AS "messageId", run_id AS "runId", step FROM messages
      WHERE shop_id = $1 AND message_id = ANY($2::uuid[])`,
    values: [shopId, ours],
  });
  return new Map(rows.map(({ messageId, ...mail }) => [messageId, mail]));
}

/**
 * Runs that are due, oldest first, locked until the transaction ends. Their contacts' rows are locked
 * first, in id order (DESIGN §3, rule 2).
 */
export async function claimDueRuns(sql: PoolClient, shopId: number, at: Date, limit: number): Promise<Run[]> {
  const due = await sql.query<{ runId: string; contactId: string }>({
    name: "runs-due",
    text: `SELECT run_id AS "runId", contact_id AS "contactId" FROM runs
      WHERE shop_id = $1 AND status = 'active' AND wake_at <= $2 ORDER BY wake_at LIMIT $3`,
    values: [shopId, at, limit],
  });
  if (due.rows.length === 0) return [];
  await sql.query({
    name: "contacts-lock",
    text: `SELECT 1 FROM contacts WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) ORDER BY contact_id FOR NO KEY UPDATE`,
    values: [shopId, due.rows.map(({ contactId }) => contactId)],
  });
  const { rows } = await sql.query<Run>({
    name: "runs-claim",
    text: `SELECT ${RUN_FIELDS} FROM runs WHERE shop_id = $1 AND run_id = ANY($2::uuid[])
      AND status = 'active' AND wake_at <= $3 ORDER BY wake_at FOR UPDATE SKIP LOCKED`,
    values: [shopId, due.rows.map(({ runId }) => runId), at],
  });
  return rows;
}

/** The active runs of some contacts, the older first. */
export async function activeRunsOf(sql: PoolClient, shopId: number, contactIds: readonly string[]): Promise<Run[]> {
  const { rows } = await sql.query<Run>(
    `SELECT ${RUN_FIELDS} FROM runs WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND status = 'active'
      ORDER BY started_at, run_id`,
    [shopId, contactIds],
  );
  return rows;
}

/** Takes back what merged runs had queued and nobody has begun to send, each with its decision. */
export async function dropQueuedMessages(
  sql: PoolClient,
  shopId: number,
  runIds: readonly string[],
  at: Date,
): Promise<void> {
  const { rows } = await sql.query<Omit<Decision, "outcome" | "rule" | "values"> & { messageId: string }>(
    `UPDATE messages SET status = 'not_sent', reason = 'merged'
      WHERE shop_id = $1 AND run_id = ANY($2::uuid[]) AND status = 'queued'
      RETURNING message_id AS "messageId", contact_id AS "contactId", workflow_id AS "workflowId", version, run_id AS "runId", step`,
    [shopId, runIds],
  );
  const decisions = rows.map(({ messageId, ...message }) => ({
    ...message,
    outcome: "not-sent" as const,
    rule: "merged",
    values: { messageId },
  }));
  await storeDecisions(sql, shopId, decisions, at);
}
