import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { stringify } from "csv-stringify";
import { stringify as stringifyNow } from "csv-stringify/sync";

/** One record of a CSV file (RFC 4180) and where the next one begins. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** Bytes, counted from where reading began. */
  readonly endsAt: number;
}

/** The text is no CSV from some record on: a quotation mark is never closed, in nearly all cases. */
export class UnreadableCsv extends Error {
  override readonly name = "UnreadableCsv";
}

/** Longer records are one that a missing quotation mark has run together with those after it. */
const MOST_RECORD_BYTES = 64 * 1024;

export type Delimiter = "," | ";" | "\t";

/** What separates the cells, by the header line: Excel writes semicolons where the comma is for decimals. */
export function delimiterOf(header: string): Delimiter {
  const count = (sign: string) => header.split(sign).length;
  const [most] = ([",", ";", "\t"] as const).toSorted((a, b) => count(b) - count(a));
  return most ?? ",";
}

/**
 * The records of a CSV text that comes in pieces; memory holds a piece and a record. An empty line is a record
 * of one empty cell, so that a record's number is its row's in a spreadsheet. Throws UnreadableCsv.
 */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  delimiter: Delimiter,
): AsyncGenerator<CsvRecord> {
  let read: CsvRecord[] = [];
  // Taken as they are read, and not from the parser's stream: an error there would take those before it along.
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: MOST_RECORD_BYTES,
    on_record: (cells: string[], { bytes: endsAt }) => {
      read.push({ cells, endsAt });
      return null;
    },
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
  });
  const failed = new Promise<Error>((resolve) => parser.once("error", resolve));
  const step = (take: (done: () => void) => void) =>
    Promise.race([failed, new Promise<null>((resolve) => take(() => resolve(null)))]);
  for await (const chunk of bytes) {
    const error = await step((done) => parser.write(chunk, done));
    yield* read;
    read = [];
    if (error) throw unreadable(error);
  }
  const error = await step((done) => parser.end(done));
  yield* read;
  if (error) throw unreadable(error);
}

function unreadable(error: Error): Error {
  return error instanceof CsvError
    ? new UnreadableCsv("A quotation mark is opened here and never closed, or the row is longer than 64 KB.", {
        cause: error,
      })
    : error;
}

/**
 * A CSV text as it is read, a record at a time. A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvText(records: AsyncIterable<readonly string[]> | Iterable<readonly string[]>): Readable {
  // The mark at the beginning tells Excel that it is UTF-8.
  const text = stringify({ ...dialect, bom: true });
  pipeline(Readable.from(records, { highWaterMark: 1 }), text, () => undefined);
  return text;
}

/** A few records as CSV text, to be put together with others. */
export function csvLines(records: readonly (readonly string[])[]): string {
  return stringifyNow([...records], dialect);
}

const dialect = { escape_formulas: true, record_delimiter: "windows" } as const;

/** A cell's text without the apostrophe that `csvText` put before what looks like a formula. */
export function cellText(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, "").trim();
}
