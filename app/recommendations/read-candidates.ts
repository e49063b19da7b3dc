import type { Sql } from "~/db.server";
import type { Candidate } from "./candidate";
import { type ListKind, Lists, type ProductList } from "./product-list";

/** The lists of the whole shop, and of each kind those about these subjects. */
export async function readLists(
  sql: Sql,
  shopId: number,
  wanted: ReadonlyMap<ListKind, ReadonlySet<string>>,
): Promise<{ readonly lists: Lists; readonly productIds: ReadonlySet<string> }> {
  const pairs = [...wanted].flatMap(([kind, subjects]) => [...subjects].map((subject) => ({ kind, subject })));
  const { rows } = await sql.query<ProductList>({
    name: "recommendation-lists",
    // Arrays as JSON: the driver reads them three times as fast.
    text: `SELECT l.kind, l.subject, array_to_json(l.product_ids) AS "productIds", array_to_json(l.scores) AS scores, l.basis
      FROM unnest($2::text[], $3::text[]) AS w(kind, subject)
      JOIN recommendation_lists l ON l.shop_id = $1 AND l.kind = w.kind AND l.subject = w.subject`,
    values: [shopId, pairs.map(({ kind }) => kind), pairs.map(({ subject }) => subject)],
  });
  return {
    lists: new Lists(rows),
    // What is bought again is looked for only where somebody bought it.
    productIds: new Set(rows.flatMap(({ kind, productIds }) => (kind === "buy-again" ? [] : productIds))),
  };
}

/** Those products that are known, as they are now. */
export async function readCandidates(
  sql: Sql,
  shopId: number,
  productIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Candidate>> {
  const { rows } = await sql.query<Candidate>({
    name: "recommendation-candidates",
    text: `SELECT p.product_id AS "productId", p.title, p.handle, p.vendor, p.type, array_to_json(p.tags) AS tags, array_to_json(p.collections) AS collections,
        p.image_url AS "imageUrl", p.image_alt AS "imageAlt", p.is_published AS "isPublished", p.read_at AS "readAt",
        cheapest.price_minor AS "priceMinor", cheapest.compare_at_minor AS "compareAtMinor"
      FROM products p
      LEFT JOIN LATERAL (
        -- A price of nothing is a sample's or another app's line.
        SELECT price_minor, compare_at_minor FROM variants v
        WHERE v.shop_id = $1 AND v.product_id = p.product_id AND v.is_available AND v.price_minor > 0
        ORDER BY price_minor, position LIMIT 1
      ) cheapest ON true
      WHERE p.shop_id = $1 AND p.product_id = ANY($2::text[])`,
    values: [shopId, [...productIds]],
  });
  return new Map(rows.map((row) => [row.productId, row]));
}
