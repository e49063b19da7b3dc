import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { db, pool } from "~/db.server";
import { env } from "~/env.server";
import { receiveShopifyWebhook } from "~/events/shopify-webhook";
import { ensureShop, openShop } from "~/shop.server";
import { drain } from "~/worker/advance-clock";
import { sweepInbox } from "~/worker/sweep-inbox";
import { samplePayload } from "./sample-payload";
import { shopAnswer } from "./shop-answer";

const former = "lantern.myshopify.com";
const present = "lantern-and-lane.myshopify.com";

let shopId: number;
beforeAll(async () => {
  shopId = (await openShop(former, shopAnswer(former, { id: "gid://shopify/Shop/548380009" }))).shopId;
});
afterAll(() => pool.query("TRUNCATE inbox"));

async function deliver(domain: string, topic: string, payload: object): Promise<string> {
  const body = Buffer.from(JSON.stringify(payload));
  const deliveryId = randomUUID();
  const headers: Record<string, string> = {
    "x-shopify-hmac-sha256": createHmac("sha256", env.SHOPIFY_API_SECRET).update(body).digest("base64"),
    "x-shopify-shop-domain": domain,
    "x-shopify-topic": topic,
    "x-shopify-webhook-id": deliveryId,
    "x-shopify-triggered-at": now().toISOString(),
  };
  expect(await receiveShopifyWebhook((name) => headers[name] ?? null, body)).toMatchObject({ status: 200 });
  return deliveryId;
}

const customer = (id: number, email: string) => ({ id, email, updated_at: now().toISOString() });
const shopOfDelivery = async (deliveryId: string) =>
  (await db.inbox.findMany({ where: { deliveryId } })).map((row) => row.shopId);
const shopOf = async (domain: string) => (await db.shopDomain.findUnique({ where: { domain } }))?.shopId;

describe("a store whose domain changes", () => {
  let placeholder: number;

  it("has what comes in under the new domain kept, unread, until it is known whose it is", async () => {
    const before = await deliver(present, "customers/update", customer(1, "before@example.com"));
    await drain();
    placeholder = (await shopOf(present)) ?? 0;
    expect(placeholder).not.toBe(shopId);
    expect(await shopOfDelivery(before)).toEqual([placeholder]);
    expect(await db.contact.count()).toBe(0);
  });

  it("is the store of before, with its number, once it is opened under the new one", async () => {
    const opened = await openShop(present, shopAnswer(present, { id: "gid://shopify/Shop/548380009" }));
    expect(opened).toMatchObject({ shopId, domain: present });
    expect(await shopOf(present)).toBe(shopId);
    expect(await shopOf(former)).toBe(shopId);
    await drain();
    expect(await db.contact.findMany()).toMatchObject([{ shopId, email: "before@example.com" }]);
  });

  it("gets at once what comes to a front door that has the old number in mind", async () => {
    const after = await deliver(present, "customers/update", customer(2, "after@example.com"));
    expect(await shopOfDelivery(after)).toEqual([shopId]);
  });

  it("gets what slipped in meanwhile, by the sweep", async () => {
    await pool.query(
      `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, payload)
       VALUES ($1, 'shopify', 'stray', 'customers/update', now(), now(), $2), ($1, 'shopify', 'twice', 'x', now(), now(), '{}'),
         ($3, 'shopify', 'twice', 'x', now(), now(), '{}')`,
      [placeholder, Buffer.from(JSON.stringify(customer(3, "during@example.com"))), shopId],
    );
    expect(await sweepInbox()).toBe(2);
    expect(await shopOfDelivery("stray")).toEqual([shopId]);
    expect(await shopOfDelivery("twice")).toEqual([shopId]);
    await drain();
    expect((await db.contact.findMany({ where: { shopId } })).map(({ email }) => email).sort()).toEqual([
      "after@example.com",
      "before@example.com",
      "during@example.com",
    ]);
    expect(await sweepInbox()).toBe(0);
  });
});

it("is known before anybody opens it, as soon as Shopify tells of the store itself", async () => {
  const domain = "lantern-berlin.myshopify.com";
  const order = await deliver(domain, "customers/update", customer(4, "waiting@example.com"));
  await deliver(domain, "shop/update", { ...samplePayload("shop/update"), id: 548380009 });
  await drain();
  expect(await shopOf(domain)).toBe(shopId);
  expect(await shopOfDelivery(order)).toEqual([shopId]);
  expect(await db.contact.count({ where: { shopId, email: "waiting@example.com" } })).toBe(1);
  expect(await db.shop.findUnique({ where: { shopId } })).toMatchObject({ domain, uninstalledAt: null });
});

it("an uninstall under a domain that was never opened reaches the store", async () => {
  const domain = "lantern-hamburg.myshopify.com";
  await deliver(domain, "app/uninstalled", samplePayload("app/uninstalled"));
  await drain();
  expect((await db.shop.findUnique({ where: { shopId } }))?.uninstalledAt).toBeInstanceOf(Date);
});

it("a store that nobody knows keeps its deliveries, and still answers a privacy request", async () => {
  const domain = "never-opened.myshopify.com";
  const order = await deliver(domain, "customers/update", customer(5, "ivy@example.com"));
  const redact = await deliver(domain, "customers/redact", { ...samplePayload("customers/redact"), shop_id: 77 });
  await drain();
  const unopened = (await shopOf(domain)) ?? 0;
  expect(
    await db.inbox.findMany({ where: { deliveryId: { in: [order, redact] } }, orderBy: { topic: "asc" } }),
  ).toMatchObject([
    { topic: "customers/redact", status: "done" },
    { topic: "customers/update", status: "waiting" },
  ]);
  expect(await db.privacyRequest.count({ where: { shopId: unopened } })).toBe(1);
  expect(await db.shop.findUnique({ where: { shopId: unopened } })).toMatchObject({ openedAt: null });
});

it("a domain that is another store's now does not get the data of who had it before", async () => {
  const domain = "changing-hands.myshopify.com";
  const first = await openShop(domain, shopAnswer(domain, { id: "gid://shopify/Shop/100" }));
  const second = await openShop(domain, shopAnswer(domain, { id: "gid://shopify/Shop/200" }));
  expect(second.shopId).not.toBe(first.shopId);
  expect(await shopOf(domain)).toBe(second.shopId);
  expect((await db.shop.findUnique({ where: { shopId: first.shopId } }))?.uninstalledAt).toBeInstanceOf(Date);
});

it("many who open one store at once, under two domains, open one", async () => {
  const domains = ["twin-a.myshopify.com", "twin-b.myshopify.com"];
  const opened = await Promise.all(
    Array.from({ length: 8 }, (_, n) => domains[n % 2] ?? "").map((domain) =>
      openShop(domain, shopAnswer(domain, { id: "gid://shopify/Shop/300" })),
    ),
  );
  expect(new Set(opened.map((shop) => shop.shopId)).size).toBe(1);
  expect(await ensureShop(pool, domains[0] ?? "")).toBe(await ensureShop(pool, domains[1] ?? ""));
});
