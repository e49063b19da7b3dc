import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { parkedDeliveries } from "~/events/inbox";
import { storeDelivery } from "~/events/inbox-writer";
import { ensureShop } from "~/shop.server";
import { processInbox } from "~/worker/process-inbox";

let shopId: number;
beforeEach(async () => {
  await pool.query("TRUNCATE inbox, events, contacts, contact_identities, checkouts, orders, order_lines");
  shopId = await ensureShop(pool, "orders.myshopify.com");
});

async function receive(topic: string, payload: object): Promise<void> {
  await storeDelivery({
    shopId,
    source: "shopify",
    deliveryId: randomUUID(),
    topic,
    eventId: null,
    apiVersion: "2026-10",
    triggeredAt: now(),
    receivedAt: now(),
    payload: Buffer.from(JSON.stringify(payload)),
  });
}

async function processAll(): Promise<void> {
  const until = new Date(now().getTime() + 1_000);
  while ((await processInbox(shopId, until)) > 0);
}

const order = (topic: string) =>
  receive(topic, {
    id: 42,
    name: "#1042",
    email: "ada@example.com",
    currency: "EUR",
    total_price: "54.00",
    created_at: "2026-11-20T10:00:00Z",
    updated_at: "2026-11-20T10:00:00Z",
    line_items: [
      { id: 1, product_id: 7, variant_id: 71, title: "Mug", quantity: 2, price: "18.00" },
      { id: 2, product_id: 8, variant_id: 81, title: "Bowl", quantity: 1, price: "18.00" },
    ],
  });
const refund = () =>
  receive("refunds/create", {
    order_id: 42,
    created_at: "2026-11-22T10:00:00Z",
    refund_line_items: [{ line_item: { product_id: 7 } }],
    transactions: [{ kind: "refund", status: "success", amount: "36.00", currency: "EUR" }],
  });
const arrival = () =>
  receive("fulfillment_events/create", { order_id: 42, status: "delivered", happened_at: "2026-11-21T10:00:00Z" });

async function heard() {
  const { rows } = await pool.query(
    `SELECT e.name, c.email, e.data FROM events e LEFT JOIN contacts c USING (shop_id, contact_id)
     WHERE e.shop_id = $1 AND e.name IN ('order.refunded', 'order.delivered') ORDER BY e.occurred_at`,
    [shopId],
  );
  return rows;
}

const wanted = [
  { name: "order.delivered", email: "ada@example.com", data: { orderId: "42", name: "#1042", productIds: ["7", "8"] } },
  {
    name: "order.refunded",
    email: "ada@example.com",
    data: { orderId: "42", name: "#1042", productIds: ["7"], refundedMinor: 3600, currency: "EUR" },
  },
];

it("a refund and a delivery reach whoever ordered", async () => {
  await order("orders/create");
  await processAll();
  await arrival();
  await refund();
  await processAll();
  expect(await heard()).toEqual(wanted);
});

it("told in one batch with the order, in whatever order", async () => {
  await refund();
  await order("orders/create");
  await arrival();
  await processAll();
  expect(await heard()).toEqual(wanted);
  expect(await parkedDeliveries(shopId)).toEqual([]);
});

it("of an order that nobody told yet are set aside with that reason, and taken up once it is told", async () => {
  await refund();
  await arrival();
  await processAll();
  expect(await heard()).toEqual([]);
  expect(await parkedDeliveries(shopId)).toMatchObject([
    { reason: expect.stringContaining("waits for order 42") },
    { reason: expect.stringContaining("waits for order 42") },
  ]);
  await order("orders/updated");
  await processAll();
  expect(await heard()).toEqual(wanted);
  expect(await parkedDeliveries(shopId)).toEqual([]);
});

it("of an order whose buyer is unknown are nobody's", async () => {
  await order("orders/create");
  await processAll();
  await pool.query("UPDATE orders SET contact_id = NULL");
  await refund();
  await processAll();
  expect(await heard()).toMatchObject([{ name: "order.refunded", email: null }]);
});
