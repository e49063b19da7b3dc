import type { Sql } from "~/db.server";
import { log } from "~/log.server";
import { Baskets } from "./baskets";

/** Orders asked for at once, and lines kept in memory, 4 bytes each and 4 more for the way back from product to basket. */
const ORDERS_A_PAGE = 2_000;
const MOST_LINES = 12_000_000;

const SINCE = `(SELECT max(placed_at) - interval '1 year' FROM orders WHERE shop_id = $1)`;

/**
 * The baskets of a year of orders, the newest first, so that what does not fit is the oldest; `indexOf` numbers the
 * products.
 */
export async function readBaskets(sql: Sql, shopId: number, indexOf: ReadonlyMap<string, number>): Promise<Baskets> {
  const baskets = new Baskets();
  let place: { placedAt: string; orderId: string } = { placedAt: "infinity", orderId: "" };
  for (;;) {
    const { rows } = await sql.query<{ placedAt: string; orderId: string; products: string }>({
      name: "model-baskets",
      // The time as text: a Date has no microseconds, and a page that begins within one would lose orders.
      text: `SELECT o.placed_at::text AS "placedAt", o.order_id AS "orderId", l.products
        FROM (SELECT placed_at, order_id, cancelled_at FROM orders
          WHERE shop_id = $1 AND (placed_at, order_id) < ($2::timestamptz, $3) AND placed_at > ${SINCE}
          ORDER BY placed_at DESC, order_id DESC LIMIT ${ORDERS_A_PAGE}) o
        CROSS JOIN LATERAL (SELECT coalesce(string_agg(product_id, ','), '') AS products FROM order_lines
          WHERE shop_id = $1 AND order_id = o.order_id AND o.cancelled_at IS NULL) l
        ORDER BY o.placed_at DESC, o.order_id DESC`,
      values: [shopId, place.placedAt, place.orderId],
    });
    for (const { products } of rows) baskets.add(numbersOf(products, indexOf));
    const last = rows.at(-1);
    if (!last || rows.length < ORDERS_A_PAGE) return baskets;
    if (baskets.lineCount >= MOST_LINES) {
      log.warn({ shopId, baskets: baskets.count }, "more orders than the models read; the oldest are left out");
      return baskets;
    }
    place = last;
  }
}

/** All of the year's baskets that hold one of these products. */
export async function readBasketsWith(
  sql: Sql,
  shopId: number,
  productIds: readonly string[],
  indexOf: ReadonlyMap<string, number>,
): Promise<Baskets> {
  const { rows } = await sql.query<{ products: string }>({
    name: "model-baskets-with",
    text: `SELECT string_agg(l.product_id, ',') AS products
      FROM (SELECT DISTINCT order_id FROM order_lines WHERE shop_id = $1 AND product_id = ANY($2::text[])) found
      JOIN orders o ON o.shop_id = $1 AND o.order_id = found.order_id AND o.cancelled_at IS NULL AND o.placed_at > ${SINCE}
      JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id
      WHERE l.product_id IS NOT NULL GROUP BY o.order_id`,
    values: [shopId, productIds],
  });
  const baskets = new Baskets();
  for (const { products } of rows) baskets.add(numbersOf(products, indexOf));
  return baskets;
}

/** The products that were ordered since then, up to `limit`. */
export async function orderedSince(sql: Sql, shopId: number, since: Date, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ productId: string }>({
    name: "model-ordered-since",
    text: `SELECT DISTINCT l.product_id AS "productId" FROM orders o
      JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
      WHERE o.shop_id = $1 AND o.placed_at > $2 AND l.product_id IS NOT NULL LIMIT $3`,
    values: [shopId, since, limit],
  });
  return rows.map(({ productId }) => productId);
}

function numbersOf(productIds: string, indexOf: ReadonlyMap<string, number>): number[] {
  return productIds.split(",").flatMap((productId) => indexOf.get(productId) ?? []);
}
