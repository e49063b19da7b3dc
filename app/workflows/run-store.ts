import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Advance, Decision, QueuedMessage, Run } from "./run";

const RUN_FIELDS = `run_id AS "runId", workflow_id AS "workflowId", version, contact_id AS "contactId", key,
  triggered_at AS "triggeredAt", status, wake_at AS "wakeAt", outcome, started_at AS "startedAt", ended_at AS "endedAt", state`;

/**
 * The active runs of some contacts, and the runs (ended too) of some keys, whoever's they are: all that a
 * batch of events can touch. By way of the shop's few workflows, so that the unique index serves the keys.
 */
export async function loadRuns(
  sql: PoolClient,
  shopId: number,
  contactIds: readonly string[],
  keys: readonly string[],
): Promise<Run[]> {
  if (contactIds.length === 0 && keys.length === 0) return [];
  const { rows } = await sql.query<Run>({
    name: "runs-of-batch",
    text: `SELECT ${RUN_FIELDS} FROM runs WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND status = 'active'
      UNION SELECT ${RUN_FIELDS} FROM runs WHERE shop_id = $1 AND key = ANY($3)
        AND workflow_id = ANY(ARRAY(SELECT workflow_id FROM workflows WHERE shop_id = $1))`,
    values: [shopId, contactIds, keys],
  });
  return rows;
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

/** Writes what the engine decided: runs, messages and decisions. */
export async function storeAdvances(
  sql: PoolClient,
  shopId: number,
  advances: readonly Advance[],
  at: Date,
): Promise<void> {
  // A run that several events of one batch touched is written as the last of them left it.
  const runs = new Map(advances.flatMap(({ run }) => (run ? [[run.runId, run] satisfies [string, Run]] : [])));
  await storeRuns(sql, shopId, [...runs.values()]);
  await storeMessages(
    sql,
    shopId,
    advances.flatMap(({ messages }) => messages),
    at,
  );
  await storeDecisions(
    sql,
    shopId,
    advances.flatMap(({ decisions }) => decisions),
    at,
  );
}

async function storeRuns(sql: PoolClient, shopId: number, runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return;
  await sql.query({
    name: "runs-store",
    text: `INSERT INTO runs (shop_id, run_id, workflow_id, version, contact_id, key, triggered_at, status, wake_at, outcome,
        started_at, ended_at, state)
      SELECT $1, "runId", "workflowId", version, "contactId", key, "triggeredAt", status, "wakeAt", outcome,
        "startedAt", "endedAt", state
      FROM json_to_recordset($2) AS r("runId" uuid, "workflowId" text, version int, "contactId" uuid, key text,
        "triggeredAt" timestamptz, status text, "wakeAt" timestamptz, outcome text, "startedAt" timestamptz,
        "endedAt" timestamptz, state jsonb)
      ON CONFLICT (shop_id, run_id) DO UPDATE SET version = excluded.version, contact_id = excluded.contact_id,
        triggered_at = excluded.triggered_at, status = excluded.status, wake_at = excluded.wake_at,
        outcome = excluded.outcome, ended_at = excluded.ended_at, state = excluded.state`,
    values: [shopId, JSON.stringify(runs)],
  });
}

async function storeMessages(
  sql: PoolClient,
  shopId: number,
  messages: readonly QueuedMessage[],
  at: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ run, step, sendAt, usefulUntil }) => ({
    messageId: uuid(),
    contactId: run.contactId,
    workflowId: run.workflowId,
    version: run.version,
    runId: run.runId,
    step: step.name,
    template: step.template,
    class: step.class,
    sendAt,
    usefulUntil,
  }));
  await sql.query({
    name: "messages-queue",
    text: `INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class, send_at,
        useful_until, created_at)
      SELECT $1, "messageId", "contactId", "workflowId", version, "runId", step, template, class, "sendAt", "usefulUntil", $3
      FROM json_to_recordset($2) AS r("messageId" uuid, "contactId" uuid, "workflowId" text, version int, "runId" uuid,
        step text, template text, class text, "sendAt" timestamptz, "usefulUntil" timestamptz)
      ON CONFLICT (shop_id, run_id, step) DO NOTHING`,
    values: [shopId, JSON.stringify(rows), at],
  });
}

async function storeDecisions(
  sql: PoolClient,
  shopId: number,
  decisions: readonly Decision[],
  at: Date,
): Promise<void> {
  if (decisions.length === 0) return;
  const rows = decisions.map((decision) => ({ ...decision, decisionId: uuid() }));
  await sql.query({
    name: "decisions-store",
    text: `INSERT INTO decisions (shop_id, decision_id, contact_id, workflow_id, version, run_id, step, outcome, rule, "values", at)
      SELECT $1, "decisionId", "contactId", "workflowId", version, "runId", step, outcome, rule, "values", $3
      FROM json_to_recordset($2) AS r("decisionId" uuid, "contactId" uuid, "workflowId" text, version int, "runId" uuid,
        step text, outcome text, rule text, "values" jsonb)`,
    values: [shopId, JSON.stringify(rows), at],
  });
}
