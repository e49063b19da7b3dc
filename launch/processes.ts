import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * The command line of a living process, or null. A number in a file says little: the system gives
 * process ids out again, so whoever means to adopt or end a process looks here first.
 */
export function commandOf(pid: number): string | null {
  if (process.platform === "linux") return commandFromProc(pid);
  const [command, ...args] =
    process.platform === "win32"
      ? [
          "powershell",
          "-NoProfile",
          "-Command",
          `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
        ]
      : ["ps", "-ww", "-o", "command=", "-p", String(pid)];
  const asked = spawnSync(command ?? "ps", args, { encoding: "utf8" });
  if (asked.error) throw asked.error;
  return asked.stdout.trim() || null;
}

function commandFromProc(pid: number): string | null {
  try {
    // A zombie has an empty command line: it has ended, only nobody has fetched its exit code.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || null;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
}

/** True when the number is taken, be it by a zombie or by somebody else's process. */
export function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** Sends a signal; a process that is already gone is fine. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** True as soon as `condition` holds, false when it never did within `patience` milliseconds. */
export async function eventually(condition: () => boolean, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await sleep(30);
  }
  return true;
}
