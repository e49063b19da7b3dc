import { now } from "~/clock";
import type { Sql } from "~/db.server";

/** Lets queued messages that some rules hold back be looked at again at once: what held them has changed. */
export async function lookAgain(
  sql: Sql,
  shopId: number,
  rules: readonly string[],
  workflowId: string | null = null,
): Promise<void> {
  await sql.query(
    `UPDATE messages SET send_at = $2 WHERE shop_id = $1 AND status = 'queued' AND send_at > $2 AND reason = ANY($3)
      AND ($4::text IS NULL OR workflow_id = $4)`,
    [shopId, now(), rules, workflowId],
  );
}
