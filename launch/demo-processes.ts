import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ChildOptions } from "./child";
import { anyFreePort, nextFreePort } from "./ports";
import { projectRoot } from "./project";
import { startFlags } from "./start-flags";

/** Where the demo's processes listen, all on this machine. */
export interface DemoPorts {
  /** Storefront, admin frame, inbox, clock, SendGrid. */
  readonly sandbox: number;
  /** The sandbox's proxy, through which the browser sees the app. */
  readonly proxy: number;
  readonly app: number;
}

/** The well-known ports, each the next free one where it is taken. */
export async function demoPorts(): Promise<DemoPorts> {
  const sandbox = await nextFreePort(4100);
  const proxy = await nextFreePort(sandbox + 1);
  return { sandbox, proxy, app: await nextFreePort(3100, [sandbox, proxy]) };
}

/** Ports that nobody has to know. */
export async function anyPorts(): Promise<DemoPorts> {
  const ports = new Set<number>();
  while (ports.size < 3) ports.add(await anyFreePort());
  const [sandbox = 0, proxy = 0, app = 0] = ports;
  return { sandbox, proxy, app };
}

export interface DemoWorld {
  readonly ports: DemoPorts;
  readonly databaseUrl: string;
  /** Encrypts the SendGrid key and signs links. */
  readonly secret: string;
  readonly state: string;
}

const credentials = {
  SHOPIFY_API_KEY: "sandbox-key",
  SHOPIFY_API_SECRET: "sandbox-secret",
  // The sandbox grants what Shopify grants on request only: orders of more than sixty days ago.
  SCOPES:
    "read_products,read_inventory,read_orders,read_all_orders,read_fulfillments,read_customers,write_customers,write_discounts",
};

/** The sandbox store: it plays Shopify and SendGrid. */
export function sandboxProcess({ ports, state }: DemoWorld): ChildOptions {
  return {
    name: "sandbox",
    args: ["--import", "tsx", join(projectRoot, "sandbox", "main.ts")],
    env: {
      ...credentials,
      SANDBOX_PORT: String(ports.sandbox),
      SANDBOX_PROXY_PORT: String(ports.proxy),
      SANDBOX_APP_URL: `http://127.0.0.1:${ports.app}`,
      SANDBOX_DATA: join(state, "sandbox"),
      WAYPOST_CLOCK_FILE: join(state, "clock"),
    },
    log: join(state, "logs", "sandbox.log"),
  };
}

/** The app, as it would run anywhere: only its environment points to the sandbox. */
export function appProcess({ ports, databaseUrl, secret, state }: DemoWorld): ChildOptions {
  const routeShopify = pathToFileURL(join(projectRoot, "sandbox", "route-shopify.mjs")).href;
  const sandboxUrl = `http://127.0.0.1:${ports.sandbox}`;
  return {
    name: "app",
    args: [
      ...startFlags(),
      "--enable-source-maps",
      "--import",
      routeShopify,
      join(projectRoot, "build", "server", "index.js"),
    ],
    env: {
      ...credentials,
      NODE_ENV: "development",
      HOST: "127.0.0.1",
      PORT: String(ports.app),
      DATABASE_URL: databaseUrl,
      SHOPIFY_APP_URL: `http://localhost:${ports.proxy}`,
      APP_BRIDGE_URL: `http://localhost:${ports.sandbox}/app-bridge.js`,
      SENDGRID_BASE_URL: sandboxUrl,
      SANDBOX_URL: sandboxUrl,
      WAYPOST_SECRET: secret,
      WAYPOST_CLOCK_FILE: join(state, "clock"),
    },
    log: join(state, "logs", "app.log"),
  };
}
