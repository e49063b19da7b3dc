import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, ready, startChild } from "../../launch/child";
import { anyPorts, appProcess, sandboxProcess } from "../../launch/demo-processes";

/** The demo's own processes, the built app among them, on this test file's database. */
export interface RunningDemo {
  /** Storefront, admin and inbox. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startDemo(): Promise<RunningDemo> {
  const state = await mkdtemp(join(tmpdir(), "waypost-browser-"));
  const { DATABASE_URL: databaseUrl = "", WAYPOST_SECRET: secret = "" } = process.env;
  const ports = await anyPorts();
  const world = { ports, databaseUrl, secret, state };
  const children: Child[] = [];
  const stop = async () => {
    for (const child of children.reverse()) await child.stop();
    await rm(state, { recursive: true, force: true });
  };
  try {
    for (const [options, port] of [
      [sandboxProcess(world), ports.sandbox],
      [appProcess(world), ports.app],
    ] as const) {
      const child = await startChild(options);
      children.push(child);
      await ready(child, `http://127.0.0.1:${port}/healthz`, AbortSignal.timeout(60_000));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://localhost:${ports.sandbox}`, stop };
}
