import type { PoolClient } from "pg";
import { removeSegment } from "~/contacts/segments/store";
import { transaction } from "~/db.server";
import type { WorkflowDefinition } from "./definition";
import type { Problem } from "./validate";

/** The segment whose members alone get a workflow; null when it is for everyone of whom its other conditions hold. */
export function audienceSegment({ audience }: WorkflowDefinition): string | null {
  return audience.find((condition) => condition.is === "in-segment")?.segmentId ?? null;
}

/** The workflow for the members of another segment, or of none. */
export function withAudienceSegment(definition: WorkflowDefinition, segmentId: string | null): WorkflowDefinition {
  const others = definition.audience.filter(({ is }) => is !== "in-segment");
  return { ...definition, audience: segmentId === null ? others : [...others, { is: "in-segment", segmentId }] };
}

/** What is wrong with a definition's segment. Holds the segment until the transaction's end, so that it is not removed meanwhile. */
export async function segmentProblems(
  sql: PoolClient,
  shopId: number,
  definition: WorkflowDefinition,
): Promise<Problem[]> {
  const segmentId = audienceSegment(definition);
  if (segmentId === null) return [];
  const { rowCount } = await sql.query("SELECT FROM segments WHERE shop_id = $1 AND segment_id = $2 FOR KEY SHARE", [
    shopId,
    segmentId,
  ]);
  return rowCount === 1 ? [] : [{ place: "audience", reason: "The segment was removed. Choose another one." }];
}

/** Removes a segment unless a workflow is for its members; then it says which are, by their titles. */
export function removeUnusedSegment(
  shopId: number,
  segmentId: string,
): Promise<{ ok: true } | { ok: false; usedBy: readonly string[] }> {
  return transaction(async (sql) => {
    await sql.query("SELECT FROM segments WHERE shop_id = $1 AND segment_id = $2 FOR UPDATE", [shopId, segmentId]);
    const usedBy = await usersOf(sql, shopId, segmentId);
    if (usedBy.length > 0) return { ok: false, usedBy };
    await removeSegment(sql, shopId, segmentId);
    return { ok: true };
  });
}

async function usersOf(sql: PoolClient, shopId: number, segmentId: string): Promise<string[]> {
  const { rows } = await sql.query<{ title: string }>(
    `SELECT v.definition ->> 'title' AS title
     FROM workflows w JOIN workflow_versions v USING (shop_id, workflow_id, version)
     WHERE w.shop_id = $1 AND v.definition -> 'audience' @> $2 ORDER BY 1`,
    [shopId, JSON.stringify([{ is: "in-segment", segmentId }])],
  );
  return rows.map(({ title }) => title);
}
