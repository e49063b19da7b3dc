import { pool } from "~/db.server";
import { seal } from "~/delivery/secret";
import { env } from "~/env.server";
import { buildModels } from "~/recommendations/models/build-models";
import { basketOf } from "./catalogue";
import { shopDomain } from "./checkout-webhooks";
import { openMeasuredShop } from "./measured-shop";
import { answerQuestions } from "./side-process";

/** How many orders of other people the shop already has: from them comes what is bought together. */
const ORDERS = 1_000;
const LINES_AN_ORDER = 3;

// Asked once per database: its url is in this process's environment. Answers when all is there.
answerQuestions(async () => {
  const at = new Date();
  const shopId = await openMeasuredShop(shopDomain, at);
  await pool.query("UPDATE shops SET sendgrid_key = $2 WHERE shop_id = $1", [shopId, seal(shopId, "SG.bench-key")]);
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
