import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { adminRouter } from "./admin/admin-router";
import { startAppProxy } from "./admin/app-proxy";
import { clockRouter } from "./clock/clock-router";
import type { SandboxContext } from "./context";
import { controlRouter } from "./control-router";
import { inboxRouter } from "./inbox/inbox-router";
import { picturesRouter } from "./pictures/pictures-router";
import { createMailbox, type Mailbox } from "./sendgrid/mailbox";
import { createReports, type Reports } from "./sendgrid/reports";
import { sendgridRouter } from "./sendgrid/sendgrid-router";
import { type BackOffice, createBackOffice } from "./shopify/back-office";
import { type BulkOperations, createBulkOperations } from "./shopify/bulk/bulk-operations";
import { bulkRouter } from "./shopify/bulk/bulk-router";
import { createFaults, type Faults } from "./shopify/faults";
import { isForShopify, shopifyRouter } from "./shopify/shopify-router";
import { createWebhooks, type Webhooks } from "./shopify/webhooks";
import { webhooksRouter } from "./shopify/webhooks-page";
import type { SeedSize } from "./store/seed";
import { openStore, type Store } from "./store/store";
import { createShopper, type Shopper } from "./storefront/shopper";
import { storefrontRouter } from "./storefront/storefront-router";
import { createFlow, type Flow } from "./systems/flow";
import { createReceiver, type Receiver } from "./systems/receiver";
import { systemsRouter } from "./systems/systems-router";

export interface SandboxOptions {
  /** Where it listens on 127.0.0.1; 0, the default, is any free port. */
  readonly port?: number;
  /** Where the browser finds the app, through a proxy that lets the admin frame embed it. Left out: no proxy. */
  readonly proxyPort?: number;
  /** Where webhooks and the clock go. */
  readonly appUrl: string;
  /** Where the browser finds the app, when that is not the sandbox's own proxy. */
  readonly publicAppUrl?: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** What the app may do in the shop, as in its shopify.app.toml. */
  readonly scopes?: string;
  /** Where shop and inbox are kept between starts; null keeps them in memory. */
  readonly dataFolder: string | null;
  /** How large a store that is opened for the first time is; small unless told. */
  readonly size?: SeedSize;
  /** How long a bulk operation pauses after each 250 things; at once, the default, it is done before it is answered for. */
  readonly bulkPauseMs?: number;
}

export interface Sandbox {
  readonly url: string;
  readonly publicAppUrl: string;
  readonly store: Store;
  readonly mailbox: Mailbox;
  readonly reports: Reports;
  readonly shopper: Shopper;
  readonly backOffice: BackOffice;
  readonly faults: Faults;
  readonly flow: Flow;
  readonly receiver: Receiver;
  readonly webhooks: Webhooks;
  readonly bulk: BulkOperations;
  close(): Promise<void>;
}

/** A Shopify with one shop, and a SendGrid with everyone's inbox, on this machine. Resolves once it answers. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const app = express().disable("x-powered-by");
  const server = createServer(app);
  // As long as real services keep a connection; Node's own 5 s would reset clients that are just writing.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const proxyPort = options.proxyPort === 0 ? await freePort() : options.proxyPort;
  const publicAppUrl =
    options.publicAppUrl ?? (proxyPort === undefined ? options.appUrl : `http://localhost:${proxyPort}`);
  const { appUrl, apiKey, apiSecret, dataFolder } = options;
  const context: SandboxContext = { url, publicAppUrl, appUrl, apiKey, apiSecret, dataFolder };

  const store = await openStore(dataFolder, options.size);
  const mailbox = createMailbox(dataFolder);
  const reports = createReports(context);
  const webhooks = createWebhooks(context);
  const shopper = createShopper(store, context, webhooks);

  const bulk = createBulkOperations(context, webhooks, options.bulkPauseMs ?? 0);
  const backOffice = createBackOffice(store, context, webhooks);
  const faults = createFaults();
  const flow = createFlow(context);
  const receiver = createReceiver();
  const shopify = shopifyRouter(context, store, webhooks, bulk, options.scopes ?? defaultScopes, faults, flow);
  app.use((request, response, next) => {
    if (isForShopify(request.headers.host)) shopify(request, response, next);
    else next();
  });
  app.get("/healthz", (_request, response) => response.json({ ok: true }));
  app.use(sendgridRouter(context, mailbox, reports));
  app.use(inboxRouter(context, mailbox, reports));
  app.use(clockRouter(context));
  app.use(adminRouter(context));
  app.use(webhooksRouter(webhooks));
  app.use(systemsRouter(flow, receiver, url));
  app.use(
    controlRouter(shopper, backOffice, webhooks, faults, flow, receiver, mailbox, reports, (ms) =>
      leave(server, port, ms),
    ),
  );
  app.use(picturesRouter(store));
  app.use(bulkRouter(bulk));
  app.use(storefrontRouter(store, shopper));

  const proxy = proxyPort === undefined ? null : await startAppProxy(context, proxyPort);
  return {
    url,
    publicAppUrl,
    store,
    mailbox,
    reports,
    shopper,
    backOffice,
    faults,
    flow,
    receiver,
    webhooks,
    bulk,
    async close() {
      bulk.close();
      webhooks.close();
      reports.sender.close();
      if (proxy) await closeServer(proxy);
      await closeServer(server);
      await store.close();
    },
  };
}

/** For so long no connection is made: as when a service's machines are away. What is under way goes on. */
function leave(server: Server, port: number, ms: number): void {
  server.close();
  setTimeout(() => server.listen(port, "127.0.0.1"), ms);
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The proxy's address is part of what it proxies for, so that its port is needed before it listens. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await closeServer(probe);
  return port;
}

const defaultScopes =
  "read_products,read_inventory,read_orders,read_fulfillments,read_customers,write_customers,write_discounts";
