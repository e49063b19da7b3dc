import type { PoolClient } from "pg";
import { LONGEST_GAP_DAYS, type Rebuys, rebuyDays, SHORTEST_GAP_DAYS } from "./rebuy";
import type { SweptShop } from "./swept-shop";

/** The newest orders tell how often things are used up now; more would cost time and say the same. */
const ORDERS_READ = 20_000;

/**
 * Of the products that can be bought now, every how many days each is bought again, by product id; one that is not used
 * up is absent. What a subscription brings is nobody's decision, and tells nothing.
 */
export async function learnRebuys(
  sql: PoolClient,
  { shopId, timezone, dueAt }: SweptShop,
): Promise<ReadonlyMap<string, number>> {
  // Looks back from each purchase, however long: gaps between the newest orders alone would all be short ones.
  const { rows } = await sql.query<Rebuys & { productId: string }>(
    `WITH newest AS (
       SELECT order_id, contact_id, placed_at FROM orders
       WHERE shop_id = $1 AND placed_at <= $3 AND cancelled_at IS NULL AND contact_id IS NOT NULL AND channel <> 'subscription'
       ORDER BY placed_at DESC LIMIT ${ORDERS_READ}),
     bought AS (
       SELECT l.product_id, n.contact_id, (n.placed_at AT TIME ZONE $2)::date AS day, min(n.placed_at) AS placed_at FROM newest n
       JOIN order_lines l ON l.shop_id = $1 AND l.order_id = n.order_id WHERE ${isForSale("l.product_id")} GROUP BY 1, 2, 3),
     gaps AS (
       SELECT b.product_id, b.contact_id, b.day - before.day AS gap FROM bought b
       LEFT JOIN LATERAL (
         SELECT (o.placed_at AT TIME ZONE $2)::date AS day FROM orders o
         JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id AND l.product_id = b.product_id
         WHERE o.shop_id = $1 AND o.contact_id = b.contact_id AND o.placed_at < b.placed_at AND o.cancelled_at IS NULL
         ORDER BY o.placed_at DESC LIMIT 1) before ON b.day - before.day BETWEEN ${SHORTEST_GAP_DAYS} AND ${LONGEST_GAP_DAYS})
     SELECT product_id AS "productId", count(DISTINCT contact_id) AS buyers,
       count(DISTINCT contact_id) FILTER (WHERE gap IS NOT NULL) AS rebuyers, count(gap) AS gaps,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS "medianGap"
     FROM gaps GROUP BY product_id`,
    [shopId, timezone, dueAt],
  );
  return new Map(
    rows.flatMap(({ productId, ...rebuys }) => {
      const days = rebuyDays(rebuys);
      return days === null ? [] : [[productId, days] as const];
    }),
  );
}

/** That a product is published and some variant of it can be bought. */
export function isForSale(productId: string): string {
  return `EXISTS (SELECT FROM products p JOIN variants v ON v.shop_id = p.shop_id AND v.product_id = p.product_id
    WHERE p.shop_id = $1 AND p.product_id = ${productId} AND p.is_published AND v.is_available)`;
}
