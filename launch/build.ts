import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, openSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { lastLines } from "./logs";
import { projectRoot, stateFolder } from "./project";

/** All that the build reads. A change in any of it makes the build stale; its date does not. */
const sources = [
  "app",
  "emails",
  "extensions",
  "prisma",
  "public",
  "server.ts",
  "vite.config.ts",
  "tsconfig.json",
  "package-lock.json",
];

const stampFile = join(projectRoot, "build", ".waypost-built");

/** True when build/ was not made from the sources as they are now. */
export async function isBuildStale(): Promise<boolean> {
  if (!existsSync(stampFile) || !existsSync(join(projectRoot, "build", "server", "index.js"))) return true;
  return (await readFile(stampFile, "utf8")) !== (await hashOfSources());
}

/**
 * Builds server and client into build/, for the demo, the browser story and production alike. Throws with
 * the end of the build's log when it fails, or when `signal` aborts.
 */
export async function build(signal: AbortSignal): Promise<void> {
  // Taken before: what is saved during the build makes it stale again.
  const hash = await hashOfSources();
  const log = join(stateFolder, "logs", "build.log");
  mkdirSync(join(stateFolder, "logs"), { recursive: true });
  const output = openSync(log, "w");
  const remix = join(projectRoot, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  const running = spawn(process.execPath, [remix, "vite:build"], {
    cwd: projectRoot,
    stdio: ["ignore", output, output],
    env: { ...process.env, NODE_ENV: "production" },
    signal,
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    running.once("error", (error) => reject(signal.aborted ? signal.reason : error));
    running.once("exit", resolve);
  });
  if (code !== 0) {
    throw new Error(`The build failed. ${relative(projectRoot, log)} ends:\n${await lastLines(log, 40)}`);
  }
  await writeFile(stampFile, hash);
}

/** Of names and contents: git sets no useful dates. */
async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of await filesIn(source)) hash.update(`${file}\0`).update(await readFile(join(projectRoot, file)));
  }
  return hash.digest("hex");
}

async function filesIn(source: string): Promise<string[]> {
  const path = join(projectRoot, source);
  if (!existsSync(path)) return [];
  if (source.includes(".")) return [source];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)))
    .sort();
}
