import type { Sql } from "~/db.server";
import type { StoredLine } from "./stored-lines";

export interface StoredOrder {
  readonly orderId: string;
  readonly name: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly cancelledAt: Date | null;
  readonly lines: readonly Omit<StoredLine, "variantTitle">[];
}

/** Orders with their lines as they now are, by id. */
export async function loadOrders(
  sql: Sql,
  shopId: number,
  orderIds: readonly string[],
): Promise<Map<string, StoredOrder>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql.query<StoredOrder>({
    name: "mail-orders",
    text: `SELECT order_id AS "orderId", name, currency, total_minor AS "totalMinor", cancelled_at AS "cancelledAt",
        coalesce((SELECT json_agg(json_build_object('productId', product_id, 'variantId', variant_id, 'title', title,
            'quantity', quantity, 'priceMinor', price_minor) ORDER BY line_id)
          FROM order_lines l WHERE l.shop_id = $1 AND l.order_id = o.order_id), '[]') AS lines
      FROM orders o WHERE shop_id = $1 AND order_id = ANY($2::text[])`,
    values: [shopId, orderIds],
  });
  return new Map(rows.map((order) => [order.orderId, order]));
}
