import type { Sql } from "~/db.server";
import type { ListKind, ProductList } from "../product-list";

/**
 * Keeps lists in one statement, so that whoever reads meanwhile sees the old or the new ones; one that says what it
 * said is not written. Of these kinds and subjects (null: all) those that are not among them are deleted.
 */
export async function storeLists(
  sql: Sql,
  shopId: number,
  kinds: readonly ListKind[],
  subjects: readonly string[] | null,
  lists: readonly ProductList[],
): Promise<void> {
  await sql.query({
    name: "recommendation-lists-store",
    text: `
      WITH built AS (
        SELECT * FROM json_to_recordset($4) AS r(kind text, subject text, "productIds" text[], scores real[], basis int)
      ), outdated AS (
        DELETE FROM recommendation_lists l WHERE shop_id = $1 AND kind = ANY($2::text[])
          AND ($3::text[] IS NULL OR subject = ANY($3::text[]))
          AND NOT EXISTS (SELECT FROM built WHERE built.kind = l.kind AND built.subject = l.subject)
      )
      INSERT INTO recommendation_lists AS known (shop_id, kind, subject, product_ids, scores, basis)
      SELECT $1::int, kind, subject, "productIds", scores, basis FROM built
      ON CONFLICT (shop_id, kind, subject) DO UPDATE SET product_ids = excluded.product_ids, scores = excluded.scores,
        basis = excluded.basis
      WHERE (known.product_ids, known.scores, known.basis) IS DISTINCT FROM (excluded.product_ids, excluded.scores, excluded.basis)`,
    values: [shopId, kinds, subjects, JSON.stringify(lists)],
  });
}

/** Deletes what is said about products that the shop no longer has. */
export async function dropListsOfGone(sql: Sql, shopId: number, kinds: readonly ListKind[]): Promise<void> {
  await sql.query({
    name: "recommendation-lists-gone",
    text: `DELETE FROM recommendation_lists l WHERE shop_id = $1 AND kind = ANY($2::text[])
      AND NOT EXISTS (SELECT FROM products p WHERE p.shop_id = $1 AND p.product_id = l.subject)`,
    values: [shopId, kinds],
  });
}

/** Deletes the lists of a kind that are about other subjects than these. */
export async function dropOtherLists(
  sql: Sql,
  shopId: number,
  kind: ListKind,
  subjects: readonly string[],
): Promise<void> {
  await sql.query("DELETE FROM recommendation_lists WHERE shop_id = $1 AND kind = $2 AND subject <> ALL($3::text[])", [
    shopId,
    kind,
    subjects,
  ]);
}

/** In how many baskets each product was when the models were built last. */
export async function basketCounts(sql: Sql, shopId: number): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ subject: string; basis: number }>({
    name: "recommendation-basket-counts",
    text: "SELECT subject, basis FROM recommendation_lists WHERE shop_id = $1 AND kind = 'bought-together'",
    values: [shopId],
  });
  return new Map(rows.map(({ subject, basis }) => [subject, basis]));
}
