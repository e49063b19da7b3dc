import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Effect } from "./effect";
import type { Advance, Decision, QueuedMessage, Run } from "./run";

/** Writes what the engine decided: runs, messages, effects and decisions. */
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
  await storeEffects(
    sql,
    shopId,
    advances.flatMap(({ effects }) => effects),
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
    text: `INSERT INTO runs (shop_id, run_id, workflow_id, version, contact_id, key, entry, triggered_at, status, wake_at,
        outcome, started_at, ended_at, state)
      SELECT $1, "runId", "workflowId", version, "contactId", key, entry, "triggeredAt", status, "wakeAt", outcome,
        "startedAt", "endedAt", state
      FROM json_to_recordset($2) AS r("runId" uuid, "workflowId" text, version int, "contactId" uuid, key text, entry int,
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

async function storeEffects(sql: PoolClient, shopId: number, effects: readonly Effect[], at: Date): Promise<void> {
  if (effects.length === 0) return;
  const rows = effects.map(({ run, step }) => ({
    effectId: uuid(),
    contactId: run.contactId,
    workflowId: run.workflowId,
    version: run.version,
    runId: run.runId,
    step: step.name,
    kind: step.kind === "set" ? step.what.is : step.to.is,
    payload: step.kind === "set" ? step.what : step.to,
  }));
  await sql.query({
    name: "effects-store",
    text: `INSERT INTO effects (shop_id, effect_id, contact_id, workflow_id, version, run_id, step, kind, payload, created_at)
      SELECT $1, "effectId", "contactId", "workflowId", version, "runId", step, kind, payload, $3
      FROM json_to_recordset($2) AS r("effectId" uuid, "contactId" uuid, "workflowId" text, version int, "runId" uuid,
        step text, kind text, payload jsonb)
      ON CONFLICT (shop_id, run_id, step) DO NOTHING`,
    values: [shopId, JSON.stringify(rows), at],
  });
}

/** Writes decisions, each a row of its own. */
export async function storeDecisions(
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
