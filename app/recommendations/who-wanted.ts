import type { PoolClient } from "pg";
import type { ProductNews } from "./product-news";
import { type Sign, WANTED_FOR_DAYS } from "./wish";

/** Contacts who had something to do with a product, in order of their ids; one more page where there are `limit`. */
export interface Interested {
  readonly contactIds: readonly string[];
  readonly signs: ReadonlyMap<string, readonly Sign[]>;
}

/**
 * The next contacts after the news' cursor who asked for the product, or carted or looked at it in the last 60 days,
 * with all that they did about it. Two index scans a page, each bounded: `events_of_product_idx`, and
 * `events_of_lines_idx` for what lay in carts and checkouts.
 */
export async function whoWanted(
  sql: PoolClient,
  shopId: number,
  { productId, happenedAt, cursor }: ProductNews,
  limit: number,
): Promise<Interested> {
  const since = new Date(happenedAt.getTime() - WANTED_FOR_DAYS * 86_400_000);
  const product = JSON.stringify([productId]);
  const page = await sql.query<{ contactId: string }>({
    name: "interested-contacts",
    text: `SELECT contact_id AS "contactId" FROM (
        (SELECT DISTINCT contact_id FROM events WHERE shop_id = $1 AND data->>'productId' = $2
          AND name IN ('product.viewed', 'product.carted', 'stock.requested') AND contact_id > $3
          AND (name = 'stock.requested' OR occurred_at >= $4) ORDER BY contact_id LIMIT $6)
        UNION
        (SELECT DISTINCT contact_id FROM events WHERE shop_id = $1
          AND jsonb_path_query_array(data, '$.lines[*].productId') @> $5::jsonb
          AND name IN ('cart.updated', 'checkout.updated') AND contact_id > $3
          AND occurred_at >= $4 ORDER BY contact_id LIMIT $6)
      ) AS found ORDER BY contact_id LIMIT $6`,
    values: [shopId, productId, cursor ?? NOBODY, since, product, limit],
  });
  const contactIds = page.rows.map(({ contactId }) => contactId);
  return { contactIds, signs: await signsOf(sql, shopId, productId, contactIds, since) };
}

/** Before every id. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

async function signsOf(
  sql: PoolClient,
  shopId: number,
  productId: string,
  contactIds: readonly string[],
  since: Date,
): Promise<Map<string, Sign[]>> {
  if (contactIds.length === 0) return new Map();
  const { rows } = await sql.query<Sign & { contactId: string }>({
    name: "interested-signs",
    text: `SELECT contact_id AS "contactId", "is", variant_id AS "variantId", max(at) AS at, min(now_minor) AS "nowMinor" FROM (
        SELECT contact_id, CASE name WHEN 'stock.requested' THEN 'asked' WHEN 'product.carted' THEN 'carted'
            WHEN 'product.viewed' THEN 'viewed' WHEN 'product.restocked' THEN 'told-restocked' ELSE 'told-price' END AS "is",
          data->>'variantId' AS variant_id, occurred_at AS at, (data->>'nowMinor')::int8 AS now_minor
        FROM events WHERE shop_id = $1 AND data->>'productId' = $2 AND contact_id = ANY($3::uuid[])
          AND name IN ('product.viewed', 'product.carted', 'stock.requested', 'product.restocked', 'price.dropped')
          AND (name IN ('stock.requested', 'product.restocked') OR occurred_at >= $4)
        UNION ALL
        SELECT e.contact_id, 'carted', line->>'variantId', e.occurred_at, NULL
        FROM events e CROSS JOIN LATERAL jsonb_array_elements(e.data->'lines') AS line
        WHERE e.shop_id = $1 AND e.contact_id = ANY($3::uuid[]) AND e.occurred_at >= $4
          AND e.name IN ('cart.updated', 'checkout.updated') AND line->>'productId' = $2
        UNION ALL
        SELECT o.contact_id, 'ordered', NULL, o.placed_at, NULL
        FROM orders o JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
        WHERE o.shop_id = $1 AND o.contact_id = ANY($3::uuid[]) AND o.cancelled_at IS NULL AND l.product_id = $2
      ) AS signs GROUP BY contact_id, "is", variant_id`,
    values: [shopId, productId, contactIds, since],
  });
  return Map.groupBy(rows, ({ contactId }) => contactId);
}
