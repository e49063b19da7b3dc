import type { Sql } from "~/db.server";
import type { ProductRow } from "./product-row";

/**
 * Keeps a page of products with their variants, whole or not at all. A product that is already known
 * newer by the source's clock stays as it is; that it was seen is noted all the same.
 */
export async function storeProducts(
  sql: Sql,
  shopId: number,
  products: readonly ProductRow[],
  readAt: Date,
): Promise<void> {
  if (products.length === 0) return;
  await sql.query({
    name: "products-store",
    text: `
      WITH told AS (
        SELECT * FROM json_to_recordset($2) AS r("productId" text, title text, handle text, vendor text, type text,
          tags text[], collections text[], "imageUrl" text, "imageAlt" text, "isPublished" boolean,
          "publishedAt" timestamptz, "updatedAt" timestamptz)
      ), stored AS (
        INSERT INTO products AS known (shop_id, product_id, title, handle, vendor, type, tags, collections, image_url,
          image_alt, is_published, published_at, updated_at, read_at)
        SELECT $1::int, "productId", title, handle, vendor, type, tags, collections, "imageUrl", "imageAlt", "isPublished",
          "publishedAt", "updatedAt", $4 FROM told
        ON CONFLICT (shop_id, product_id) DO UPDATE SET title = excluded.title, handle = excluded.handle,
          vendor = excluded.vendor, type = excluded.type, tags = excluded.tags, collections = excluded.collections,
          image_url = excluded.image_url, image_alt = excluded.image_alt, is_published = excluded.is_published,
          published_at = excluded.published_at, updated_at = excluded.updated_at,
          read_at = greatest(known.read_at, excluded.read_at)
        WHERE known.updated_at <= excluded.updated_at
        RETURNING product_id
      ), seen AS (
        UPDATE products p SET read_at = greatest(p.read_at, $4) FROM told
        WHERE p.shop_id = $1 AND p.product_id = "productId" AND "productId" NOT IN (SELECT product_id FROM stored)
      ), variants_told AS (
        SELECT r.* FROM json_to_recordset($3) AS r("productId" text, "variantId" text, title text, position int,
          "priceMinor" bigint, "compareAtMinor" bigint, "isAvailable" boolean, "imageUrl" text)
        JOIN stored ON product_id = "productId"
      ), removed AS (
        DELETE FROM variants v USING stored
        WHERE v.shop_id = $1 AND v.product_id = stored.product_id
          AND v.variant_id NOT IN (SELECT "variantId" FROM variants_told)
      )
      INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, compare_at_minor,
        is_available, image_url)
      SELECT $1::int, "variantId", "productId", title, position, "priceMinor", "compareAtMinor", "isAvailable", "imageUrl"
      FROM variants_told
      ON CONFLICT (shop_id, variant_id) DO UPDATE SET product_id = excluded.product_id, title = excluded.title,
        position = excluded.position, price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
        is_available = excluded.is_available, image_url = excluded.image_url`,
    values: [
      shopId,
      JSON.stringify(products.map(({ variants: _, ...product }) => product)),
      JSON.stringify(products.flatMap(({ variants }) => variants)),
      readAt,
    ],
  });
}

/** Unpublishes what a whole reading of the store, begun at `readAt`, no longer found. */
export async function unpublishUnseen(sql: Sql, shopId: number, readAt: Date): Promise<void> {
  await sql.query("UPDATE products SET is_published = false WHERE shop_id = $1 AND read_at < $2 AND is_published", [
    shopId,
    readAt,
  ]);
}
