import { LRUCache } from "lru-cache";
import type { Sql } from "~/db.server";
import { workflowDefinition } from "./definition";
import type { Version } from "./engine";

/** Versions never change once stored, so what was parsed stays parsed. */
const parsed = new LRUCache<string, Version>({ max: 5_000 });

const cacheKey = (shopId: number, workflowId: string, version: number) => `${shopId}/${workflowId}/${version}`;

/** The versions that new runs take: of the workflows that are switched on, unless the app is uninstalled. */
export async function liveVersions(sql: Sql, shopId: number): Promise<Version[]> {
  const { rows } = await sql.query<{ workflowId: string; version: number }>({
    name: "workflows-live",
    text: `SELECT w.workflow_id AS "workflowId", w.version FROM workflows w JOIN shops s USING (shop_id)
      WHERE w.shop_id = $1 AND w.is_on AND s.uninstalled_at IS NULL ORDER BY w.workflow_id LIMIT 200`,
    values: [shopId],
  });
  return versionsOf(sql, shopId, rows);
}

/** The versions that some runs are pinned to, each once. */
export async function versionsOf(
  sql: Sql,
  shopId: number,
  wanted: readonly { readonly workflowId: string; readonly version: number }[],
): Promise<Version[]> {
  const distinct = new Map(wanted.map((one) => [cacheKey(shopId, one.workflowId, one.version), one]));
  const missing = [...distinct].filter(([key]) => !parsed.has(key)).map(([, one]) => one);
  if (missing.length > 0) {
    const { rows } = await sql.query<{ workflowId: string; version: number; definition: unknown }>(
      `SELECT workflow_id AS "workflowId", version, definition FROM workflow_versions
       JOIN unnest($2::text[], $3::int[]) AS wanted(workflow_id, version) USING (workflow_id, version) WHERE shop_id = $1`,
      [shopId, missing.map(({ workflowId }) => workflowId), missing.map(({ version }) => version)],
    );
    for (const { workflowId, version, definition } of rows) {
      parsed.set(cacheKey(shopId, workflowId, version), { version, definition: workflowDefinition.parse(definition) });
    }
  }
  return [...distinct].map(([key]) => {
    const version = parsed.get(key);
    if (!version) throw new Error(`workflow version ${key} is not stored`);
    return version;
  });
}
