import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandOf, eventually, exists, signalProcess } from "./processes";

/** A running server, by what its postmaster.pid says. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it starts, recovers from a crash, or goes down. */
  readonly isReady: boolean;
}

/** The living server of a data folder; null when there is none, or its pid file is stale. */
export async function postmasterOf(data: string): Promise<Postmaster | null> {
  const lines = await pidFile(data);
  const pid = Number(lines[0]);
  if (!pid || !isServer(pid, data)) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** True when the process is a PostgreSQL server, and this data folder's. */
export function isServer(pid: number, data: string): boolean {
  const command = commandOf(pid);
  return command?.includes("postgres") === true && command.includes(`-D ${data} `);
}

/**
 * Removes a pid file whose number is some other process by now, or a zombie that nobody waits for, as in a
 * container without an init: PostgreSQL would take it for a server and refuse to start. A file whose process
 * is gone is left to PostgreSQL, which knows it for stale.
 */
export async function removeForeignPidFile(data: string): Promise<void> {
  const pid = Number((await pidFile(data))[0]);
  if (pid && exists(pid) && !isServer(pid, data)) await rm(join(data, "postmaster.pid"), { force: true });
}

/** PostgreSQL's ways down, each with its time in ms: fast, immediate (recovers at the next start), killed. */
const waysDown = [
  ["SIGINT", 20_000],
  ["SIGQUIT", 1_500],
  ["SIGKILL", 5_000],
] as const;

/** Ends a data folder's server; "at once" skips the polite way, for one that does not answer. */
export async function endServer(data: string, pid: number, manner: "politely" | "at once"): Promise<void> {
  for (const [signal, patience] of manner === "politely" ? waysDown : waysDown.slice(1)) {
    if (!isServer(pid, data)) return;
    signalProcess(pid, signal);
    if (await eventually(() => !isServer(pid, data), patience)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}, data in ${data}) does not stop.`);
}

/** The lines of postmaster.pid, none when there is no such file. A server that starts now has not written it yet. */
async function pidFile(data: string): Promise<string[]> {
  const file = join(data, "postmaster.pid");
  for (let attempt = 0; attempt < 10 && existsSync(file); attempt++) {
    const content = await readIfThere(file);
    if (content.trim()) return content.split("\n");
    await sleep(20);
  }
  return [];
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
