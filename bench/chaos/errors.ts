import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const line = z.object({
  level: z.number(),
  msg: z.string().default(""),
  loop: z.string().optional(),
  error: z.string().optional(),
});
/** pino's. */
const ERROR = 50;

/** What the app's processes logged as errors, each shortened to what it is about. */
export async function readErrors(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => /^(web|worker)-.*\.log$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return texts.flatMap((text) => text.split("\n").flatMap((row) => errorIn(row) ?? []));
}

function errorIn(row: string): string | null {
  if (!row.startsWith("{")) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(row);
  } catch (error) {
    // Cut off by the kill.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { data } = line.safeParse(parsed);
  if (!data || data.level < ERROR) return null;
  return [data.msg, data.loop, data.error?.split("\n")[0]?.slice(0, 120)].filter(Boolean).join(" / ");
}
