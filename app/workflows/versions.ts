import { LRUCache } from "lru-cache";
import type { Sql } from "~/db.server";
import { workflowDefinition } from "./definition";
import { type Version, versionOf } from "./version";

/** Versions never change once stored, so what was compiled stays compiled. */
const compiled = new LRUCache<string, Version>({ max: 5_000 });

const cacheKey = (shopId: number, workflowId: string, version: number) => `${shopId}/${workflowId}/${version}`;

/** A version that new runs take, and its place among the shop's workflows: the lower rank speaks first. */
export interface LiveVersion {
  readonly version: Version;
  readonly rank: number;
}

/** The versions that new runs take: of the workflows that are switched on, unless the app is uninstalled. */
export async function liveVersions(sql: Sql, shopId: number): Promise<LiveVersion[]> {
  const { rows } = await sql.query<{ workflowId: string; version: number; rank: number | null }>({
    name: "workflows-live",
    text: `SELECT w.workflow_id AS "workflowId", w.version, w.rank FROM workflows w JOIN shops s USING (shop_id)
      WHERE w.shop_id = $1 AND w.is_on AND s.uninstalled_at IS NULL ORDER BY w.workflow_id LIMIT 200`,
    values: [shopId],
  });
  const versions = await versionsOf(sql, shopId, rows);
  return versions.map((version) => {
    const rank = rows.find(({ workflowId }) => workflowId === version.definition.id)?.rank;
    return { version, rank: rank ?? version.definition.rank };
  });
}

/** The versions that some runs are pinned to, each once. */
export async function versionsOf(
  sql: Sql,
  shopId: number,
  wanted: readonly { readonly workflowId: string; readonly version: number }[],
): Promise<Version[]> {
  const distinct = new Map(wanted.map((one) => [cacheKey(shopId, one.workflowId, one.version), one]));
  const missing = [...distinct].filter(([key]) => !compiled.has(key)).map(([, one]) => one);
  if (missing.length > 0) {
    const { rows } = await sql.query<{ workflowId: string; version: number; definition: unknown }>(
      `SELECT workflow_id AS "workflowId", version, definition FROM workflow_versions
       JOIN unnest($2::text[], $3::int[]) AS wanted(workflow_id, version) USING (workflow_id, version) WHERE shop_id = $1`,
      [shopId, missing.map(({ workflowId }) => workflowId), missing.map(({ version }) => version)],
    );
    for (const { workflowId, version, definition } of rows) {
      compiled.set(cacheKey(shopId, workflowId, version), versionOf(version, workflowDefinition.parse(definition)));
    }
  }
  return [...distinct].map(([key]) => {
    const version = compiled.get(key);
    if (!version) throw new Error(`workflow version ${key} is not stored`);
    return version;
  });
}

/** The versions that some runs are pinned to, to be looked up by run. */
export async function pinnedVersions(
  sql: Sql,
  shopId: number,
  runs: readonly { readonly workflowId: string; readonly version: number }[],
): Promise<(run: { readonly workflowId: string; readonly version: number }) => Version> {
  const byPin = new Map((await versionsOf(sql, shopId, runs)).map((one) => [pin(one.definition.id, one.version), one]));
  return ({ workflowId, version }) => {
    const found = byPin.get(pin(workflowId, version));
    if (!found) throw new Error(`version ${version} of workflow ${workflowId} was not loaded`);
    return found;
  };
}

const pin = (workflowId: string, version: number) => `${workflowId}/${version}`;
