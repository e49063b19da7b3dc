import { now } from "~/clock";
import { db, pool, type Sql, transaction } from "~/db.server";
import { applyChanges, misplacedChanges } from "./apply-changes";
import type { WorkflowChanges } from "./changes";
import { type WorkflowDefinition, workflowDefinition } from "./definition";
import { presets } from "./presets/presets";
import { isSame } from "./same";
import { segmentProblems } from "./segment-audience";
import { type Problem, problemsBetween, problemsOf } from "./validate";
import { adopt, lockedWorkflow, storeVersion } from "./workflow-row";

export interface WorkflowSummary {
  readonly workflowId: string;
  readonly title: string;
  readonly summary: string;
  readonly stage: WorkflowDefinition["stage"];
  readonly isOn: boolean;
  readonly version: number;
  /** Who speaks first when several want to: the lower number. */
  readonly rank: number;
  /** Null while the shop has never touched it. */
  readonly changedAt: Date | null;
}

export interface WorkflowDetails {
  readonly workflowId: string;
  readonly isOn: boolean;
  readonly version: number;
  readonly definition: WorkflowDefinition;
}

export interface StoredVersion {
  readonly version: number;
  readonly createdAt: Date;
  readonly definition: WorkflowDefinition;
}

export type Changed = { ok: true; version: number } | { ok: false; problems: readonly Problem[] };

interface WorkflowRow extends Pick<WorkflowSummary, "workflowId" | "isOn" | "version" | "changedAt"> {
  readonly rank: number | null;
}

/** All presets by rank, with the shop's switch and version; a preset never touched is off, in version 1. */
export async function listWorkflows(shopId: number, sql: Sql = pool): Promise<WorkflowSummary[]> {
  const { rows } = await sql.query<WorkflowRow>(
    `SELECT workflow_id AS "workflowId", is_on AS "isOn", version, rank, changed_at AS "changedAt"
     FROM workflows WHERE shop_id = $1 LIMIT 200`,
    [shopId],
  );
  return presets
    .map((preset) => {
      const row = rows.find(({ workflowId }) => workflowId === preset.id);
      return {
        workflowId: preset.id,
        title: preset.title,
        summary: preset.summary,
        stage: preset.stage,
        isOn: row?.isOn ?? false,
        version: row?.version ?? 1,
        rank: row?.rank ?? preset.rank,
        changedAt: row?.changedAt ?? null,
      };
    })
    .sort((a, b) => a.rank - b.rank || (a.workflowId < b.workflowId ? -1 : 1));
}

/** One workflow with its newest definition; null for an id that is no preset. */
export async function workflowById(shopId: number, workflowId: string): Promise<WorkflowDetails | null> {
  const preset = presets.find(({ id }) => id === workflowId);
  if (!preset) return null;
  const row = await db.workflow.findUnique({ where: { shopId_workflowId: { shopId, workflowId } } });
  if (!row) return { workflowId, isOn: false, version: 1, definition: preset };
  const { isOn, version } = row;
  const stored = await db.workflowVersion.findUnique({
    where: { shopId_workflowId_version: { shopId, workflowId, version } },
  });
  return { workflowId, isOn, version, definition: stored ? workflowDefinition.parse(stored.definition) : preset };
}

/** The newest versions of a workflow, the newest first; none while the shop has never touched it. */
export async function versionsOfWorkflow(shopId: number, workflowId: string, most: number): Promise<StoredVersion[]> {
  const rows = await db.workflowVersion.findMany({
    where: { shopId, workflowId },
    orderBy: { version: "desc" },
    take: most,
  });
  return rows.map(({ version, createdAt, definition }) => ({
    version,
    createdAt,
    definition: workflowDefinition.parse(definition),
  }));
}

/** Turns a workflow on or off. Off stops new runs at once, and the guard holds back what is queued. */
export async function switchWorkflow(
  shopId: number,
  workflowId: string,
  isOn: boolean,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const preset = presets.find(({ id }) => id === workflowId);
  if (!preset) return { ok: false, reason: "There is no such workflow." };
  const [problem] = isOn ? await problemsWhenOn(shopId, workflowId) : [];
  if (problem) return { ok: false, reason: `It ${problem.reason}.` };
  await transaction(async (sql) => {
    await adopt(sql, shopId, preset);
    await sql.query(`UPDATE workflows SET is_on = $3, changed_at = $4 WHERE shop_id = $1 AND workflow_id = $2`, [
      shopId,
      workflowId,
      isOn,
      now(),
    ]);
  });
  return { ok: true };
}

/** Stores a merchant's changes as a new version; runs under way stay on theirs. Refuses what cannot work. */
export function changeWorkflow(shopId: number, workflowId: string, changes: WorkflowChanges): Promise<Changed> {
  return withNewVersion(shopId, workflowId, async (current) => {
    const problems = misplacedChanges(current, changes);
    return problems.length > 0 ? problems : applyChanges(current, changes);
  });
}

/** Makes an older version the newest again, as a version of its own. Refuses one that can no longer work. */
export function restoreVersion(shopId: number, workflowId: string, version: number): Promise<Changed> {
  return withNewVersion(shopId, workflowId, async (_current, sql) => {
    const { rows } = await sql.query<{ definition: unknown }>(
      `SELECT definition FROM workflow_versions WHERE shop_id = $1 AND workflow_id = $2 AND version = $3`,
      [shopId, workflowId, version],
    );
    const [stored] = rows;
    if (!stored) return [{ place: `version ${version}`, reason: "There is no such version." }];
    const problems = problemsOf(stored.definition);
    return problems.length > 0 ? problems : workflowDefinition.parse(stored.definition);
  });
}

type Propose = (current: WorkflowDefinition, sql: Sql) => Promise<WorkflowDefinition | readonly Problem[]>;

async function withNewVersion(shopId: number, workflowId: string, propose: Propose): Promise<Changed> {
  const preset = presets.find(({ id }) => id === workflowId);
  if (!preset) return { ok: false, problems: [{ place: workflowId, reason: "There is no such workflow." }] };
  return transaction(async (sql) => {
    await adopt(sql, shopId, preset);
    const current = await lockedWorkflow(sql, shopId, workflowId);
    const proposed = await propose(current.definition, sql);
    if (!("steps" in proposed)) return { ok: false, problems: proposed };
    const problems = [...problemsOf(proposed), ...(await segmentProblems(sql, shopId, proposed))];
    if (problems.length > 0) return { ok: false, problems };
    if (isSame(proposed, current.definition)) return { ok: true, version: current.version };
    const version = current.version + 1;
    await storeVersion(sql, shopId, proposed, version);
    await sql.query(`UPDATE workflows SET version = $3, changed_at = $4 WHERE shop_id = $1 AND workflow_id = $2`, [
      shopId,
      workflowId,
      version,
      now(),
    ]);
    return { ok: true, version };
  });
}

/** What would be unclear between this workflow and those that are on. */
async function problemsWhenOn(shopId: number, workflowId: string): Promise<Problem[]> {
  const together = (await listWorkflows(shopId)).filter((one) => one.isOn || one.workflowId === workflowId);
  const definitions = together.flatMap(({ workflowId, rank }) => {
    const preset = presets.find(({ id }) => id === workflowId);
    // Of a version a merchant cannot change what it starts on.
    return preset ? [{ ...preset, rank }] : [];
  });
  return problemsBetween(definitions).filter(({ place }) => place === workflowId);
}
