import { afterEach, beforeEach, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../../sandbox/start";
import { serveApp } from "../app-double";

let sandbox: Sandbox;
let app: Awaited<ReturnType<typeof serveApp>>;

beforeEach(async () => {
  app = await serveApp();
  sandbox = await startSandbox({
    appUrl: app.url,
    apiKey: "sandbox-key",
    apiSecret: "sandbox-secret",
    dataFolder: null,
  });
});
afterEach(async () => {
  await sandbox.close();
  await app.close();
});

/** A browser that keeps its cookie and follows redirects by hand. */
function browser() {
  let cookie = "";
  const visit = async (
    path: string,
    form?: Record<string, string>,
  ): Promise<{ path: string; status: number; html: string }> => {
    const response = await fetch(new URL(path, sandbox.url), {
      redirect: "manual",
      headers: { cookie },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    const next = response.headers.get("location");
    return next ? visit(next) : { path, status: response.status, html: await response.text() };
  };
  return visit;
}

const offered = (handle: string) => sandbox.store.offeredVariant(handle).id;
const contact = { email: "new@example.com", firstName: "Noor", acceptsMarketing: "yes", step: "continue" };

test("a cart's permalink fills it anew, and shows it", async () => {
  const visit = browser();
  await visit("/cart/add", { id: offered("ridge-teapot"), quantity: "1" });
  const cart = await visit(`/cart/${offered("stoneware-mug")}:2,${offered("amber-carafe")}:1?storefront=true`);
  expect(cart.path).toBe("/cart");
  expect(cart.html).toContain("Amber Carafe");
  expect(cart.html).toContain("€72.00");
  expect(cart.html).not.toContain("Ridge Teapot");
});

test("from the shop's window to a paid order, with the webhooks that Shopify sends on the way", async () => {
  const visit = browser();
  expect((await visit("/")).html).toContain("Ridge Teapot");
  expect((await visit("/")).html).not.toContain("Winter Wreath");
  await visit("/cart/add", { id: offered("ridge-teapot"), quantity: "1" });
  const cart = await visit("/cart/add", { id: offered("stoneware-mug"), quantity: "2" });
  expect(cart.html).toContain("€90.00");
  await sandbox.webhooks.settled();
  expect(app.topics()).toEqual(["carts/create", "carts/update"]);
  expect(app.received[1]?.body).toMatchObject({ line_items: [{ quantity: 1 }, { quantity: 2 }] });

  const begun = await visit("/checkout", contact);
  expect(begun.path).toMatch(/^\/checkouts\/[0-9a-f]{32}$/);
  await sandbox.webhooks.settled();
  expect(app.received[2]).toMatchObject({
    topic: "checkouts/create",
    body: {
      cart_token: app.received[0]?.body.token,
      email: "new@example.com",
      buyer_accepts_marketing: true,
      completed_at: null,
      total_price: "90.00",
      source_name: "web",
    },
  });

  const address = { address1: "Am Kai 1", zip: "20457", city: "Hamburg", countryCode: "DE" };
  const thanks = await visit(begun.path, { ...contact, ...address, step: "pay" });
  expect(thanks.html).toContain("Thank you, Noor");
  await sandbox.webhooks.settled();
  expect(app.topics().slice(2)).toEqual([
    "checkouts/create",
    "checkouts/update",
    "customers/create",
    "customers_email_marketing_consent/update",
    "orders/create",
    "inventory_levels/update",
    "inventory_levels/update",
    "products/update",
    "products/update",
    "checkouts/update",
  ]);
  const [order] = app.received.filter(({ topic }) => topic === "orders/create");
  expect(order?.body).toMatchObject({
    checkout_token: app.received[2]?.body.token,
    email: "new@example.com",
    total_price: "94.90",
  });
  expect(app.received.at(-1)?.body.completed_at).not.toBeNull();
  expect((await visit("/cart")).html).toContain("Your cart is empty");
});

test("the recovery link brings the cart back in another browser, and only with its key", async () => {
  const { token } = sandbox.shopper.beginCheckout({
    email: "left@example.com",
    acceptsMarketing: false,
    lines: [{ handle: "bud-vase", quantity: 1 }],
  });
  await sandbox.webhooks.settled();
  const link = String(app.received[0]?.body.abandoned_checkout_url);
  const visit = browser();
  const there = await visit(link);
  expect(there.path).toBe(`/checkouts/${token}`);
  expect(there.html).toContain("left@example.com");
  expect((await visit("/cart")).html).toContain("Bud Vase");
  expect((await browser()(link.replace(/key=.*/, "key=guessed"))).status).toBe(404);
});

test("a name is text on every page", async () => {
  const visit = browser();
  await visit("/cart/add", { id: offered("bud-vase"), quantity: "1" });
  const page = await visit("/checkout", { ...contact, firstName: '"><script>alert(1)</script>' });
  expect(page.html).not.toContain("<script>alert");
  expect((await visit(page.path, { ...contact, email: "no address" })).status).toBe(422);
});

test("a picture comes in the width that was asked for", async () => {
  const response = await fetch(`${sandbox.url}/cdn/products/ridge-teapot.png?v=1&width=120`);
  expect(response.headers.get("content-type")).toBe("image/png");
  const png = Buffer.from(await response.arrayBuffer());
  expect(png.readUInt32BE(16)).toBe(120);
  expect((await fetch(`${sandbox.url}/cdn/products/nothing.png`)).status).toBe(404);
});

test("another process does the same over /control", async () => {
  const control = async (action: string, body: object) => {
    const response = await fetch(`${sandbox.url}/control/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const lines = [{ handle: "bud-vase", quantity: 1 }];
  const { body: begun } = await control("begin-checkout", { email: "a@example.com", acceptsMarketing: true, lines });
  expect(app.topics()).toEqual(["checkouts/create"]);
  await control("set-price", { handle: "bud-vase", amount: "20.00" });
  await control("update-checkout", { token: begun.token, acceptsMarketing: false });
  expect(app.received.at(-1)?.body).toMatchObject({ buyer_accepts_marketing: false, total_price: "20.00" });
  const bought = await control("buy", { token: begun.token });
  expect(bought.body.orderName).toMatch(/^#\d+$/);
  expect((await control("buy", { token: begun.token })).status).toBe(422);
  expect((await control("begin-checkout", { email: 5 })).status).toBe(400);
  await control("order-elsewhere", { email: "a@example.com", lines, sourceName: "pos" });
  expect(app.received.findLast(({ topic }) => topic === "orders/create")?.body).toMatchObject({
    source_name: "pos",
    checkout_token: null,
  });
  const before = app.received.length;
  for (const deed of ["fulfil", "deliver", "refund", "cancel"]) {
    expect((await control(deed, { orderId: bought.body.orderId })).status).toBe(200);
  }
  await control("set-stock", { handle: "bud-vase", pieces: 3 });
  await control("delete-product", { handle: "bud-vase" });
  expect(app.topics().slice(before)).toEqual([
    "orders/fulfilled",
    "orders/updated",
    "fulfillment_events/create",
    "fulfillment_events/create",
    "refunds/create",
    "orders/updated",
    "orders/cancelled",
    "orders/updated",
    "inventory_levels/update",
    "products/update",
    "products/delete",
  ]);
  await control("webhook", { topic: "orders/create", payload: '{"id":820982911946154508}' });
  expect(app.received.at(-1)?.raw).toBe('{"id":820982911946154508}');
});
