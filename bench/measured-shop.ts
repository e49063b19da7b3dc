import { pool } from "~/db.server";
import { storeProducts } from "~/recommendations/store-products";
import { ensureShop } from "~/shop.server";
import { hours, send, wait } from "~/workflows/define";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { products } from "./catalogue";

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

/** A shop of this domain with its catalogue, a sender and the measured workflow turned on; its SendGrid key is still missing. */
export async function openMeasuredShop(domain: string, at: Date): Promise<number> {
  const shopId = await ensureShop(pool, domain);
  await pool.query(
    `UPDATE shops SET name = 'Bench store', currency = 'EUR', timezone = 'Europe/Berlin', opened_at = $2, catalogue_at = $2,
      storefront_url = 'https://bench-store.example', sender_name = 'Bench store', sender_email = 'hello@bench-store.example',
      postal_address = '1 Bench Lane, 10969 Berlin', sending_rules = $3 WHERE shop_id = $1`,
    [shopId, at, atAnyHour],
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
  return shopId;
}
