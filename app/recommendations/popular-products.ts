import { LRUCache } from "lru-cache";
import { now } from "~/clock";
import type { Sql } from "~/db.server";

/** A product that many buy, or, where too few sold, one that is new. */
export interface PopularProduct {
  readonly productId: string;
  /** Units sold in the last 60 days. */
  readonly units: number;
}

/** More than any mail shows, so that enough are left when some have sold out since. */
const KEPT = 40;

const cache = new LRUCache<number, readonly PopularProduct[]>({ max: 5_000, ttl: 5 * 60 * 1000 });

/**
 * A shop's best sellers of the last 60 days, then its newest products. Up to five minutes old: whoever
 * shows one reads its stock and price again.
 */
export async function popularProducts(sql: Sql, shopId: number): Promise<readonly PopularProduct[]> {
  const known = cache.get(shopId);
  if (known) return known;
  const products = await readPopularProducts(sql, shopId, now());
  // Nothing found is nothing to keep: the catalogue of a new shop arrives within seconds.
  if (products.length > 0) cache.set(shopId, products);
  return products;
}

/** The same, as it is now. */
export async function readPopularProducts(sql: Sql, shopId: number, at: Date): Promise<PopularProduct[]> {
  const { rows } = await sql.query<PopularProduct>({
    name: "popular-products",
    text: `
      SELECT p.product_id AS "productId", coalesce(sold.units, 0) AS units
      FROM products p
      LEFT JOIN (
        SELECT l.product_id, sum(l.quantity) AS units
        FROM orders o JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
        WHERE o.shop_id = $1 AND o.placed_at > $2::timestamptz - interval '60 days' AND o.cancelled_at IS NULL
        GROUP BY l.product_id
      ) sold ON sold.product_id = p.product_id
      WHERE p.shop_id = $1 AND p.is_published AND p.image_url IS NOT NULL
        AND EXISTS (SELECT FROM variants v WHERE v.shop_id = $1 AND v.product_id = p.product_id
          AND v.is_available AND v.price_minor > 0)
      ORDER BY sold.units DESC NULLS LAST, p.published_at DESC NULLS LAST, p.product_id
      LIMIT $3`,
    values: [shopId, at, KEPT],
  });
  return rows;
}

/** What came within the last 60 days is new. */
const newCache = new LRUCache<number, readonly string[]>({ max: 5_000, ttl: 5 * 60 * 1000 });

/** A shop's products of the last 60 days, the newest first. Up to five minutes old, like its best sellers. */
export async function newProducts(sql: Sql, shopId: number): Promise<readonly string[]> {
  const known = newCache.get(shopId);
  if (known) return known;
  const products = await readNewProducts(sql, shopId, now());
  if (products.length > 0) newCache.set(shopId, products);
  return products;
}

/** The same, as it is now. */
export async function readNewProducts(sql: Sql, shopId: number, at: Date): Promise<string[]> {
  const { rows } = await sql.query<{ productId: string }>({
    name: "new-products",
    text: `
      SELECT p.product_id AS "productId" FROM products p
      WHERE p.shop_id = $1 AND p.is_published AND p.image_url IS NOT NULL
        AND p.published_at > $2::timestamptz - interval '60 days'
        AND EXISTS (SELECT FROM variants v WHERE v.shop_id = $1 AND v.product_id = p.product_id
          AND v.is_available AND v.price_minor > 0)
      ORDER BY p.published_at DESC, p.product_id
      LIMIT $3`,
    values: [shopId, at, KEPT],
  });
  return rows.map(({ productId }) => productId);
}
