import { join } from "node:path";
import { type Child, type ChildOptions, ready, startChild } from "../launch/child";
import { anyFreePort } from "../launch/ports";
import { projectRoot } from "../launch/project";
import { startFlags } from "../launch/start-flags";
import { benchFolder } from "./folder";

/** A measured server and its address. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Signs the webhooks; each measured server verifies with it. */
export const webhookSecret = "bench-secret";

/** The app's environment: production, quiet, on the real clock. */
export function appEnvironment(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: "bench-key",
    SHOPIFY_API_SECRET: webhookSecret,
    SHOPIFY_APP_URL: "https://bench.example",
    WAYPOST_SECRET: "a secret for benchmarks only, 32 characters or more",
    WAYPOST_CLOCK_FILE: "",
  };
}

interface AppOptions {
  readonly databaseUrl: string;
  readonly roles: "web" | "web,worker";
  readonly sendgridUrl: string;
  /** Writes a CPU profile into .waypost/bench/profiles when it stops. */
  readonly isProfiled: boolean;
}

/** Starts the built app as it would run anywhere. */
export function startApp({ databaseUrl, roles, sendgridUrl, isProfiled }: AppOptions): Promise<ServerProcess> {
  const profile = ["--cpu-prof", `--cpu-prof-dir=${join(benchFolder, "profiles")}`];
  return start({
    name: "app",
    args: [...startFlags(), ...(isProfiled ? profile : []), join(projectRoot, "build", "server", "index.js")],
    env: { ...appEnvironment(databaseUrl), WAYPOST_ROLES: roles, SENDGRID_BASE_URL: sendgridUrl },
  });
}

/** Starts bench/<name>.ts, one of the limits. */
export function startLimit(
  name: "bare-ingest" | "bare-mail",
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  return start({
    name,
    args: ["--import", "tsx", join(projectRoot, "bench", `${name}.ts`)],
    env: { DATABASE_URL: databaseUrl, SHOPIFY_API_SECRET: webhookSecret, NODE_ENV: "production", ...env },
  });
}

async function start(options: Omit<ChildOptions, "log">): Promise<ServerProcess> {
  const port = await anyFreePort();
  const log = join(benchFolder, "logs", `${options.name}.log`);
  const child: Child = await startChild({ ...options, env: { ...options.env, PORT: String(port) }, log });
  const url = `http://127.0.0.1:${port}`;
  await ready(child, `${url}/healthz`, new AbortController().signal);
  return { url, pid: child.pid, stop: child.stop };
}
