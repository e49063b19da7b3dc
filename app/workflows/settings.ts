import { now } from "~/clock";
import { db, type Sql, transaction } from "~/db.server";
import { type WorkflowDefinition, workflowDefinition } from "./definition";
import { presets } from "./presets/presets";
import { segmentProblems, withAudienceSegment } from "./segment-audience";
import { type Problem, problemsOf } from "./validate";

export interface WorkflowSummary {
  readonly workflowId: string;
  readonly title: string;
  readonly summary: string;
  readonly stage: WorkflowDefinition["stage"];
  readonly isOn: boolean;
  readonly version: number;
  /** Null while the shop has never touched it. */
  readonly changedAt: Date | null;
}

export interface WorkflowDetails {
  readonly workflowId: string;
  readonly isOn: boolean;
  readonly version: number;
  readonly definition: WorkflowDefinition;
  readonly versions: readonly { readonly version: number; readonly createdAt: Date }[];
}

/** What a merchant may change of a workflow; a step that is not named stays as it is. */
export interface WorkflowChanges {
  readonly waits?: Readonly<Record<string, { readonly hours: number }>>;
  /** An empty subject goes back to the template's own. */
  readonly subjects?: Readonly<Record<string, string>>;
  /** The saved segment whose members alone get it; null: everyone of whom its other conditions hold. */
  readonly segmentId?: string | null;
}

/** All presets, with the shop's switch and version; a preset never touched is off, in version 1. */
export async function listWorkflows(shopId: number): Promise<WorkflowSummary[]> {
  const rows = await db.workflow.findMany({ where: { shopId }, take: 200 });
  return presets.map((preset) => {
    const row = rows.find(({ workflowId }) => workflowId === preset.id);
    return {
      workflowId: preset.id,
      title: preset.title,
      summary: preset.summary,
      stage: preset.stage,
      isOn: row?.isOn ?? false,
      version: row?.version ?? 1,
      changedAt: row?.changedAt ?? null,
    };
  });
}

/** One workflow with its newest definition; null for an id that is no preset. */
export async function workflowById(shopId: number, workflowId: string): Promise<WorkflowDetails | null> {
  const preset = presets.find(({ id }) => id === workflowId);
  if (!preset) return null;
  const row = await db.workflow.findUnique({ where: { shopId_workflowId: { shopId, workflowId } } });
  if (!row) return { workflowId, isOn: false, version: 1, definition: preset, versions: [] };
  const versions = await db.workflowVersion.findMany({
    where: { shopId, workflowId },
    orderBy: { version: "desc" },
    take: 50,
  });
  const newest = versions.find(({ version }) => version === row.version);
  return {
    workflowId,
    isOn: row.isOn,
    version: row.version,
    definition: newest ? workflowDefinition.parse(newest.definition) : preset,
    versions: versions.map(({ version, createdAt }) => ({ version, createdAt })),
  };
}

/** Turns a workflow on or off. Off stops new runs at once, and the guard holds back what is queued. */
export async function switchWorkflow(
  shopId: number,
  workflowId: string,
  isOn: boolean,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const preset = presets.find(({ id }) => id === workflowId);
  if (!preset) return { ok: false, reason: "There is no such workflow." };
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
export async function changeWorkflow(
  shopId: number,
  workflowId: string,
  changes: WorkflowChanges,
): Promise<{ ok: true; version: number } | { ok: false; problems: readonly Problem[] }> {
  const preset = presets.find(({ id }) => id === workflowId);
  if (!preset) return { ok: false, problems: [{ place: workflowId, reason: "there is no such workflow" }] };
  return transaction(async (sql) => {
    await adopt(sql, shopId, preset);
    // The row's lock makes two merchants' changes follow each other.
    const { rows } = await sql.query<{ version: number; definition: unknown }>(
      `SELECT w.version, v.definition FROM workflows w JOIN workflow_versions v USING (shop_id, workflow_id, version)
       WHERE w.shop_id = $1 AND w.workflow_id = $2 FOR UPDATE OF w`,
      [shopId, workflowId],
    );
    const [current] = rows;
    if (!current) throw new Error(`workflow ${workflowId} of shop ${shopId} has no version`);
    const changed = withChanges(workflowDefinition.parse(current.definition), changes);
    const problems = [...problemsOf(changed), ...(await segmentProblems(sql, shopId, changed))];
    if (problems.length > 0) return { ok: false, problems };
    const version = current.version + 1;
    await storeVersion(sql, shopId, changed, version);
    await sql.query(`UPDATE workflows SET version = $3, changed_at = $4 WHERE shop_id = $1 AND workflow_id = $2`, [
      shopId,
      workflowId,
      version,
      now(),
    ]);
    return { ok: true, version };
  });
}

/** Gives the shop its own row and version 1 of a preset, if it has none yet. */
async function adopt(sql: Sql, shopId: number, preset: WorkflowDefinition): Promise<void> {
  await storeVersion(sql, shopId, preset, 1);
  await sql.query(
    `INSERT INTO workflows (shop_id, workflow_id, is_on, version, changed_at) VALUES ($1, $2, false, 1, $3)
     ON CONFLICT (shop_id, workflow_id) DO NOTHING`,
    [shopId, preset.id, now()],
  );
}

async function storeVersion(sql: Sql, shopId: number, definition: WorkflowDefinition, version: number): Promise<void> {
  await sql.query(
    `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (shop_id, workflow_id, version) DO NOTHING`,
    [shopId, definition.id, version, JSON.stringify(definition), now()],
  );
}

function withChanges(
  definition: WorkflowDefinition,
  { waits = {}, subjects = {}, segmentId }: WorkflowChanges,
): WorkflowDefinition {
  const steps = definition.steps.map((step) => {
    if (step.kind === "wait") {
      const changed = waits[step.name];
      return changed ? { ...step, for: changed } : step;
    }
    const subject = subjects[step.name];
    if (subject === undefined) return step;
    const { subject: _before, ...rest } = step;
    return subject.trim() === "" ? rest : { ...rest, subject: subject.trim() };
  });
  const changed = { ...definition, steps };
  return segmentId === undefined ? changed : withAudienceSegment(changed, segmentId);
}
