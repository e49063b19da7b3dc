import type { Sql } from "~/db.server";

/** A product as it was last told. */
export interface CatalogueProduct {
  readonly productId: string;
  readonly title: string;
  readonly handle: string;
  /** As the merchant calls its kind; empty where they do not. */
  readonly type: string;
  readonly imageUrl: string | null;
  readonly imageAlt: string | null;
  /** The cheapest variant in stock, else the cheapest; in minor units of the shop's currency. */
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  /** Has its page in the shop. */
  readonly isPublished: boolean;
  /** Published, with a variant in stock. */
  readonly isAvailable: boolean;
}

/** A variant as it was last told, with its product. */
export interface CatalogueVariant extends CatalogueProduct {
  readonly variantId: string;
  /** "Blue / M"; null for the only variant of a plain product. */
  readonly variantTitle: string | null;
  readonly priceMinor: number;
}

/** The products that are known of those asked for, by id: title, picture, price and stock as last told. */
export async function productsById(
  sql: Sql,
  shopId: number,
  productIds: readonly string[],
): Promise<Map<string, CatalogueProduct>> {
  const { rows } = await sql.query<CatalogueProduct>({
    name: "catalogue-products",
    text: `SELECT p.product_id AS "productId", p.title, p.handle, p.type, p.image_url AS "imageUrl", p.image_alt AS "imageAlt",
        v.price_minor AS "priceMinor", v.compare_at_minor AS "compareAtMinor",
        p.is_published AS "isPublished", p.is_published AND coalesce(v.is_available, false) AS "isAvailable"
      FROM products p
      LEFT JOIN LATERAL (
        SELECT price_minor, compare_at_minor, is_available FROM variants v
        WHERE v.shop_id = $1 AND v.product_id = p.product_id
        ORDER BY is_available DESC, price_minor, position LIMIT 1
      ) v ON true
      WHERE p.shop_id = $1 AND p.product_id = ANY($2::text[])`,
    values: [shopId, productIds],
  });
  return new Map(rows.map((row) => [row.productId, row]));
}

/** The variants that are known of those asked for, by id; the picture is the variant's own where it has one. */
export async function variantsById(
  sql: Sql,
  shopId: number,
  variantIds: readonly string[],
): Promise<Map<string, CatalogueVariant>> {
  const { rows } = await sql.query<CatalogueVariant>({
    name: "catalogue-variants",
    text: `SELECT v.variant_id AS "variantId", nullif(v.title, 'Default Title') AS "variantTitle",
        p.product_id AS "productId", p.title, p.handle, p.type, coalesce(v.image_url, p.image_url) AS "imageUrl",
        CASE WHEN v.image_url IS NULL THEN p.image_alt END AS "imageAlt",
        v.price_minor AS "priceMinor", v.compare_at_minor AS "compareAtMinor",
        p.is_published AS "isPublished", p.is_published AND v.is_available AS "isAvailable"
      FROM variants v JOIN products p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
      WHERE v.shop_id = $1 AND v.variant_id = ANY($2::text[])`,
    values: [shopId, variantIds],
  });
  return new Map(rows.map((row) => [row.variantId, row]));
}
