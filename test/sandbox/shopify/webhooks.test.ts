import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { createWebhooks, type Webhooks } from "../../../sandbox/shopify/webhooks";
import { serveApp } from "../app-double";
import { contextOf } from "../context-of";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function delivering(...statuses: number[]) {
  const app = await serveApp(...statuses);
  const webhooks: Webhooks = createWebhooks(contextOf({ appUrl: app.url }));
  open.push(webhooks, app);
  return { app, webhooks };
}

test("a delivery carries Shopify's headers, and its body is signed byte for byte", async () => {
  const { app, webhooks } = await delivering();
  const payload = '{ "id": 820982911946154508, "name": "Käse & Brot" }';
  webhooks.send("orders/create", payload);
  await webhooks.settled();

  const [delivery] = app.received;
  expect(delivery?.raw).toBe(payload);
  expect(delivery?.headers).toMatchObject({
    "content-type": "application/json",
    "x-shopify-topic": "orders/create",
    "x-shopify-shop-domain": "lantern-lane.myshopify.com",
    "x-shopify-api-version": "2026-10",
    "x-shopify-hmac-sha256": createHmac("sha256", "sandbox-secret").update(payload, "utf8").digest("base64"),
  });
  expect(delivery?.headers["x-shopify-webhook-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(delivery?.headers["x-shopify-event-id"]).not.toBe(delivery?.headers["x-shopify-webhook-id"]);
  expect(delivery?.headers["x-shopify-triggered-at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
});

test("what the app refuses comes again under the same id, unchanged, until it is accepted", async () => {
  const { app, webhooks } = await delivering(500);
  const delivery = webhooks.send("orders/create", { id: 1 });
  await webhooks.settled();

  expect(app.received).toHaveLength(2);
  expect(app.received[1]?.headers["x-shopify-webhook-id"]).toBe(app.received[0]?.headers["x-shopify-webhook-id"]);
  expect(app.received[1]?.raw).toBe(app.received[0]?.raw);
  expect(delivery).toMatchObject({ status: "delivered", attempts: [{ answer: "500" }, { answer: "200" }] });
});

test("deliveries arrive in order, each triggered later than the one before", async () => {
  const { app, webhooks } = await delivering();
  for (let n = 0; n < 20; n++) webhooks.send("checkouts/update", { n });
  await webhooks.settled();

  expect(app.received.map(({ body }) => body.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  const triggers = app.received.map(({ headers }) => String(headers["x-shopify-triggered-at"]));
  expect(triggers).toEqual([...new Set(triggers)].toSorted());
});

test("on request they come twice, overtake each other, or wait", async () => {
  const { app, webhooks } = await delivering();
  webhooks.conduct({ duplicates: 2, disorder: true, hold: true });
  for (let n = 0; n < 12; n++) webhooks.send("checkouts/update", { n });
  await webhooks.settled();
  expect(app.received).toHaveLength(0);

  webhooks.release();
  await webhooks.settled();
  expect(app.received).toHaveLength(24);
  expect(new Set(app.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(12);
  const order = [...new Set(app.received.map(({ body }) => Number(body.n)))];
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
});
