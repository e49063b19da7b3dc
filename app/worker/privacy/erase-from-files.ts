import type { PoolClient } from "pg";
import { holdsAddress } from "./mentions-person";

/**
 * Takes a person's addresses out of what is left of a shop's files: lines of their reports, and a content that was
 * kept. No file is being read meanwhile (see `waitForShop`). Returns how many files there were.
 */
export async function eraseFromFiles(sql: PoolClient, shopId: number, emails: readonly string[]): Promise<number> {
  let touched = 0;
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const { rows } = await sql.query<{ jobId: string; errors: string; content: Buffer | null }>(
      `SELECT job_id AS "jobId", errors, content FROM file_jobs
       WHERE shop_id = $1 AND job_id > $2 AND (errors <> '' OR content IS NOT NULL) ORDER BY job_id LIMIT 1`,
      [shopId, last],
    );
    const [file] = rows;
    if (!file) return touched;
    last = file.jobId;
    const lines = file.errors.split("\n");
    const kept = lines.filter((line) => !holdsAddress({ emails }, line));
    const isInContent = file.content !== null && holdsAddress({ emails }, file.content.toString("latin1"));
    if (kept.length === lines.length && !isInContent) continue;
    touched += 1;
    await sql.query(
      `UPDATE file_jobs SET errors = $3, content = CASE WHEN $4 THEN NULL ELSE content END WHERE shop_id = $1 AND job_id = $2`,
      [shopId, file.jobId, kept.join("\n"), isInContent],
    );
  }
}
