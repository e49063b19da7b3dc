import { createReadableStreamFromReadable } from "@remix-run/node";
import { csvText } from "./csv";

/** An answer that is saved as a CSV file, sent as its records are read. */
export function csvResponse(records: AsyncIterable<readonly string[]>, fileName: string): Response {
  return new Response(createReadableStreamFromReadable(csvText(records)), { headers: csvHeaders(fileName) });
}

export function csvHeaders(fileName: string): Record<string, string> {
  return {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${fileName}"`,
    "Cache-Control": "no-store",
  };
}
