import { pool } from "~/db.server";
import { seal } from "~/delivery/secret";
import { env } from "~/env.server";
import { rebuildNeighbours } from "~/recommendations/build-neighbours";
import type { OrderRow } from "~/recommendations/read-orders";
import { storeOrders } from "~/recommendations/store-orders";
import { storeProducts } from "~/recommendations/store-products";
import { ensureShop } from "~/shop.server";
import { hours, send, wait } from "~/workflows/define";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { basketOf, products } from "./catalogue";
import { shopDomain } from "./checkout-webhooks";
import { answerQuestions } from "./side-process";

/** How many other people's orders the shop already has: what is bought together, and tables that are not empty. */
const ORDERS = 1_000;
const LINES_AN_ORDER = 3;

/** The measured work: an hour's wait, then the reminder with four recommended products. */
const workflow = {
  ...checkoutAbandonment,
  steps: [
    wait("cool-off", hours(1)),
    send("reminder", "checkout-reminder", { recommendations: 4, usefulFor: hours(12) }),
  ],
};

// Asked once per database: its url is in this process's environment. Answers when all is there.
answerQuestions(async () => {
  const shopId = await ensureShop(pool, shopDomain);
  const at = new Date();
  await pool.query(
    `UPDATE shops SET name = 'Bench store', currency = 'EUR', timezone = 'Europe/Berlin', opened_at = $2, catalogue_at = $2,
      storefront_url = 'https://bench-store.example', sender_name = 'Bench store', sender_email = 'hello@bench-store.example',
      postal_address = '1 Bench Lane, 10969 Berlin', sendgrid_key = $3 WHERE shop_id = $1`,
    [shopId, at, seal(shopId, "SG.bench-key")],
  );
  await pool.query(
    `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES ($1, $2, 1, $3, $4)`,
    [shopId, workflow.id, JSON.stringify(workflow), at],
  );
  await pool.query(
    `INSERT INTO workflows (shop_id, workflow_id, is_on, version, changed_at) VALUES ($1, $2, true, 1, $3)`,
    [shopId, workflow.id, at],
  );
  await storeProducts(pool, shopId, products, at);
  await storeOrders(pool, shopId, pastOrders(at));
  await rebuildNeighbours(pool, shopId);
  // A shop in service has been looked at by autovacuum; this one is seconds old.
  await pool.query("VACUUM ANALYZE");
  await pool.end();
  return env.DATABASE_URL;
});

function pastOrders(at: Date): OrderRow[] {
  return Array.from({ length: ORDERS }, (_, index) => {
    const orderId = String(5_000_000_000_000 + index);
    // Baskets of people who will not be measured: bought together by every fourth or so.
    const basket = basketOf(Math.floor(index / 4), LINES_AN_ORDER);
    const placedAt = new Date(at.getTime() - (index % 50) * 86_400_000 - 3_600_000 * 24).toISOString();
    return {
      orderId,
      name: `#${1_000 + index}`,
      email: `customer-${index}@example.com`,
      customerId: null,
      checkoutToken: `past-${index}`,
      cartToken: `past-cart-${index}`,
      channel: "online",
      placedAt,
      updatedAt: placedAt,
      sourceOrder: placedAt,
      cancelledAt: null,
      currency: "EUR",
      totalMinor: 12_000,
      lines: basket.map(({ productId, title, variants: [variant] }, line) => ({
        orderId,
        lineId: `${orderId}-${line}`,
        productId,
        variantId: variant?.variantId ?? null,
        title,
        quantity: 1,
        priceMinor: variant?.priceMinor ?? 0,
      })),
    };
  });
}
