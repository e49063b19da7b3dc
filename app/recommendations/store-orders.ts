import type { Sql } from "~/db.server";
import type { OrderRow } from "./read-orders";

/**
 * Keeps a page of orders with their lines, whole or not at all. A telling that a webhook has overtaken
 * changes nothing; a contact is named only where the order's customer is already known as one.
 */
export async function storeOrders(sql: Sql, shopId: number, orders: readonly OrderRow[]): Promise<void> {
  if (orders.length === 0) return;
  await sql.query({
    name: "orders-load",
    text: `
      WITH told AS (
        SELECT * FROM json_to_recordset($2) AS r("orderId" text, name text, email text, "customerId" text,
          "checkoutToken" text, "cartToken" text, channel text, "placedAt" timestamptz, "updatedAt" timestamptz,
          "sourceOrder" text, "cancelledAt" timestamptz, currency text, "totalMinor" bigint)
      ), stored AS (
        INSERT INTO orders AS known (shop_id, order_id, name, contact_id, email, checkout_token, cart_token, channel,
          placed_at, updated_at, source_order, cancelled_at, currency, total_minor)
        SELECT $1::int, "orderId", name, contact_id, email, "checkoutToken", "cartToken", channel, "placedAt", "updatedAt",
          "sourceOrder", "cancelledAt", currency, "totalMinor"
        FROM told LEFT JOIN contact_identities i ON i.shop_id = $1 AND i.kind = 'customer' AND i.value = "customerId"
        ON CONFLICT (shop_id, order_id) DO UPDATE SET name = excluded.name,
          contact_id = coalesce(excluded.contact_id, known.contact_id), email = coalesce(excluded.email, known.email),
          checkout_token = excluded.checkout_token, cart_token = excluded.cart_token, channel = excluded.channel,
          placed_at = excluded.placed_at, updated_at = excluded.updated_at, source_order = excluded.source_order,
          cancelled_at = excluded.cancelled_at, currency = excluded.currency, total_minor = excluded.total_minor
        WHERE known.source_order COLLATE "C" < excluded.source_order
        RETURNING order_id
      ), lines_told AS (
        SELECT r.* FROM json_to_recordset($3) AS r("orderId" text, "lineId" text, "productId" text, "variantId" text,
          title text, quantity int, "priceMinor" bigint)
        JOIN stored ON order_id = "orderId"
      ), removed AS (
        DELETE FROM order_lines l USING stored
        WHERE l.shop_id = $1 AND l.order_id = stored.order_id
          AND (l.order_id, l.line_id) NOT IN (SELECT "orderId", "lineId" FROM lines_told)
      )
      INSERT INTO order_lines AS known (shop_id, order_id, line_id, product_id, variant_id, title, quantity, price_minor)
      SELECT $1::int, "orderId", "lineId", "productId", "variantId", title, quantity, "priceMinor" FROM lines_told
      ON CONFLICT (shop_id, order_id, line_id) DO UPDATE SET product_id = coalesce(excluded.product_id, known.product_id),
        variant_id = coalesce(excluded.variant_id, known.variant_id), title = excluded.title,
        quantity = excluded.quantity, price_minor = excluded.price_minor`,
    values: [
      shopId,
      JSON.stringify(orders.map(({ lines: _, ...order }) => order)),
      JSON.stringify(orders.flatMap(({ lines }) => lines)),
    ],
  });
}
