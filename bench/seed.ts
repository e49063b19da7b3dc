import { pool } from "~/db.server";
import { seal } from "~/delivery/secret";
import { env } from "~/env.server";
import { buildModels } from "~/recommendations/models/build-models";
import { storeProducts } from "~/recommendations/store-products";
import { ensureShop } from "~/shop.server";
import { hours, send, wait } from "~/workflows/define";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { basketOf, products } from "./catalogue";
import { shopDomain } from "./checkout-webhooks";
import { answerQuestions } from "./side-process";

/** How many orders of other people the shop already has: from them comes what is bought together. */
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

/** Benchmarks run at night too. */
const atAnyHour = { quietHours: { from: 0, to: 0 } };

// Asked once per database: its url is in this process's environment. Answers when all is there.
answerQuestions(async () => {
  const shopId = await ensureShop(pool, shopDomain);
  const at = new Date();
  await pool.query(
    `UPDATE shops SET name = 'Bench store', currency = 'EUR', timezone = 'Europe/Berlin', opened_at = $2, catalogue_at = $2,
      storefront_url = 'https://bench-store.example', sender_name = 'Bench store', sender_email = 'hello@bench-store.example',
      postal_address = '1 Bench Lane, 10969 Berlin', sendgrid_key = $3, sending_rules = $4 WHERE shop_id = $1`,
    [shopId, at, seal(shopId, "SG.bench-key"), atAnyHour],
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
  await storePastOrders(shopId, at);
  await buildModels(pool, { shopId, at, everyDays: new Map() });
  // What is there; the tables that the run fills begin as in a new installation, without statistics.
  await pool.query("ANALYZE shops, products, variants, recommendation_lists, orders, order_lines");
  await pool.end();
  return env.DATABASE_URL;
});

async function storePastOrders(shopId: number, at: Date): Promise<void> {
  const orders = Array.from({ length: ORDERS }, (_, index) => ({
    orderId: String(5_000_000_000_000 + index),
    name: `#${1_000 + index}`,
    email: `customer-${index}@example.com`,
    token: `past-${index}`,
    placedAt: new Date(at.getTime() - (1 + (index % 50)) * 86_400_000),
  }));
  await pool.query(
    `INSERT INTO orders (shop_id, order_id, name, email, checkout_token, channel, placed_at, updated_at, source_order, currency,
        total_minor)
      SELECT $1, "orderId", name, email, token, 'online', "placedAt", "placedAt", 'past', 'EUR', 12000
      FROM json_to_recordset($2) AS o("orderId" text, name text, email text, token text, "placedAt" timestamptz)`,
    [shopId, JSON.stringify(orders)],
  );
  const lines = orders.flatMap(({ orderId }, index) =>
    // Every basket is bought four times: products that met once are not "often bought together".
    basketOf(Math.floor(index / 4), LINES_AN_ORDER).map(({ productId, title, variants: [variant] }) => {
      return { orderId, productId, variantId: variant?.variantId, title };
    }),
  );
  await pool.query(
    `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, variant_id, title, quantity, price_minor)
      SELECT $1, "orderId", "productId", "productId", "variantId", title, 1, 4000
      FROM json_to_recordset($2) AS l("orderId" text, "productId" text, "variantId" text, title text)`,
    [shopId, JSON.stringify(lines)],
  );
}
