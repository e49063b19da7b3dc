import type { Sql } from "~/db.server";

/** Units sold of a product. */
export interface Sales {
  /** In the last 60 days. */
  readonly units: number;
  /** In the last 7 days, and in the 56 before them. */
  readonly recent: number;
  readonly before: number;
}

/** What was sold lately, by product; what did not sell is absent. */
export async function readSales(sql: Sql, shopId: number, at: Date): Promise<Map<string, Sales>> {
  const { rows } = await sql.query<Sales & { productId: string }>({
    name: "model-sales",
    text: `SELECT l.product_id AS "productId",
        coalesce(sum(l.quantity) FILTER (WHERE o.placed_at > $2::timestamptz - interval '60 days'), 0) AS units,
        coalesce(sum(l.quantity) FILTER (WHERE o.placed_at > $2::timestamptz - interval '7 days'), 0) AS recent,
        coalesce(sum(l.quantity) FILTER (WHERE o.placed_at <= $2::timestamptz - interval '7 days'), 0) AS before
      FROM orders o JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
      WHERE o.shop_id = $1 AND o.placed_at > $2::timestamptz - interval '63 days' AND o.placed_at <= $2
        AND o.cancelled_at IS NULL AND l.product_id IS NOT NULL
      GROUP BY l.product_id`,
    values: [shopId, at],
  });
  return new Map(rows.map(({ productId, ...sales }) => [productId, sales]));
}
