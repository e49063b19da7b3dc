import type { Sql } from "~/db.server";

/** Of somebody's orders the last so many: what they bought long ago may be shown to them again. */
const MOST_ORDERS = 20;

/** The products that each contact bought, the newest order's first. */
export async function loadBought(
  sql: Sql,
  shopId: number,
  contactIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (contactIds.length === 0) return new Map();
  const { rows } = await sql.query<{ contactId: string; productIds: string[] }>({
    name: "mail-bought",
    text: `SELECT c.contact_id AS "contactId", array(
        SELECT l.product_id FROM (
          SELECT order_id, placed_at FROM orders WHERE shop_id = $1 AND contact_id = c.contact_id AND cancelled_at IS NULL
          ORDER BY placed_at DESC LIMIT ${MOST_ORDERS}
        ) o JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id
        WHERE l.product_id IS NOT NULL GROUP BY l.product_id ORDER BY max(o.placed_at) DESC, l.product_id
      ) AS "productIds"
      FROM unnest($2::uuid[]) AS c(contact_id)`,
    values: [shopId, contactIds],
  });
  return new Map(rows.map(({ contactId, productIds }) => [contactId, productIds]));
}
