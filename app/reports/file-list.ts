import { parse } from "csv-parse/sync";
import { pool } from "~/db.server";

/** A file that a merchant brought, for the screen. */
export interface FileRow {
  readonly jobId: string;
  readonly kind: string;
  readonly status: string;
  readonly fileName: string;
  /** 0–100. */
  readonly percent: number;
  readonly doneRows: number;
  readonly errorCount: number;
  readonly keptCount: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** The first lines of the report. */
  readonly problems: readonly { readonly row: string; readonly column: string; readonly problem: string }[];
}

const SHOWN_FILES = 10;
const SHOWN_PROBLEMS = 5;
/** Enough of the report for the lines that are shown. */
const REPORT_BEGIN = 2_000;

/** The files that a shop brought last, the newest first. */
export async function fileList(shopId: number): Promise<FileRow[]> {
  const { rows } = await pool.query<Omit<FileRow, "problems"> & { report: string }>(
    `SELECT job_id AS "jobId", kind, status, file_name AS "fileName", done_rows AS "doneRows", error_count AS "errorCount",
        kept_count AS "keptCount", created_at AS "createdAt", finished_at AS "finishedAt", left(errors, $3) AS report,
        CASE WHEN finished_at IS NULL THEN round(100.0 * done_bytes / greatest(octet_length(content), 1))::int ELSE 100 END AS percent
      FROM file_jobs WHERE shop_id = $1 ORDER BY job_id DESC LIMIT $2`,
    [shopId, SHOWN_FILES, REPORT_BEGIN],
  );
  return rows.map(({ report, ...file }) => ({ ...file, problems: firstProblems(report) }));
}

function firstProblems(report: string): FileRow["problems"] {
  const whole = report.length < REPORT_BEGIN ? report : report.slice(0, report.lastIndexOf("\n") + 1);
  const lines: string[][] = parse(whole, { to: SHOWN_PROBLEMS });
  return lines.map(([row = "", column = "", problem = ""]) => ({ row, column, problem }));
}

/** A file's whole report as CSV; null when the shop has no such file. */
export async function fileReport(shopId: number, jobId: string): Promise<string | null> {
  const { rows } = await pool.query<{ errors: string }>(
    "SELECT errors FROM file_jobs WHERE shop_id = $1 AND job_id = $2",
    [shopId, jobId],
  );
  const [found] = rows;
  return found ? `row,column,problem\r\n${found.errors}` : null;
}
