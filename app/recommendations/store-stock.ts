import type { PoolClient } from "pg";
import { changeCatalogue } from "./change-catalogue";

/**
 * Keeps whether variants can be bought, as Shopify answered when it was asked at `askedAt`, and notes what came back. An
 * older answer changes nothing. The caller holds the shop's lock.
 */
export async function storeStock(
  sql: PoolClient,
  shopId: number,
  stock: ReadonlyMap<string, boolean>,
  askedAt: Date,
): Promise<void> {
  if (stock.size === 0) return;
  const { rows } = await sql.query<{ productId: string }>({
    name: "products-of-variants",
    text: `SELECT DISTINCT product_id AS "productId" FROM variants WHERE shop_id = $1 AND variant_id = ANY($2::text[])`,
    values: [shopId, [...stock.keys()]],
  });
  const productIds = rows.map(({ productId }) => productId);
  await changeCatalogue(sql, shopId, productIds, askedAt, async () => {
    await sql.query({
      name: "variants-stock",
      text: `UPDATE variants v SET is_available = told.is_available, stock_at = $4
        FROM unnest($2::text[], $3::boolean[]) AS told(variant_id, is_available)
        WHERE v.shop_id = $1 AND v.variant_id = told.variant_id AND (v.stock_at IS NULL OR v.stock_at <= $4)`,
      values: [shopId, [...stock.keys()], [...stock.values()], askedAt],
    });
  });
}
