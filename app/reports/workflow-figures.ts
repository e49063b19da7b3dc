import { pool } from "~/db.server";

export interface WorkflowFigures {
  /** People who are in it at this moment. */
  readonly inItNow: number;
  /** Mails that left in the last 30 days. */
  readonly sent: number;
}

/** Figures by workflow id; a workflow that nobody met is not in it. `since` bounds what counts as sent. */
export async function workflowFigures(shopId: number, since: Date): Promise<Map<string, WorkflowFigures>> {
  const { rows } = await pool.query<WorkflowFigures & { workflowId: string }>(
    `SELECT "workflowId", sum("inItNow")::bigint AS "inItNow", sum(sent)::bigint AS sent FROM (
       SELECT workflow_id AS "workflowId", count(*) AS "inItNow", 0 AS sent FROM runs
       WHERE shop_id = $1 AND status = 'active' GROUP BY workflow_id
       UNION ALL
       SELECT workflow_id, 0, count(*) FROM messages
       WHERE shop_id = $1 AND sent_at >= $2 GROUP BY workflow_id
     ) AS counted GROUP BY "workflowId"`,
    [shopId, since],
  );
  return new Map(rows.map(({ workflowId, ...figures }) => [workflowId, figures]));
}

/** How many mails each send step of a workflow let go since `since`, by step name. */
export async function sentBySteps(shopId: number, workflowId: string, since: Date): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ step: string; sent: number }>(
    `SELECT step, count(*) AS sent FROM messages
     WHERE shop_id = $1 AND workflow_id = $2 AND sent_at >= $3 GROUP BY step`,
    [shopId, workflowId, since],
  );
  return new Map(rows.map(({ step, sent }) => [step, sent]));
}
