import type { PoolClient } from "pg";
import { type ProductState, productChanges } from "./product-changes";
import { storeProductNews } from "./product-news";

/**
 * Makes a change to products, and notes what of it is news to contacts, in the caller's transaction. The caller holds
 * the shop's lock, so that nobody else changes them in between; `at` is business time.
 */
export async function changeCatalogue(
  sql: PoolClient,
  shopId: number,
  productIds: readonly string[],
  at: Date,
  change: () => Promise<void>,
): Promise<void> {
  if (productIds.length === 0) return;
  const before = await productStates(sql, shopId, productIds);
  await change();
  const now = await productStates(sql, shopId, productIds);
  await storeProductNews(
    sql,
    shopId,
    [...now.values()].flatMap((state) => productChanges(before.get(state.productId), state)),
    at,
  );
}

/** How products stand, by id; those that are not known are absent. */
export async function productStates(
  sql: PoolClient,
  shopId: number,
  productIds: readonly string[],
): Promise<Map<string, ProductState>> {
  const { rows } = await sql.query<ProductState>({
    name: "product-states",
    text: `SELECT p.product_id AS "productId", p.is_published AS "isPublished", coalesce(v.variants, '[]') AS variants
      FROM products p LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('variantId', variant_id, 'priceMinor', price_minor, 'isAvailable', is_available))
          AS variants
        FROM variants WHERE shop_id = $1 AND product_id = p.product_id) v ON true
      WHERE p.shop_id = $1 AND p.product_id = ANY($2::text[])`,
    values: [shopId, productIds],
  });
  return new Map(rows.map((row) => [row.productId, row]));
}
