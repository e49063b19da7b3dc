import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** The secret in `file`, 64 hexadecimal digits; made at the first call, readable by its owner only. */
export async function secretFile(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  // Written aside and linked: of two processes that start at once, both read the one that came first, whole.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, randomBytes(32).toString("hex"), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, "utf8");
}
