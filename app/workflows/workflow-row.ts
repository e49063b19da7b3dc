import { now } from "~/clock";
import type { Sql } from "~/db.server";
import { type WorkflowDefinition, workflowDefinition } from "./definition";

/** Gives the shop its own row and version 1 of a preset, if it has none yet. */
export async function adopt(sql: Sql, shopId: number, preset: WorkflowDefinition): Promise<void> {
  await storeVersion(sql, shopId, preset, 1);
  await sql.query(
    `INSERT INTO workflows (shop_id, workflow_id, is_on, version, changed_at) VALUES ($1, $2, false, 1, $3)
     ON CONFLICT (shop_id, workflow_id) DO NOTHING`,
    [shopId, preset.id, now()],
  );
}

/** The workflow's newest version. The row's lock makes two merchants' changes follow each other. */
export async function lockedWorkflow(
  sql: Sql,
  shopId: number,
  workflowId: string,
): Promise<{ version: number; definition: WorkflowDefinition }> {
  await sql.query("SELECT FROM workflows WHERE shop_id = $1 AND workflow_id = $2 FOR UPDATE", [shopId, workflowId]);
  // Only a statement after the lock sees the version that whoever held it has stored.
  const { rows } = await sql.query<{ version: number; definition: unknown }>(
    `SELECT w.version, v.definition FROM workflows w JOIN workflow_versions v USING (shop_id, workflow_id, version)
     WHERE w.shop_id = $1 AND w.workflow_id = $2`,
    [shopId, workflowId],
  );
  const [current] = rows;
  if (!current) throw new Error(`workflow ${workflowId} of shop ${shopId} has no version`);
  return { version: current.version, definition: workflowDefinition.parse(current.definition) };
}

/** Stores a version, once and for ever. */
export async function storeVersion(
  sql: Sql,
  shopId: number,
  definition: WorkflowDefinition,
  version: number,
): Promise<void> {
  await sql.query(
    `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (shop_id, workflow_id, version) DO NOTHING`,
    [shopId, definition.id, version, JSON.stringify(definition), now()],
  );
}
