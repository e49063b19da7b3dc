import { join } from "node:path";
import { z } from "zod";
import { ready, startChild } from "../../launch/child";
import { anyPorts, sandboxProcess } from "../../launch/demo-processes";
import { appEnvironment, webhookSecret } from "../server-process";
import { startSideProcess } from "../side-process";
import type { ChaosShop } from "./evidence";
import { type Mortal, mortal } from "./mortal";
import { type SandboxControl, sandboxControl } from "./sandbox-control";

/** The built app as processes of its own, a sandbox beside it, and shops that are ready to send. */
export interface ChaosWorld {
  readonly shops: readonly ChaosShop[];
  readonly sandbox: SandboxControl;
  /** Answers webhooks and SendGrid's reports at `appUrl`; it does no work. */
  readonly web: Mortal;
  readonly appUrl: string;
  readonly workers: readonly Mortal[];
  /** Why processes ended that nobody killed. */
  readonly deaths: readonly string[];
  close(): Promise<void>;
}

interface WorldOptions {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly shops: number;
  readonly workers: number;
}

const shape = z.array(z.object({ shopId: z.number(), reportsUrl: z.string() }));

/** The web process runs when this resolves, the workers wait to be started. */
export async function openChaosWorld({ databaseUrl, folder, shops, workers }: WorldOptions): Promise<ChaosWorld> {
  const ports = await anyPorts();
  const appUrl = `http://127.0.0.1:${ports.app}`;
  const sandboxUrl = `http://127.0.0.1:${ports.sandbox}`;
  const { name, args, env: sandboxEnv } = sandboxProcess({ ports, databaseUrl, secret: "", state: folder });
  // Nothing is kept: what SendGrid saw is asked for when all is over.
  const { SANDBOX_DATA: _, ...inMemory } = sandboxEnv;
  const sandbox = await startChild({ name, args, env: inMemory, log: join(folder, "sandbox.log") });
  await ready(sandbox, `${sandboxUrl}/healthz`, AbortSignal.timeout(60_000));

  const env = {
    ...appEnvironment(databaseUrl),
    SHOPIFY_API_SECRET: webhookSecret,
    SHOPIFY_APP_URL: `http://localhost:${ports.proxy}`,
    SENDGRID_BASE_URL: sandboxUrl,
  };
  const deaths: string[] = [];
  const onDeath = (why: string) => void deaths.push(why);
  void sandbox.died.then(onDeath);
  const place = (name: string, own: Record<string, string>) =>
    mortal({ name, env: { ...env, ...own }, logs: folder, onDeath });
  const web = place("web", { WAYPOST_ROLES: "web", PORT: String(ports.app) });
  const seeding = startSideProcess("chaos/seed", env);
  const seeded = await seeding.ask({ shops }, shape).finally(() => seeding.stop());
  await web.start();
  const crew = Array.from({ length: workers }, (_, index) => place(`worker-${index + 1}`, { WAYPOST_ROLES: "worker" }));
  return {
    shops: seeded,
    sandbox: sandboxControl(sandboxUrl),
    web,
    appUrl,
    workers: crew,
    deaths,
    async close() {
      await Promise.all([web, ...crew].map((process) => process.stop()));
      await sandbox.stop();
    },
  };
}
