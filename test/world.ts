import "../sandbox/route-shopify.mjs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { saveSender, saveSendgridKey } from "~/delivery/sender-settings";
import { saveSendingRules } from "~/delivery/sending-rules";
import { env } from "~/env.server";
import { frontDoor } from "~/events/front-door";
import { shopByDomain } from "~/shop.server";
import { authenticate } from "~/shopify.server";
import { advanceClock, drain } from "~/worker/advance-clock";
import { importHistory } from "~/worker/import-history";
import type { WorkflowDuration } from "~/workflows/definition";
import { addDuration } from "~/workflows/duration";
import { explain } from "~/workflows/explain";
import { switchWorkflow } from "~/workflows/settings";
import { embeddedAppUrl } from "../sandbox/admin/embedded-app-url";
import { shopIdentity } from "../sandbox/shop-identity";
import { type Sandbox, startSandbox } from "../sandbox/start";

/** A store in service, as stories see it: the sandbox around the real app, on the real database. */
export interface World {
  readonly shopId: number;
  readonly sandbox: Sandbox;
  readonly shopper: Sandbox["shopper"];
  /** Where this world's webhooks go. */
  readonly appUrl: string;
  /** Lets everything under way arrive and be done, at this moment. */
  settle(): Promise<void>;
  /** Moves the clock on, through every due moment. */
  after(duration: WorkflowDuration): Promise<void>;
  /** Every mail so far, oldest first: "ada@example.com: You left something behind". */
  sent(): string[];
  /** What a contact's page would say of our decisions, oldest first. */
  reasons(email: string): Promise<string[]>;
  close(): Promise<void>;
}

export const senderKey = "SG.sandbox-key";

/** Opens the app as a merchant would, connects SendGrid, names the sender, and turns the workflow on. */
export async function openWorld(): Promise<World> {
  const server = createServer((request, response) => {
    if (!frontDoor(request, response)) response.writeHead(404).end();
  });
  const appUrl = await listen(server);
  const sandbox = await startSandbox({
    port: Number(new URL(env.SENDGRID_BASE_URL).port),
    appUrl,
    publicAppUrl: env.SHOPIFY_APP_URL,
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    dataFolder: null,
  });
  const shopId = await openApp(sandbox, appUrl);
  const world: World = {
    shopId,
    sandbox,
    shopper: sandbox.shopper,
    appUrl,
    async settle() {
      await sandbox.webhooks.settled();
      await drain();
      // A mail that went out in the draining is reported on, and the report is read in its turn.
      await sandbox.reports.sender.settled();
      await drain();
    },
    async after(duration) {
      await world.settle();
      await advanceClock(addDuration(now(), duration));
      await world.settle();
    },
    sent: () => sandbox.mailbox.all().map(({ to, subject }) => `${to.email}: ${subject}`),
    reasons: (email) => reasonsOf(shopId, email),
    async close() {
      await sandbox.close();
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
    },
  };
  return world;
}

/** The first visit of the admin's frame: token exchange, then the shop's details, its products, customers and orders. */
async function openApp(sandbox: Sandbox, appUrl: string): Promise<number> {
  const frame = {
    url: sandbox.url,
    publicAppUrl: env.SHOPIFY_APP_URL,
    appUrl,
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    dataFolder: null,
  };
  await authenticate.admin(new Request(embeddedAppUrl(frame, "/app")));
  const shop = await shopByDomain(shopIdentity.domain);
  if (!shop) throw new Error("The app was opened and knows no shop.");
  const { shopId } = shop;
  while ((await importHistory()) > 0);
  await saveSendgridKey(shopId, senderKey);
  await saveSender(shopId, {
    senderName: "Lantern & Lane",
    senderEmail: "hello@lantern-lane.example",
    replyTo: "care@lantern-lane.example",
    postalAddress: "Lantern & Lane, Lindenstraße 12, 10969 Berlin",
  });
  // Stories begin at whatever hour of the day it is: those that are about quiet hours set their own.
  await saveSendingRules(shopId, { perDay: "1", perWeek: "3", quietFrom: "0", quietTo: "0", isAdaptive: "true" });
  await switchWorkflow(shopId, "checkout-abandonment", true);
  return shopId;
}

async function reasonsOf(shopId: number, email: string): Promise<string[]> {
  const { rows } = await pool.query<{
    outcome: string;
    rule: string;
    step: string | null;
    values: Record<string, unknown>;
  }>(
    `SELECT d.outcome, d.rule, d.step, d."values" FROM decisions d
     JOIN contacts c ON c.shop_id = d.shop_id AND c.contact_id = d.contact_id
     WHERE d.shop_id = $1 AND c.email = $2 ORDER BY d.decision_id LIMIT 1000`,
    [shopId, email],
  );
  return rows.map((row) => explain(row, (time) => time.toISOString().slice(0, 16)));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
