import type { Sql } from "~/db.server";
import type { ModelProduct } from "./model-product";

/** A product with what the shelves need to know. */
export interface StockedProduct extends ModelProduct {
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
  /** A variant of it can be bought. */
  readonly isAvailable: boolean;
}

/** All products of a shop, in the order of their ids. */
export async function readProducts(sql: Sql, shopId: number): Promise<StockedProduct[]> {
  const products: StockedProduct[] = [];
  for (let after = ""; ; ) {
    const { rows } = await sql.query<StockedProduct>({
      name: "model-products",
      text: `SELECT product_id AS "productId", title, vendor, type, tags, collections, published_at AS "publishedAt",
          updated_at AS "updatedAt", is_published AND image_url IS NOT NULL AS "isCandidate",
          EXISTS (SELECT FROM variants v WHERE v.shop_id = $1 AND v.product_id = p.product_id
            AND v.is_available AND v.price_minor > 0) AS "isAvailable"
        FROM products p WHERE shop_id = $1 AND product_id > $2 ORDER BY product_id LIMIT ${A_PAGE}`,
      values: [shopId, after],
    });
    products.push(...rows);
    const last = rows.at(-1);
    if (!last || rows.length < A_PAGE) return products;
    after = last.productId;
  }
}

const A_PAGE = 5_000;
