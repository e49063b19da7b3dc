import { type ChildProcess, fork } from "node:child_process";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { moveClock } from "~/clock";
import { pool } from "~/db.server";
import { expireLeases } from "~/delivery/message-store";
import { seal } from "~/delivery/secret";
import { env } from "~/env.server";
import { storeDelivery } from "~/events/inbox-writer";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { preload } from "../../launch/child";
import { projectRoot } from "../../launch/project";
import { aShopWith } from "./a-shop-with";
import { later, noon } from "./happenings";

/** A backlog of this many shoppers who left their checkout an hour ago; workers are killed in the middle of it. */
const SHOPPERS = 600;
/** After so many mails one of the workers is killed, each time while others are on their way. */
const KILLED_AFTER = [20, 150, 300];

const mailToSend = z.object({
  personalizations: z.tuple([z.object({ custom_args: z.object({ message_id: z.string() }) })]),
});

const received: string[] = [];
const workers: ChildProcess[] = [];
let kills = 0;

let sendgrid: Server;
beforeAll(async () => {
  sendgrid = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { personalizations } = mailToSend.parse(JSON.parse(Buffer.concat(chunks).toString()));
      received.push(personalizations[0].custom_args.message_id);
      if (KILLED_AFTER.includes(received.length)) {
        workers.shift()?.kill("SIGKILL");
        kills += 1;
        void startOne();
      }
      response.writeHead(202, { "x-message-id": `mail-${received.length}` }).end();
    });
  });
  await new Promise<void>((resolve) =>
    sendgrid.listen(Number(new URL(env.SENDGRID_BASE_URL).port), "127.0.0.1", resolve),
  );
});
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await new Promise((resolve) => sendgrid.close(resolve).closeAllConnections());
});

function startOne(): Promise<void> {
  const rawImports = pathToFileURL(join(projectRoot, "bench", "raw-imports.mjs")).href;
  const worker = fork(join(projectRoot, "test", "workflows", "worker-process.ts"), {
    cwd: projectRoot,
    execArgv: ["--import", "tsx", "--import", rawImports, "--import", preload],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  workers.push(worker);
  return new Promise((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
}

/** Lets a worker settle what it has in hand. */
function stopped(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    worker.send("stop");
  });
}

async function aBacklog(): Promise<number> {
  const shopId = await aShopWith([checkoutAbandonment]);
  await pool.query(
    `UPDATE shops SET name = 'Lamps', sender_name = 'Lamps', sender_email = 'hello@lamps.example', storefront_url = 'https://lamps.example',
        postal_address = '1 Lane, Berlin', sendgrid_key = $2 WHERE shop_id = $1`,
    [shopId, seal(shopId, "SG.sandbox-key")],
  );
  const at = later(-61 / 60);
  const told = Array.from({ length: SHOPPERS }, (_, shopper) => ({
    token: `checkout-${shopper}`,
    cart_token: null,
    email: `shopper-${shopper}@example.com`,
    buyer_accepts_marketing: true,
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
    source_name: "web",
    abandoned_checkout_url: `https://shop.example/recover/${shopper}`,
    currency: "EUR",
    total_price: "19.90",
    line_items: [{ id: 1, product_id: 11, variant_id: 12, title: "Lamp", quantity: 1, price: "19.90" }],
  }));
  await Promise.all(
    told.map((payload) =>
      storeDelivery({
        shopId,
        source: "shopify",
        deliveryId: payload.token,
        topic: "checkouts/update",
        eventId: payload.token,
        apiVersion: "2026-10",
        triggeredAt: at,
        receivedAt: at,
        payload: Buffer.from(JSON.stringify(payload)),
      }),
    ),
  );
  return shopId;
}

/** Deliveries, runs and mails that still wait for a worker; what a killed one was sending waits for none. */
async function leftToDo(shopId: number): Promise<number> {
  const { rows } = await pool.query<{ left: number }>(
    `SELECT (SELECT count(*) FROM inbox WHERE shop_id = $1 AND status = 'waiting')
      + (SELECT count(*) FROM runs WHERE shop_id = $1 AND status = 'active' AND wake_at <= $2)
      + (SELECT count(*) FROM messages WHERE shop_id = $1 AND status = 'queued') AS left`,
    [shopId, later(1)],
  );
  return rows[0]?.left ?? 0;
}

it("workers that are killed in the middle of a backlog lose nothing, and send nothing twice", async () => {
  moveClock(noon);
  const shopId = await aBacklog();
  await Promise.all([startOne(), startOne()]);
  const deadline = Date.now() + 50_000;
  while (Date.now() < deadline && (await leftToDo(shopId)) > 0) await sleep(100);
  expect(await leftToDo(shopId)).toBe(0);
  await Promise.all(workers.map(stopped));
  // As after the minute for which a killed worker may have had its mails.
  await expireLeases(new Date(Date.now() + 10 * 60_000));

  expect(kills).toBe(KILLED_AFTER.length);
  expect(new Set(received).size).toBe(received.length);
  const { rows: inbox } = await pool.query("SELECT status, count(*) FROM inbox WHERE shop_id = $1 GROUP BY 1", [
    shopId,
  ]);
  expect(inbox).toEqual([{ status: "done", count: SHOPPERS }]);

  const { rows: messages } = await pool.query<{ messageId: string; status: string }>(
    `SELECT message_id AS "messageId", status FROM messages WHERE shop_id = $1`,
    [shopId],
  );
  expect(messages).toHaveLength(SHOPPERS);
  const taken = new Set(received);
  for (const { messageId, status } of messages) {
    expect(["sent", "unknown"]).toContain(status);
    // Whatever is called sent was sent; what was under way when its worker died is called unknown, sent or not.
    if (status === "sent") expect(taken.has(messageId)).toBe(true);
  }
  expect(messages.some(({ status }) => status === "unknown")).toBe(true);

  // Each step of each run was decided on once, whoever died over it.
  const { rows: decisions } = await pool.query(
    `SELECT outcome, count(*), count(DISTINCT run_id) AS runs FROM decisions WHERE shop_id = $1
      AND outcome IN ('started', 'waiting', 'queued') GROUP BY 1 ORDER BY 1`,
    [shopId],
  );
  expect(decisions).toEqual([
    { outcome: "queued", count: SHOPPERS, runs: SHOPPERS },
    { outcome: "started", count: SHOPPERS, runs: SHOPPERS },
    // For the hour, and then for the day after the mail.
    { outcome: "waiting", count: 2 * SHOPPERS, runs: SHOPPERS },
  ]);
}, 60_000);
