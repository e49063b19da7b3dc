import { readFileSync, writeFileSync } from "node:fs";

/**
 * Business time: what workflows wait for and what a contact's page shows. Leases, time-outs, tokens
 * and signatures use machine time (`Date.now`) and never this.
 *
 * In a sandbox the file named by WAYPOST_CLOCK_FILE holds an offset in milliseconds that web, worker
 * and sandbox share; env.server.ts refuses it in production.
 */
export function now(): Date {
  return new Date(Date.now() + clockOffset());
}

/** Milliseconds by which business time runs ahead of machine time; 0 without a clock file. */
export function clockOffset(): number {
  const file = process.env.WAYPOST_CLOCK_FILE;
  if (!file) return 0;
  try {
    return Number(readFileSync(file, "utf8")) || 0;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}

/** Moves business time to `time`. Throws without a clock file: real time cannot be moved. */
export function moveClock(time: Date): void {
  const file = process.env.WAYPOST_CLOCK_FILE;
  if (!file) throw new Error("The clock can be moved only where WAYPOST_CLOCK_FILE is set.");
  writeFileSync(file, String(time.getTime() - Date.now()));
}
