import type { Sql } from "~/db.server";
import { log } from "~/log.server";
import { Baskets } from "./baskets";
import { boughtTogether } from "./bought-together";
import type { ModelProduct, Neighbour } from "./neighbour";
import { similar } from "./similar";

/** For each product, in their order, its neighbours of both kinds. Pure. */
export function* neighboursOf(baskets: Baskets, products: readonly ModelProduct[]): Generator<Neighbour[]> {
  const alike = similar(products);
  for (const together of boughtTogether(baskets, products)) {
    yield [...together, ...(alike.next().value ?? [])];
  }
}

/** Orders asked for at once, and lines kept in memory (8 bytes each). */
const ORDERS_A_PAGE = 1_000;
const MOST_LINES = 4_000_000;
/** Products whose neighbours are stored by one statement; between two of them other work has its turn. */
const PRODUCTS_A_CHUNK = 50;

/**
 * Computes a shop's recommendation model anew from a year of orders and the catalogue. Each product's
 * neighbours change in one statement, so that whoever reads meanwhile sees the old or the new ones.
 */
export async function rebuildNeighbours(sql: Sql, shopId: number): Promise<{ products: number; baskets: number }> {
  const products = await readModelProducts(sql, shopId);
  const baskets = await readBaskets(sql, shopId, new Map(products.map(({ productId }, index) => [productId, index])));
  let chunk: { productIds: string[]; rows: Neighbour[] } = { productIds: [], rows: [] };
  let index = 0;
  for (const rows of neighboursOf(baskets, products)) {
    const product = products[index++];
    if (product) chunk.productIds.push(product.productId);
    chunk.rows.push(...rows);
    if (chunk.productIds.length === PRODUCTS_A_CHUNK || index === products.length) {
      await storeNeighbours(sql, shopId, chunk.productIds, chunk.rows);
      chunk = { productIds: [], rows: [] };
    }
  }
  return { products: products.length, baskets: baskets.count };
}

async function readModelProducts(sql: Sql, shopId: number): Promise<ModelProduct[]> {
  const { rows } = await sql.query<ModelProduct>({
    name: "model-products",
    text: `SELECT product_id AS "productId", title, vendor, type, tags, collections,
        is_published AND image_url IS NOT NULL AS "isCandidate"
      FROM products WHERE shop_id = $1 ORDER BY product_id`,
    values: [shopId],
  });
  return rows;
}

async function readBaskets(sql: Sql, shopId: number, indexOf: ReadonlyMap<string, number>): Promise<Baskets> {
  const baskets = new Baskets();
  let after = "";
  for (;;) {
    const { rows } = await sql.query<{ orderId: string; productIds: string[] }>({
      name: "model-baskets",
      text: `SELECT l.order_id AS "orderId", array_agg(l.product_id) AS "productIds"
        FROM order_lines l JOIN orders o ON o.shop_id = l.shop_id AND o.order_id = l.order_id
        WHERE l.shop_id = $1 AND l.order_id > $2 AND l.product_id IS NOT NULL AND o.cancelled_at IS NULL
          AND o.placed_at > (SELECT max(placed_at) - interval '1 year' FROM orders WHERE shop_id = $1)
        GROUP BY l.order_id HAVING count(*) > 1 ORDER BY l.order_id LIMIT $3`,
      values: [shopId, after, ORDERS_A_PAGE],
    });
    for (const { productIds } of rows) {
      baskets.add(productIds.flatMap((productId) => indexOf.get(productId) ?? []));
    }
    const last = rows.at(-1);
    if (!last || rows.length < ORDERS_A_PAGE) return baskets;
    if (baskets.lineCount >= MOST_LINES) {
      log.warn(
        { shopId, baskets: baskets.count },
        "more orders than the recommendation model reads; the rest is left out",
      );
      return baskets;
    }
    after = last.orderId;
  }
}

async function storeNeighbours(
  sql: Sql,
  shopId: number,
  productIds: readonly string[],
  rows: readonly Neighbour[],
): Promise<void> {
  await sql.query({
    name: "neighbours-store",
    text: `
      WITH built AS (
        SELECT * FROM json_to_recordset($3) AS r("productId" text, "neighbourId" text, kind text, score float8)
      ), outdated AS (
        DELETE FROM product_neighbours n WHERE n.shop_id = $1 AND n.product_id = ANY($2::text[])
          AND (n.product_id, n.kind, n.neighbour_id) NOT IN (SELECT "productId", kind, "neighbourId" FROM built)
      )
      INSERT INTO product_neighbours AS known (shop_id, product_id, neighbour_id, kind, score)
      SELECT $1::int, "productId", "neighbourId", kind, score FROM built
      ON CONFLICT (shop_id, product_id, kind, neighbour_id) DO UPDATE SET score = excluded.score
      WHERE known.score <> excluded.score`,
    values: [shopId, productIds, JSON.stringify(rows)],
  });
}
