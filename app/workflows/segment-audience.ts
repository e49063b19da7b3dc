import type { PoolClient } from "pg";
import { removeSegment } from "~/contacts/segments/store";
import { templatesAskingFor } from "~/content/template-versions";
import { templates } from "~/content/templates";
import { transaction } from "~/db.server";
import type { Condition } from "./condition";
import type { WorkflowDefinition } from "./definition";
import { allSteps, inner } from "./program";
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

/**
 * The segments that a definition asks for and that are gone, each at its place. Holds the others until the
 * transaction's end, so that none is removed meanwhile.
 */
export async function segmentProblems(
  sql: PoolClient,
  shopId: number,
  definition: WorkflowDefinition,
): Promise<Problem[]> {
  const asked = segmentsAsked(definition);
  if (asked.length === 0) return [];
  const { rows } = await sql.query<{ segmentId: string }>(
    `SELECT segment_id AS "segmentId" FROM segments WHERE shop_id = $1 AND segment_id = ANY($2::uuid[])
     ORDER BY segment_id FOR KEY SHARE`,
    [shopId, asked.map(({ segmentId }) => segmentId)],
  );
  const there = new Set(rows.map(({ segmentId }) => segmentId));
  return asked
    .filter(({ segmentId }) => !there.has(segmentId))
    .map(({ place }) => ({ place, reason: "The segment was removed. Choose another one." }));
}

/** Removes a segment unless a workflow or a mail asks for it; then it says which do, by their names. */
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

function segmentsAsked({ audience, steps }: WorkflowDefinition): { place: string; segmentId: string }[] {
  const at = (place: string) => (condition: Condition) => {
    const asked = inner(condition);
    return asked.is === "in-segment" ? [{ place, segmentId: asked.segmentId }] : [];
  };
  const branches = allSteps(steps).flatMap((step) => (step.kind === "branch" ? at(step.name)(step.when) : []));
  return [...audience.flatMap(at("audience")), ...branches];
}

async function usersOf(sql: PoolClient, shopId: number, segmentId: string): Promise<string[]> {
  const { rows } = await sql.query<{ title: string }>(
    `SELECT v.definition ->> 'title' AS title
     FROM workflows w JOIN workflow_versions v USING (shop_id, workflow_id, version)
     WHERE w.shop_id = $1
       AND jsonb_path_exists(v.definition, '$.**.segmentId ? (@ == $id)', jsonb_build_object('id', $2::text)) ORDER BY 1`,
    [shopId, segmentId],
  );
  const mails = await templatesAskingFor(sql, shopId, segmentId);
  return [...rows.map(({ title }) => title), ...mails.map((key) => templates[key].name)];
}
