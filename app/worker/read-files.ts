import type { PoolClient } from "pg";
import { now } from "~/clock";
import { contactColumns, readContactRow, readTime } from "~/contacts/files/contact-row";
import { type FileHead, type FileJob, fileBytes, headOf, nextFile, shopsWithFiles } from "~/contacts/files/file-job";
import { MOST_REPORT_BYTES, type ReportLine, saveProgress } from "~/contacts/files/file-progress";
import { importContacts, type PersonOfRow } from "~/contacts/files/import-contacts";
import { cellText, csvLines, csvRecords, UnreadableCsv } from "~/csv";
import { type CsvHeader, cellsByColumn, csvHeader, type RowFault } from "~/csv-header";
import { transaction } from "~/db.server";
import { importSuppressions, readSuppressionRow, suppressionColumns } from "~/delivery/suppression-file";
import { log } from "~/log.server";
import { shopTime } from "~/shop-time";
import { isDatabaseDown } from "./is-database-down";
import { lockShop } from "./lock-shop";

/** Rows a transaction: progress shows often, and the shop's inbox waits for one batch at the most. */
const BATCH = 1_000;

/** One turn: a batch of rows of the oldest file of each shop that has one. Returns how many rows were read. */
export async function readFiles(): Promise<number> {
  let rows = 0;
  for (const shopId of await shopsWithFiles()) rows += await readNext(shopId, BATCH);
  return rows;
}

async function readNext(shopId: number, limit: number): Promise<number> {
  try {
    return await inNextFile(shopId, (sql, job) => readBatch(sql, job, limit));
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    // In ever smaller batches, until the row at fault is alone.
    if (limit > 1) return readNext(shopId, limit / 10);
    log.error({ shopId, error: error instanceof Error ? error.message : String(error) }, "a file's row was refused");
    return inNextFile(shopId, refuseRow);
  }
}

/** The shop's lock is the file's too: a worker that dies gives both back, with what it had not committed. */
function inNextFile(shopId: number, work: (sql: PoolClient, job: FileJob) => Promise<number>): Promise<number> {
  return transaction(async (sql) => {
    if (!(await lockShop(sql, shopId))) return 0;
    const job = await nextFile(sql, shopId);
    return job ? work(sql, job) : 0;
  });
}

interface Row {
  /** As a spreadsheet numbers it: the header is 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** The rows of a batch, how far it goes, and why no more could be read after it, if so. */
interface Slice {
  readonly rows: readonly Row[];
  readonly bytes: number;
  readonly isLast: boolean;
  readonly broken: string | null;
}

async function readBatch(sql: PoolClient, job: FileJob, limit: number): Promise<number> {
  const head = await headOf(sql, job);
  const slice = await nextRows(sql, job, head, limit);
  const rows = slice.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const done =
    job.kind === "import-contacts"
      ? await takeContacts(sql, job, head, rows)
      : await takeSuppressions(sql, job, head, rows);
  await finishBatch(sql, job, slice, done);
  return Math.max(1, slice.rows.length);
}

/** Goes on behind a row that cannot be kept, for a reason that its reader did not foresee. */
async function refuseRow(sql: PoolClient, job: FileJob): Promise<number> {
  const slice = await nextRows(sql, job, await headOf(sql, job), 1);
  const faults = slice.rows.map(({ row }) => ({ row, column: "", problem: "could not be kept" }));
  await finishBatch(sql, job, slice, { faults, kept: [] });
  return 1;
}

async function finishBatch(sql: PoolClient, job: FileJob, slice: Slice, done: Taken): Promise<void> {
  const broken = { row: job.doneRows + slice.rows.length + 2, column: "", problem: slice.broken ?? "" };
  await saveProgress(sql, job, {
    rows: slice.rows.length,
    bytes: slice.bytes,
    refusedRows: new Set(done.faults.map(({ row }) => row)).size,
    kept: done.kept.length,
    report: reportText(job, [...done.faults, ...done.kept, ...(slice.broken ? [broken] : [])]),
    status: slice.broken ? "failed" : slice.isLast ? "done" : "reading",
  });
}

async function nextRows(sql: PoolClient, job: FileJob, head: FileHead, limit: number): Promise<Slice> {
  const from = job.doneBytes || head.endsAt;
  const rows: Row[] = [];
  let bytes = from;
  try {
    for await (const { cells, endsAt } of csvRecords(fileBytes(sql, job, from), head.delimiter)) {
      rows.push({ row: job.doneRows + rows.length + 2, cells });
      bytes = from + endsAt;
      if (rows.length === limit) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    return { rows, bytes, isLast: true, broken: error.message };
  }
  return { rows, bytes, isLast: bytes >= job.size || rows.length < limit, broken: null };
}

/** What a batch came to: rows that were refused, and agreements that were not taken. */
interface Taken {
  readonly faults: readonly ReportLine[];
  readonly kept: readonly ReportLine[];
}

async function takeContacts(sql: PoolClient, job: FileJob, head: FileHead, rows: readonly Row[]): Promise<Taken> {
  const at = now();
  const people: PersonOfRow[] = [];
  const faults = eachRow(csvHeader(contactColumns, head.cells), rows, (cell, row) => {
    const read = readContactRow(cell, job.zone, job.createdAt);
    if (!read.ok) return read.faults;
    people.push({ ...read.value, row });
    return [];
  });
  const kept = await importContacts(sql, job, people, at, (time) => shopTime(time, job.zone));
  return { faults, kept };
}

async function takeSuppressions(sql: PoolClient, job: FileJob, head: FileHead, rows: readonly Row[]): Promise<Taken> {
  const taken: Parameters<typeof importSuppressions>[2][number][] = [];
  const faults = eachRow(csvHeader(suppressionColumns, head.cells), rows, (cell) => {
    const read = readSuppressionRow(cell, (time) => readTime(time, job.zone), job.createdAt);
    if (!read.ok) return read.faults;
    taken.push(read.value);
    return [];
  });
  await importSuppressions(sql, job.shopId, taken, `the file ${job.fileName}`, job.createdAt);
  return { faults, kept: [] };
}

function eachRow<C extends string>(
  header: CsvHeader<C>,
  rows: readonly Row[],
  read: (cell: (column: C) => string, row: number) => readonly RowFault[],
): ReportLine[] {
  return rows.flatMap(({ row, cells }) => {
    const byColumn = cellsByColumn(header, cells);
    return read((column) => cellText(byColumn.get(column) ?? ""), row).map((fault) => ({ row, ...fault }));
  });
}

function reportText(job: FileJob, lines: readonly ReportLine[]): string {
  if (lines.length === 0 || job.reportBytes >= MOST_REPORT_BYTES) return "";
  const text = csvLines(
    lines.toSorted((a, b) => a.row - b.row).map(({ row, column, problem }) => [String(row), column, problem]),
  );
  const isFull = job.reportBytes + Buffer.byteLength(text) >= MOST_REPORT_BYTES;
  return isFull
    ? text + csvLines([["", "", "The report ends here; later rows were read, and their faults counted."]])
    : text;
}
