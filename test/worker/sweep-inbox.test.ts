import { beforeEach, expect, it } from "vitest";
import { now } from "~/clock";
import { db, pool } from "~/db.server";
import { ensureShop } from "~/shop.server";
import { sweepInbox } from "~/worker/sweep-inbox";

let opened: number;
let unopened: number;
beforeEach(async () => {
  await pool.query("TRUNCATE inbox");
  opened = await ensureShop(pool, "opened.myshopify.com");
  unopened = await ensureShop(pool, "unopened.myshopify.com");
  await pool.query("UPDATE shops SET opened_at = now() WHERE shop_id = $1", [opened]);
});

async function keep(shopId: number, deliveryId: string, status: string, days: number): Promise<void> {
  await pool.query(
    `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, status)
     VALUES ($1, 'shopify', $2, 'orders/create', $3, $3, $4)`,
    [shopId, deliveryId, new Date(now().getTime() - days * 86_400_000), status],
  );
}

async function sweepAll(): Promise<string[]> {
  while ((await sweepInbox()) > 0);
  return (await db.inbox.findMany({ orderBy: { deliveryId: "asc" } })).map(({ deliveryId }) => deliveryId);
}

it("forgets what was done a week ago, and nothing that waits or was set aside", async () => {
  await keep(opened, "done, 8 days", "done", 8);
  await keep(opened, "done, 6 days", "done", 6);
  await keep(opened, "waiting, 90 days", "waiting", 90);
  await keep(opened, "parked, 90 days", "parked", 90);
  expect(await sweepAll()).toEqual(["done, 6 days", "parked, 90 days", "waiting, 90 days"]);
});

it("lets the deliveries of a store that was never opened wait for 30 days", async () => {
  await keep(unopened, "29 days", "waiting", 29);
  await keep(unopened, "31 days", "waiting", 31);
  expect(await sweepAll()).toEqual(["29 days"]);
});

it("deletes what slipped in for a store that was erased", async () => {
  await keep(987_654, "of nobody", "waiting", 0);
  await keep(opened, "of somebody", "waiting", 0);
  expect(await sweepAll()).toEqual(["of somebody"]);
});

it("takes a large heap in batches, until nothing is left", async () => {
  await pool.query(
    `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, status)
     SELECT $1, 'shopify', 'old-' || n, 'x', $2, $2, 'done' FROM generate_series(1, 6000) AS n`,
    [opened, new Date(now().getTime() - 8 * 86_400_000)],
  );
  expect(await sweepInbox()).toBe(5_000);
  expect(await sweepAll()).toEqual([]);
});
