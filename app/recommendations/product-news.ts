import type { PoolClient } from "pg";
import { pool, type Sql } from "~/db.server";
import { shopsIn } from "~/shops-in";
import type { ProductChange } from "./product-changes";

/** A product is told of at most so often, however often its stock or price flutters. */
const AT_MOST_EVERY = "interval '1 hour'";

/** News that could not be told for so long (the app was gone, a backlog) is none any more. */
const NEWS_FOR_DAYS = 3;

/** Something of which contacts are being told, and the last contact who was looked at. */
export interface ProductNews extends ProductChange {
  readonly happenedAt: Date;
  readonly cursor: string | null;
}

/**
 * Notes what is to be told. What is still untold of a product and is news again is told once, with the price of before
 * the first; whoever is told already is left out then (see wish.ts).
 */
export async function storeProductNews(
  sql: PoolClient,
  shopId: number,
  changes: readonly ProductChange[],
  at: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await sql.query({
    name: "product-news-store",
    text: `INSERT INTO product_news AS known (shop_id, product_id, kind, happened_at, due_at, is_whole, before)
      SELECT $1, "productId", kind, $3, $3, "isWhole", before
      FROM json_to_recordset($2) AS r("productId" text, kind text, "isWhole" boolean, before jsonb)
      ON CONFLICT (shop_id, product_id, kind) DO UPDATE SET happened_at = excluded.happened_at,
        due_at = CASE WHEN known.finished_at IS NULL THEN known.due_at
          ELSE greatest(excluded.due_at, known.due_at + ${AT_MOST_EVERY}) END,
        is_whole = excluded.is_whole OR (known.finished_at IS NULL AND known.is_whole),
        before = CASE WHEN known.finished_at IS NULL THEN excluded.before || known.before ELSE excluded.before END,
        cursor = NULL, finished_at = NULL`,
    values: [shopId, JSON.stringify(changes), at],
  });
}

/** The shops that have something to tell at `at`: a skip scan, whose cost is the number of such shops. */
export async function shopsWithProductNews(at: Date): Promise<number[]> {
  const { rows } = await pool.query<{ shopId: number }>({
    name: "product-news-shops",
    text: `WITH RECURSIVE ${shopsIn("news_shops", "product_news", "finished_at IS NULL")}
      SELECT s.shop_id AS "shopId" FROM news_shops n JOIN shops s USING (shop_id)
      WHERE s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL AND s.joined_to IS NULL AND EXISTS (
        SELECT 1 FROM product_news d WHERE d.shop_id = s.shop_id AND d.finished_at IS NULL AND d.due_at <= $1)
      LIMIT 1000`,
    values: [at],
  });
  return rows.map(({ shopId }) => shopId);
}

/** The next moment after `at` at which there is something to tell; null when nothing waits. */
export async function nextProductNews(at: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ due: Date | null }>(
    "SELECT min(due_at) AS due FROM product_news WHERE finished_at IS NULL AND due_at > $1",
    [at],
  );
  return rows[0]?.due ?? null;
}

/** The news of a shop that waits longest, of those that are due; null when there is none. The caller has the shop. */
export async function dueProductNews(sql: PoolClient, shopId: number, at: Date): Promise<ProductNews | null> {
  await sql.query({
    name: "product-news-outdated",
    text: `UPDATE product_news SET finished_at = $2, cursor = NULL
      WHERE shop_id = $1 AND finished_at IS NULL AND due_at <= $2::timestamptz - interval '${NEWS_FOR_DAYS} days'`,
    values: [shopId, at],
  });
  const { rows } = await sql.query<ProductNews>({
    name: "product-news-due",
    text: `SELECT product_id AS "productId", kind, is_whole AS "isWhole", before, happened_at AS "happenedAt", cursor
      FROM product_news WHERE shop_id = $1 AND finished_at IS NULL AND due_at <= $2 ORDER BY due_at, product_id LIMIT 1`,
    values: [shopId, at],
  });
  return rows[0] ?? null;
}

/** Notes how far the telling has come, in the transaction that tells; `cursor` null: everybody was looked at. */
export async function advanceProductNews(
  sql: Sql,
  shopId: number,
  { productId, kind }: Pick<ProductNews, "productId" | "kind">,
  cursor: string | null,
  at: Date,
): Promise<void> {
  await sql.query({
    name: "product-news-advance",
    text: `UPDATE product_news SET cursor = $4, finished_at = CASE WHEN $4::uuid IS NULL THEN $5::timestamptz END
      WHERE shop_id = $1 AND product_id = $2 AND kind = $3`,
    values: [shopId, productId, kind, cursor, at],
  });
}
