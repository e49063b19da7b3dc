import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { preload } from "./child";
import { commandOf, eventually, signalProcess } from "./processes";

const record = z.object({ launcher: z.number(), children: z.array(z.number()), url: z.string() });

/** Which processes a state folder belongs to: what a next launcher needs to know if this one is killed. */
export type LauncherRecord = z.infer<typeof record>;

/**
 * Makes `state` this launcher's. Ends what a killed launcher left running; throws, with the address to
 * open, when another one is alive.
 */
export async function claimState(state: string): Promise<void> {
  const earlier = await readRecord(state);
  if (earlier && earlier.launcher !== process.pid && isOurs(earlier.launcher)) {
    throw new Error(`The demo runs already, at ${earlier.url} (process ${earlier.launcher}). Stop that one first.`);
  }
  await Promise.all((earlier?.children ?? []).map(endOrphan));
  await writeRecord(state, { launcher: process.pid, children: [], url: "an address not known yet" });
}

export async function writeRecord(state: string, content: LauncherRecord): Promise<void> {
  await mkdir(state, { recursive: true });
  await writeFile(fileIn(state), JSON.stringify(content));
}

export async function removeRecord(state: string): Promise<void> {
  await rm(fileIn(state), { force: true });
}

async function readRecord(state: string): Promise<LauncherRecord | null> {
  if (!existsSync(fileIn(state))) return null;
  const parsed = record.safeParse(parseJson(await readFile(fileIn(state), "utf8")));
  // Cut off by a power failure: then none of its processes is alive either.
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fileIn(state: string): string {
  return join(state, "launcher.json");
}

/** Orphans end by themselves when their channel closes; one that hangs is made to. */
async function endOrphan(pid: number): Promise<void> {
  for (const [signal, patience] of [
    [null, 3_000],
    ["SIGTERM", 3_000],
    ["SIGKILL", 3_000],
  ] as const) {
    if (signal && isOurs(pid)) signalProcess(pid, signal);
    if (await eventually(() => !isOurs(pid), patience)) return;
  }
  throw new Error(`A process of an earlier demo does not end: ${pid}. End it by hand.`);
}

function isOurs(pid: number): boolean {
  return commandOf(pid)?.includes(preload) ?? false;
}
