import type { PoolClient } from "pg";
import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { log } from "~/log.server";
import { percentText } from "~/percent-text";
import { casesOf, harmLines, harmOf, type MailHealth } from "./harm-lines";
import { lookAgain } from "./look-again";
import { mailHealth } from "./mail-health";

/** The guard's rule for mails of a workflow that paused itself. */
export const WORKFLOW_PAUSED = "workflow-paused";

/** The days that are looked at: the short ones when they hold enough mails to judge by. */
const SPANS = [7, 30];

const AT_ONCE = 50;

/** Has the workflows of messages weighed that bounced or were called spam. In the transaction that tells of it. */
export async function noteHarm(
  sql: PoolClient,
  shopId: number,
  messageIds: readonly string[],
  at: Date,
): Promise<void> {
  if (messageIds.length === 0) return;
  await sql.query({
    name: "workflows-note-harm",
    // Whatever it says already: whoever weighs the row at this moment has not seen this.
    text: `UPDATE workflows SET harmed_at = $3 WHERE shop_id = $1 AND workflow_id IN (
      SELECT workflow_id FROM messages WHERE shop_id = $1 AND message_id = ANY($2::uuid[]))`,
    values: [shopId, messageIds, at],
  });
}

/**
 * Pauses workflows whose mails do harm (harm-lines.ts): nobody enters them any more, those on their way go on, and their
 * mails wait until the merchant lets it go on or they are of no use any more. Its switch stays as it is. Returns how many
 * were weighed.
 */
export async function weighHarmed(): Promise<number> {
  const { rows } = await pool.query<{ shopId: number; workflowId: string }>({
    name: "workflows-harmed",
    text: `SELECT shop_id AS "shopId", workflow_id AS "workflowId" FROM workflows WHERE harmed_at IS NOT NULL LIMIT ${AT_ONCE}`,
  });
  let weighed = 0;
  for (const { shopId, workflowId } of rows) {
    if (await transaction((sql) => weigh(sql, shopId, workflowId, now()))) weighed += 1;
  }
  return weighed;
}

async function weigh(sql: PoolClient, shopId: number, workflowId: string, at: Date): Promise<boolean> {
  const { rows } = await sql.query<{ resumedAt: Date | null }>({
    name: "workflow-to-weigh",
    text: `SELECT resumed_at AS "resumedAt" FROM workflows
      WHERE shop_id = $1 AND workflow_id = $2 AND harmed_at IS NOT NULL FOR UPDATE SKIP LOCKED`,
    values: [shopId, workflowId],
  });
  const [workflow] = rows;
  if (!workflow) return false;
  const reason = await harmIn(sql, shopId, workflowId, workflow.resumedAt, at);
  await sql.query({
    name: "workflow-weighed",
    text: `UPDATE workflows SET harmed_at = NULL, pause_reason = CASE WHEN paused_at IS NULL THEN $3 ELSE pause_reason END,
        paused_at = CASE WHEN $3::text IS NULL THEN paused_at ELSE coalesce(paused_at, $4) END
      WHERE shop_id = $1 AND workflow_id = $2`,
    values: [shopId, workflowId, reason, at],
  });
  if (reason) log.warn({ shopId, workflowId, reason }, "a workflow was paused, because its mails do harm");
  return true;
}

/** Why it is to be paused, as a merchant reads it. */
async function harmIn(
  sql: PoolClient,
  shopId: number,
  workflowId: string,
  resumedAt: Date | null,
  at: Date,
): Promise<string | null> {
  for (const days of SPANS) {
    const begin = new Date(at.getTime() - days * 24 * 60 * 60 * 1_000);
    const since = resumedAt && resumedAt > begin ? resumedAt : begin;
    const health = (await mailHealth(sql, shopId, since, workflowId)).get(workflowId);
    const harm = health && harmOf(health);
    if (harm) return harmWords(health, harm, days);
    if (health && health.sent >= harmLines.complaints.enough) return null;
  }
  return null;
}

function harmWords(health: MailHealth, harm: "complaints" | "bounces", days: number): string {
  const cases = casesOf(health, harm);
  const what = harm === "complaints" ? "were called spam" : "went to addresses that do not work";
  const share = `${percentText(cases / health.sent)}; from ${percentText(harmLines[harm].most)} on it is paused`;
  return `Of its ${health.sent.toLocaleString("en")} mails in the last ${days} days ${cases.toLocaleString("en")} ${what} (${share}).`;
}

/** The merchant lets a paused workflow go on: the mails that wait are looked at again, and what was before is forgiven. */
export function resumeWorkflow(shopId: number, workflowId: string): Promise<boolean> {
  return transaction(async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE workflows SET paused_at = NULL, pause_reason = NULL, harmed_at = NULL, resumed_at = $3
        WHERE shop_id = $1 AND workflow_id = $2 AND paused_at IS NOT NULL`,
      [shopId, workflowId, now()],
    );
    if (rowCount === 1) await lookAgain(sql, shopId, [WORKFLOW_PAUSED], workflowId);
    return rowCount === 1;
  });
}
