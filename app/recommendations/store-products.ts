import type { Sql } from "~/db.server";
import type { ProductRow } from "./product-row";

/**
 * Keeps a page of products with their variants, whole or not at all; each product once. A product that is already
 * known newer by the source's clock stays as it is, and so does a variant's stock; that a product was seen is noted all
 * the same. `readAt`: when the store was asked, in business time.
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
          "publishedAt" timestamptz, "updatedAt" timestamptz, "sourceOrder" text)
      ), stored AS (
        INSERT INTO products AS known (shop_id, product_id, title, handle, vendor, type, tags, collections, image_url,
          image_alt, is_published, published_at, updated_at, read_at, source_order)
        SELECT $1::int, "productId", told.title, told.handle, told.vendor, told.type, told.tags,
          coalesce(told.collections, p.collections, '{}'), "imageUrl", "imageAlt", "isPublished", "publishedAt", "updatedAt",
          $4, "sourceOrder"
        FROM told LEFT JOIN products p ON p.shop_id = $1 AND p.product_id = "productId"
        ON CONFLICT (shop_id, product_id) DO UPDATE SET title = excluded.title, handle = excluded.handle,
          vendor = excluded.vendor, type = excluded.type, tags = excluded.tags, collections = excluded.collections,
          image_url = excluded.image_url, image_alt = excluded.image_alt, is_published = excluded.is_published,
          published_at = excluded.published_at, updated_at = excluded.updated_at,
          read_at = greatest(known.read_at, excluded.read_at), source_order = excluded.source_order
        WHERE known.source_order COLLATE "C" <= excluded.source_order
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
        WHERE v.shop_id = $1 AND v.product_id = stored.product_id AND v.variant_id <> ALL($5::text[])
      )
      INSERT INTO variants AS known (shop_id, variant_id, product_id, title, position, price_minor, compare_at_minor,
        is_available, image_url, stock_at)
      SELECT $1::int, "variantId", "productId", title, position, "priceMinor", "compareAtMinor",
        coalesce("isAvailable", false), "imageUrl", CASE WHEN "isAvailable" IS NOT NULL THEN $4::timestamptz END
      FROM variants_told
      ON CONFLICT (shop_id, variant_id) DO UPDATE SET product_id = excluded.product_id, title = excluded.title,
        position = excluded.position, price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
        is_available = CASE WHEN excluded.stock_at >= coalesce(known.stock_at, '-infinity')
          THEN excluded.is_available ELSE known.is_available END,
        stock_at = greatest(known.stock_at, excluded.stock_at), image_url = excluded.image_url`,
    values: [
      shopId,
      JSON.stringify(
        products.map(({ variants: _, variantIds: __, ...product }) => ({
          sourceOrder: orderAt(product, readAt),
          ...product,
        })),
      ),
      JSON.stringify(products.flatMap(({ variants }) => variants)),
      readAt,
      products.flatMap(({ variants, variantIds }) => variantIds ?? variants.map(({ variantId }) => variantId)),
    ],
  });
}

const orderAt = ({ updatedAt }: Pick<ProductRow, "updatedAt">, readAt: Date) =>
  `${new Date(updatedAt).toISOString()}|${readAt.toISOString()}`;

/**
 * Takes products that were deleted off sale, unless something newer is known of them. One that nobody told of yet is
 * kept as deleted, so that an older telling that comes late does not bring it back.
 */
export async function storeDeletedProducts(
  sql: Sql,
  shopId: number,
  deleted: readonly { readonly productId: string; readonly sourceOrder: string }[],
): Promise<void> {
  if (deleted.length === 0) return;
  await sql.query({
    name: "products-deleted",
    text: `INSERT INTO products AS known (shop_id, product_id, title, handle, tags, collections, is_published, updated_at, read_at,
        source_order)
      SELECT DISTINCT ON ("productId") $1::int, "productId", 'Deleted product', '', '{}'::text[], '{}'::text[], false,
        split_part("sourceOrder", '|', 1)::timestamptz, split_part("sourceOrder", '|', 1)::timestamptz, "sourceOrder"
      FROM json_to_recordset($2) AS r("productId" text, "sourceOrder" text)
      ON CONFLICT (shop_id, product_id) DO UPDATE SET is_published = false, updated_at = excluded.updated_at,
        source_order = excluded.source_order
      WHERE known.source_order COLLATE "C" <= excluded.source_order`,
    values: [shopId, JSON.stringify(deleted)],
  });
}

/** Unpublishes what a whole reading of the store, begun at `readAt`, no longer found. */
export async function unpublishUnseen(sql: Sql, shopId: number, readAt: Date): Promise<void> {
  await sql.query("UPDATE products SET is_published = false WHERE shop_id = $1 AND read_at < $2 AND is_published", [
    shopId,
    readAt,
  ]);
}
