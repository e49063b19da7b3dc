import { existsSync } from "node:fs";
import { readFile, stat, truncate } from "node:fs/promises";

/** The last `count` lines of a log, for a person who asks why something ended. */
export async function lastLines(file: string, count: number): Promise<string> {
  if (!existsSync(file)) return "(no log)";
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return lines.slice(-count).join("\n") || "(the log is empty)";
}

/** Empties a log beyond 4 MB: nobody reads that far back here. */
export async function truncateWhenLarge(file: string): Promise<void> {
  if (existsSync(file) && (await stat(file)).size > 4 * 1024 * 1024) await truncate(file);
}
