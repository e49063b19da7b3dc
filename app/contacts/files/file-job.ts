import { isUtf8 } from "node:buffer";
import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import { now } from "~/clock";
import { csvRecords, type Delimiter, delimiterOf, UnreadableCsv } from "~/csv";
import { pool } from "~/db.server";

/** The largest file that is taken. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024;

export type FileKind = "import-contacts" | "import-suppressions";

/** A file's first record, and where the rows begin. */
export interface FileHead {
  readonly cells: readonly string[];
  readonly delimiter: Delimiter;
  readonly endsAt: number;
}

/** The head of a file that begins with these bytes; null when it has none. Throws UnreadableCsv. */
export async function fileHead(begin: Buffer): Promise<FileHead | null> {
  const line = begin.toString("utf8").match(/^[^\r\n]*/)?.[0] ?? "";
  const delimiter = delimiterOf(line);
  for await (const { cells, endsAt } of csvRecords([begin], delimiter)) return { cells, delimiter, endsAt };
  return null;
}

export interface NewFile {
  readonly shopId: number;
  readonly kind: FileKind;
  readonly fileName: string;
  readonly content: Buffer;
  /** How the people agreed, in the merchant's words; null when the file says nothing of consent. */
  readonly wording: string | null;
}

/** Puts a file that `fileProblem` has nothing against in line to be read. Returns its job's id. */
export async function storeFile({ shopId, kind, fileName, content, wording }: NewFile): Promise<string> {
  const jobId = uuid();
  await pool.query(
    `INSERT INTO file_jobs (shop_id, job_id, kind, file_name, content, wording, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [shopId, jobId, kind, fileName.slice(0, 200), content, wording, now()],
  );
  return jobId;
}

/** Why a file cannot be read at all, as a sentence for the merchant; null when it can. */
export async function fileProblem(content: Buffer): Promise<string | null> {
  if (content.length === 0) return "The file is empty.";
  if (content.length > MOST_FILE_BYTES) return "The file is larger than 50 MB. Split it into several.";
  if (!isUtf8(content)) return "The file is not in UTF-8. In Excel, save it as “CSV UTF-8”.";
  try {
    return (await fileHead(content.subarray(0, HEAD_BYTES))) ? null : "The file is empty.";
  } catch (error) {
    if (error instanceof UnreadableCsv) return "The file's first row is not one of column names.";
    throw error;
  }
}

/** A header is far shorter. */
export const HEAD_BYTES = 16 * 1024;
const SLICE_BYTES = 128 * 1024;

export interface FileJob {
  readonly shopId: number;
  readonly jobId: string;
  readonly kind: FileKind;
  readonly fileName: string;
  readonly wording: string | null;
  readonly createdAt: Date;
  readonly size: number;
  readonly doneRows: number;
  readonly doneBytes: number;
  readonly reportBytes: number;
  /** The shop's zone, in which times without one are read. */
  readonly zone: string;
}

/** The shops that have a file to read, at most 100. */
export async function shopsWithFiles(): Promise<number[]> {
  const { rows } = await pool.query<{ shopId: number }>({
    name: "file-shops",
    text: `SELECT DISTINCT j.shop_id AS "shopId" FROM file_jobs j JOIN shops s ON s.shop_id = j.shop_id
      WHERE j.status IN ('waiting', 'reading') AND s.uninstalled_at IS NULL LIMIT 100`,
  });
  return rows.map(({ shopId }) => shopId);
}

/** The oldest file that a shop has to read; null when there is none. The caller holds the shop's lock. */
export async function nextFile(sql: PoolClient, shopId: number): Promise<FileJob | null> {
  const { rows } = await sql.query<FileJob>({
    name: "file-next",
    text: `SELECT j.shop_id AS "shopId", j.job_id AS "jobId", j.kind, j.file_name AS "fileName", j.wording,
        j.created_at AS "createdAt", octet_length(j.content) AS size, j.done_rows AS "doneRows", j.done_bytes AS "doneBytes",
        octet_length(j.errors) AS "reportBytes", s.timezone AS zone
      FROM file_jobs j JOIN shops s ON s.shop_id = j.shop_id
      WHERE j.shop_id = $1 AND j.status IN ('waiting', 'reading') ORDER BY j.job_id LIMIT 1`,
    values: [shopId],
  });
  return rows[0] ?? null;
}

/** A file's bytes from an offset on, slice by slice. */
export async function* fileBytes(
  sql: PoolClient,
  { shopId, jobId, size }: FileJob,
  from: number,
  slice = SLICE_BYTES,
): AsyncGenerator<Buffer> {
  for (let offset = from; offset < size; offset += slice) {
    const { rows } = await sql.query<{ bytes: Buffer }>({
      name: "file-bytes",
      text: "SELECT substring(content FROM $3 FOR $4) AS bytes FROM file_jobs WHERE shop_id = $1 AND job_id = $2",
      values: [shopId, jobId, offset + 1, slice],
    });
    const bytes = rows[0]?.bytes;
    if (!bytes) throw new Error(`The file ${jobId} of shop ${shopId} is gone while it is read.`);
    yield bytes;
  }
}

/** A file's head, by its first slice. */
export async function headOf(sql: PoolClient, job: FileJob): Promise<FileHead> {
  for await (const bytes of fileBytes(sql, job, 0, HEAD_BYTES)) {
    const head = await fileHead(bytes);
    if (head) return head;
  }
  throw new Error(`The file ${job.jobId} of shop ${job.shopId} has no first row.`);
}
