import { setTimeout as sleep } from "node:timers/promises";

/** What one stage tells when it is done, beside its time. */
export type StageReport = string | undefined;

const isTerminal = process.stdout.isTTY === true;

/**
 * Runs one stage and prints a line with its time: on a terminal a running clock meanwhile, elsewhere a first
 * line when it is known to be slow. `work` returns what the line should say, else the title stands.
 */
export async function stage<T extends StageReport>(title: string, work: () => Promise<T>, slow = false): Promise<T> {
  const started = Date.now();
  const tick = () => process.stdout.write(`\r\u001b[K  … ${title} ${seconds(started)}`);
  const ticking = isTerminal ? setInterval(tick, 200) : undefined;
  if (isTerminal) tick();
  else if (slow) console.log(`  … ${title}`);
  try {
    const report = await work();
    clear();
    console.log(`  ✓ ${(report ?? title).padEnd(60)} ${seconds(started).padStart(7)}`);
    return report;
  } catch (error) {
    clear();
    console.log(`  ✗ ${title.padEnd(60)} ${seconds(started).padStart(7)}`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

function clear(): void {
  if (isTerminal) process.stdout.write("\r\u001b[K");
}

/** The time since `started` for a person, as "1.2 s". */
export function seconds(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** Waits, but not past the moment when `signal` aborts; then throws its reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await Promise.race([sleep(ms), new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))]);
  signal.throwIfAborted();
}
