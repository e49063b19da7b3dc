import type { PoolClient } from "pg";

/**
 * Counts anew what contacts have ordered: how many orders that were not cancelled, when the first and the last,
 * and what they cost together, in minor units of the shop's currency; orders in other currencies are counted
 * and not added up. Rows whose figures stay are not written.
 */
export async function refreshOrderTotals(
  sql: PoolClient,
  shopId: number,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return;
  await sql.query({
    name: "order-totals",
    text: `UPDATE contacts c SET orders_count = t.orders, spent_minor = t.spent, first_order_at = t.first, last_order_at = t.last
      FROM (
        SELECT id, count(o.order_id)::int AS orders, coalesce(sum(o.total_minor) FILTER (WHERE o.currency = s.currency), 0) AS spent,
          min(o.placed_at) AS first, max(o.placed_at) AS last
        FROM unnest($2::uuid[]) AS id JOIN shops s ON s.shop_id = $1
        LEFT JOIN orders o ON o.shop_id = $1 AND o.contact_id = id AND o.cancelled_at IS NULL
        GROUP BY id) t
      WHERE c.shop_id = $1 AND c.contact_id = t.id
        AND (c.orders_count, c.spent_minor, c.first_order_at, c.last_order_at) IS DISTINCT FROM (t.orders, t.spent::bigint, t.first, t.last)`,
    values: [shopId, [...new Set(contactIds)]],
  });
}
