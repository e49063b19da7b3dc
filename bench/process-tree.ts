import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU time in these for user space, whatever its own clock (getconf CLK_TCK). */
const MS_A_TICK = 10;

/** Null where /proc is not there to be read: only Linux is measured. */
export const isMeasured = process.platform === "linux";

/**
 * CPU time in ms, user and system, that some processes and all their descendants have used so far; what has
 * ended and been waited for included. A postmaster's figure is thus PostgreSQL's as a whole. 0 where not measured.
 */
export function cpuMs(roots: readonly number[]): number {
  if (!isMeasured) return 0;
  // Fields as proc(5) numbers them: utime 14, stime 15, and those of children that were waited for, 16 and 17.
  const ticks = withDescendants(roots).flatMap((pid) => statOf(pid)?.slice(13, 17) ?? []);
  return ticks.reduce((sum, field) => sum + Number(field) * MS_A_TICK, 0);
}

/** Memory in bytes that these processes and their descendants hold, each shared page counted once (PSS). */
export function pssBytes(roots: readonly number[]): number {
  if (!isMeasured) return 0;
  return withDescendants(roots).reduce((sum, pid) => {
    const rollup = readProc(pid, "smaps_rollup") ?? "";
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  }, 0);
}

/** Watches the memory of some processes from now on. The function returned ends it and gives, at their peak, each one's bytes. */
export function watchPeak(roots: readonly number[]): () => readonly number[] {
  let peak: readonly number[] = roots.map(() => 0);
  const look = () => {
    const now = roots.map((root) => pssBytes([root]));
    if (sum(now) > sum(peak)) peak = now;
  };
  look();
  const watching = setInterval(look, 200);
  return () => {
    clearInterval(watching);
    look();
    return peak;
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The parent of a process. Throws when the process is not there. */
export function parentOf(pid: number): number {
  const stat = statOf(pid);
  if (!stat) throw new Error(`There is no process ${pid}.`);
  return Number(stat[3]);
}

function withDescendants(roots: readonly number[]): number[] {
  const children = Map.groupBy(
    readdirSync("/proc").flatMap((entry) => {
      const stat = /^\d+$/.test(entry) ? statOf(Number(entry)) : null;
      return stat ? [{ pid: Number(entry), parent: Number(stat[3]) }] : [];
    }),
    ({ parent }) => parent,
  );
  const found = [...roots];
  // Grows while it is walked: each process adds its children.
  for (const pid of found) for (const child of children.get(pid) ?? []) found.push(child.pid);
  return found;
}

/** The fields of /proc/<pid>/stat, from 0; null when the process has ended. */
function statOf(pid: number): string[] | null {
  const stat = readProc(pid, "stat");
  if (stat === null) return null;
  // The second field is the name in brackets, which may hold spaces and brackets of its own.
  const name = stat.lastIndexOf(")");
  return [String(pid), stat.slice(stat.indexOf("("), name + 1), ...stat.slice(name + 2).split(" ")];
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch (error) {
    // It ended between the look-up and now.
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
}
