import type { PoolClient } from "pg";
import { type CustomerQuantiles, type StageThresholds, stageThresholds } from "./lifecycle";

/** The newest orders tell how customers come back now; more would cost time and say the same. */
const ORDERS_READ = 20_000;

/** A shop's thresholds from its own orders up to `at`. Two orders of one day are one purchase. */
export async function learnThresholds(sql: PoolClient, shopId: number, at: Date): Promise<StageThresholds> {
  const gaps = await sql.query<{ days: number }>(
    `WITH newest AS (
       SELECT contact_id, placed_at FROM orders
       WHERE shop_id = $1 AND placed_at <= $2 AND cancelled_at IS NULL AND contact_id IS NOT NULL
       ORDER BY placed_at DESC LIMIT ${ORDERS_READ})
     SELECT extract(epoch FROM newest.placed_at - before.placed_at)::float8 / 86400 AS days
     FROM newest CROSS JOIN LATERAL (
       SELECT o.placed_at FROM orders o
       WHERE o.shop_id = $1 AND o.contact_id = newest.contact_id AND o.cancelled_at IS NULL
         AND o.placed_at <= newest.placed_at - interval '24 hours'
       ORDER BY o.placed_at DESC LIMIT 1) before`,
    [shopId, at],
  );
  const customers = await sql.query<CustomerQuantiles>(
    `SELECT count(*) AS customers,
       coalesce(percentile_disc(0.9) WITHIN GROUP (ORDER BY orders_count), 0) AS "orders90",
       coalesce(percentile_disc(0.95) WITHIN GROUP (ORDER BY spent_minor), 0) AS "spentMinor95"
     FROM contacts WHERE shop_id = $1 AND orders_count > 0 AND merged_into IS NULL`,
    [shopId],
  );
  return stageThresholds(
    gaps.rows.map(({ days }) => days),
    customers.rows[0],
  );
}
