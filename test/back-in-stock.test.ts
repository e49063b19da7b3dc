import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { storeDelivery } from "~/events/inbox-writer";
import { importHistory, refreshCatalogues } from "~/worker/import-history";
import { readStock } from "~/worker/read-stock";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
}, 60_000);
afterAll(async () => {
  await shop.close();
  await pool.end();
});

/** Each event of a name, as "who: product (why)". */
async function told(name: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT concat(c.email, ': ', e.data->>'title', ' (', e.data->>'wanted', ')') AS line
     FROM events e JOIN contacts c USING (shop_id, contact_id) WHERE e.shop_id = $1 AND e.name = $2 ORDER BY 1`,
    [shop.shopId, name],
  );
  return rows.map(({ line }) => line);
}

/** By the public events API, as a "notify me" button would. */
async function ask(email: string, properties: object): Promise<void> {
  const event = { event: "stock.requested", contact: { email }, properties };
  await storeDelivery({
    shopId: shop.shopId,
    source: "api",
    deliveryId: `key/${email}`,
    topic: "api/event",
    eventId: null,
    apiVersion: null,
    triggeredAt: now(),
    receivedAt: now(),
    payload: Buffer.from(JSON.stringify(event)),
  });
}

describe("a product that sells out and comes back", () => {
  it("is told to whoever asked, or had it in the cart and did not buy it", async () => {
    const lines = [{ handle: "ridge-teapot", quantity: 1 }];
    shop.shopper.beginCheckout({ email: "left@example.com", acceptsMarketing: true, lines });
    const bought = shop.shopper.beginCheckout({ email: "bought@example.com", acceptsMarketing: true, lines });
    shop.shopper.buy(bought.token);
    await ask("asked@example.com", { productId: shop.sandbox.store.product("ridge-teapot").id });
    shop.sandbox.backOffice.setStock("ridge-teapot", 0);
    await shop.settle();
    expect(await told("product.restocked")).toEqual([]);

    await shop.after({ days: 2 });
    shop.sandbox.backOffice.setStock("ridge-teapot", 12);
    await shop.settle();
    const once = ["asked@example.com: Ridge Teapot (asked)", "left@example.com: Ridge Teapot (carted)"];
    expect(await told("product.restocked")).toEqual(once);

    for (const pieces of [0, 5, 0, 5]) {
      shop.sandbox.backOffice.setStock("ridge-teapot", pieces);
      await shop.after({ minutes: 5 });
    }
    await shop.after({ hours: 2 });
    expect(await told("product.restocked")).toEqual(once);
  });

  it("is noticed by the hourly reading where its webhooks are lost", async () => {
    const lines = [{ handle: "lane-lantern", quantity: 1 }];
    shop.shopper.beginCheckout({ email: "lantern@example.com", acceptsMarketing: true, lines });
    shop.sandbox.backOffice.setStock("lane-lantern", 0);
    await shop.settle();
    shop.sandbox.store.setStock("lane-lantern", 8);
    await shop.after({ hours: 2 });
    await refreshCatalogues();
    while ((await importHistory()) > 0);
    await shop.settle();
    expect(await told("product.restocked")).toContain("lantern@example.com: The Lane Lantern (carted)");
  });

  it("is noticed later where Shopify is away when it is asked", async () => {
    const lines = [{ handle: "olive-wood-board", quantity: 1 }];
    shop.shopper.beginCheckout({ email: "board@example.com", acceptsMarketing: true, lines });
    shop.sandbox.backOffice.setStock("olive-wood-board", 0);
    await shop.settle();
    // The request itself and its three retries.
    shop.sandbox.faults.failNext("nodes", 4);
    shop.sandbox.backOffice.setStock("olive-wood-board", 3);
    await shop.settle();
    expect(await told("product.restocked")).not.toContain("board@example.com: Olive Wood Board (carted)");
    await pool.query("UPDATE stock_checks SET next_try_at = clock_timestamp()");
    expect(await readStock()).toBeGreaterThan(0);
    await shop.settle();
    expect(await told("product.restocked")).toContain("board@example.com: Olive Wood Board (carted)");
    expect((await pool.query("SELECT 1 FROM stock_checks")).rowCount).toBe(0);
  });
});

it("a lower price is told to whoever had it in the cart, once", async () => {
  const lines = [{ handle: "supper-plate", quantity: 4 }];
  const { cartToken } = shop.shopper.beginCheckout({ email: "plate@example.com", acceptsMarketing: true, lines });
  shop.shopper.changeCart(cartToken, [{ handle: "amber-carafe", quantity: 1 }]);
  await shop.settle();
  shop.sandbox.backOffice.setPrice("supper-plate", "23.50");
  await shop.settle();
  expect(await told("price.dropped")).toEqual([]);
  shop.sandbox.backOffice.setPrice("supper-plate", "20.00");
  shop.sandbox.backOffice.setPrice("amber-carafe", "30.00");
  await shop.settle();
  const once = ["plate@example.com: Amber Carafe (carted)", "plate@example.com: Supper Plate (carted)"];
  expect(await told("price.dropped")).toEqual(once);

  shop.sandbox.backOffice.setPrice("supper-plate", "24.00");
  await shop.after({ hours: 2 });
  shop.sandbox.backOffice.setPrice("supper-plate", "20.00");
  await shop.after({ hours: 2 });
  expect(await told("price.dropped")).toEqual(once);
});

it("a cart is somebody's: whoever was last named with its token, before it was filled or after", async () => {
  const lines = [{ handle: "waffle-throw", quantity: 1 }];
  const cartsOf = async (email: string) =>
    (
      await pool.query(
        `SELECT 1 FROM events e JOIN contacts c USING (shop_id, contact_id)
         WHERE e.shop_id = $1 AND c.email = $2 AND e.name = 'cart.updated'`,
        [shop.shopId, email],
      )
    ).rowCount;
  const token = shop.shopper.changeCart(null, lines);
  await shop.settle();
  const { rows } = await pool.query(
    "SELECT contact_id FROM events WHERE name = 'cart.updated' AND data->>'token' = $1",
    [token],
  );
  expect(rows).toEqual([{ contact_id: null }]);
  const cart = shop.sandbox.store.state.carts.find((one) => one.token === token);
  if (!cart) throw new Error("The store has the cart.");
  shop.shopper.checkOutCart(cart, { email: "throw@example.com", acceptsMarketing: true });
  await shop.settle();
  expect(await cartsOf("throw@example.com")).toBe(1);
  shop.shopper.changeCart(token, [{ handle: "waffle-throw", quantity: 2 }]);
  await shop.settle();
  expect(await cartsOf("throw@example.com")).toBe(2);
});

it("what becomes of an order reaches whoever placed it", async () => {
  const lines = [{ handle: "linen-apron", quantity: 1 }];
  const { token } = shop.shopper.beginCheckout({ email: "order@example.com", acceptsMarketing: true, lines });
  const { orderId, orderName } = shop.shopper.buy(token);
  shop.sandbox.webhooks.conduct({ disorder: true, duplicates: 2 });
  shop.sandbox.backOffice.fulfilOrder(orderId);
  shop.sandbox.backOffice.deliverOrder(orderId);
  shop.sandbox.backOffice.refundOrder(orderId);
  shop.sandbox.backOffice.cancelOrder(orderId);
  await shop.settle();
  shop.sandbox.webhooks.conduct({ disorder: false, duplicates: 1 });
  const { rows } = await pool.query<{ name: string; order: string }>(
    `SELECT e.name, e.data->>'name' AS "order" FROM events e JOIN contacts c USING (shop_id, contact_id)
     WHERE e.shop_id = $1 AND c.email = 'order@example.com' AND e.name LIKE 'order.%' AND e.name <> 'order.updated'
     ORDER BY 1`,
    [shop.shopId],
  );
  expect(rows).toEqual(
    ["order.cancelled", "order.created", "order.delivered", "order.fulfilled", "order.refunded"].map((name) => ({
      name,
      order: orderName,
    })),
  );
});

it("a product that was deleted is off sale at once", async () => {
  const { id } = shop.sandbox.store.product("long-matches");
  shop.sandbox.backOffice.deleteProduct("long-matches");
  await shop.settle();
  const { rows } = await pool.query("SELECT is_published FROM products WHERE shop_id = $1 AND product_id = $2", [
    shop.shopId,
    id,
  ]);
  expect(rows).toEqual([{ is_published: false }]);
});
