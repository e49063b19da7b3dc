import type { PoolClient } from "pg";
import { now } from "~/clock";
import type { RowFault } from "~/csv-header";
import type { FileJob } from "./file-job";

/** A line of the report: a row's number as a spreadsheet shows it, and what is wrong there. */
export type ReportLine = RowFault & { readonly row: number };

/** What a batch of rows came to. */
export interface FileProgress {
  readonly rows: number;
  /** How far the file is read, in bytes. */
  readonly bytes: number;
  readonly refusedRows: number;
  /** Agreements that were not taken. */
  readonly kept: number;
  /** CSV, as `reportText` writes it. */
  readonly report: string;
  readonly status: "reading" | "done" | "failed";
}

/** A report longer than this ends with a line that says so; whoever mends so many rows looks for their pattern. */
export const MOST_REPORT_BYTES = 1024 * 1024;

/** Writes down how far a file is. At its end its bytes go: the contacts hold what was read of it. */
export async function saveProgress(sql: PoolClient, job: FileJob, progress: FileProgress): Promise<void> {
  const isOver = progress.status !== "reading";
  await sql.query(
    `UPDATE file_jobs SET status = $3, done_rows = done_rows + $4, done_bytes = $5, error_count = error_count + $6,
        kept_count = kept_count + $7, errors = errors || $8, finished_at = $9,
        total_rows = CASE WHEN $9::timestamptz IS NULL THEN NULL ELSE done_rows + $4 END,
        content = CASE WHEN $9::timestamptz IS NULL THEN content END
      WHERE shop_id = $1 AND job_id = $2`,
    [
      job.shopId,
      job.jobId,
      progress.status,
      progress.rows,
      progress.bytes,
      progress.refusedRows,
      progress.kept,
      progress.report,
      isOver ? now() : null,
    ],
  );
}
