import { v7 as uuid } from "uuid";
import { z } from "zod";
import { now } from "~/clock";
import { pool, type Sql } from "~/db.server";
import type { RecommendationRule } from "./rules";

/** A rule as it is kept. */
export interface StoredRule extends RecommendationRule {
  readonly ruleId: string;
}

export const ruleForm = z.object({
  action: z.enum(["pin", "exclude", "boost"]),
  subject: z.enum(["product", "collection", "vendor", "tag"]),
  value: z.string().trim().min(1).max(255),
});

/** More rules than these are a second catalogue; each is held against each product of each mail. */
export const MOST_RULES = 200;

/** Products that a pin of a collection, a vendor or a tag stands for: those that sell best. */
const PINNED_OF_A_KIND = 12;

/** A shop's rules, the oldest first. */
export async function readRules(sql: Sql, shopId: number): Promise<StoredRule[]> {
  const { rows } = await sql.query<StoredRule>({
    name: "recommendation-rules",
    text: `SELECT rule_id AS "ruleId", action, subject, value FROM recommendation_rules
      WHERE shop_id = $1 ORDER BY created_at, rule_id LIMIT ${MOST_RULES}`,
    values: [shopId],
  });
  return rows;
}

/** Keeps a rule; of one thing the last decision holds. False when there are too many already. */
export async function saveRule(shopId: number, { action, subject, value }: RecommendationRule): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO recommendation_rules AS known (shop_id, rule_id, action, subject, value, created_at)
     SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM recommendation_rules WHERE shop_id = $1) < ${MOST_RULES}
     ON CONFLICT (shop_id, subject, value) DO UPDATE SET action = excluded.action`,
    [shopId, uuid(), action, subject, value, now()],
  );
  return rowCount === 1;
}

export async function deleteRule(shopId: number, ruleId: string): Promise<void> {
  await pool.query("DELETE FROM recommendation_rules WHERE shop_id = $1 AND rule_id = $2", [shopId, ruleId]);
}

/** What the pins stand for: their products, and of a collection, vendor or tag those that sell best. */
export async function pinnedProducts(
  sql: Sql,
  shopId: number,
  rules: readonly RecommendationRule[],
): Promise<readonly string[]> {
  const pins = rules.filter(({ action }) => action === "pin");
  const wide = pins.filter(({ subject }) => subject !== "product");
  const found = wide.length > 0 ? await productsOfPins(sql, shopId, wide) : [];
  return pins.flatMap(({ subject, value }) =>
    subject === "product"
      ? [value]
      : found.filter((one) => one.subject === subject && one.value === value).map(({ productId }) => productId),
  );
}

async function productsOfPins(sql: Sql, shopId: number, pins: readonly RecommendationRule[]) {
  const { rows } = await sql.query<{ subject: string; value: string; productId: string }>({
    name: "recommendation-pinned",
    text: `SELECT w.subject, w.value, found.product_id AS "productId"
      FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS w(subject, value, place)
      CROSS JOIN LATERAL (
        SELECT p.product_id, array_position(best.product_ids, p.product_id) AS rank, p.published_at FROM products p
        LEFT JOIN recommendation_lists best ON best.shop_id = $1 AND best.kind = 'best-sellers' AND best.subject = ''
        WHERE p.shop_id = $1 AND p.is_published AND CASE w.subject
          WHEN 'collection' THEN lower(w.value) = ANY(lower(p.collections::text)::text[])
          WHEN 'tag' THEN lower(w.value) = ANY(lower(p.tags::text)::text[])
          ELSE lower(p.vendor) = lower(w.value) END
        ORDER BY rank NULLS LAST, p.published_at DESC NULLS LAST, p.product_id LIMIT ${PINNED_OF_A_KIND}
      ) found ORDER BY w.place, found.rank NULLS LAST, found.published_at DESC NULLS LAST, found.product_id`,
    values: [shopId, pins.map(({ subject }) => subject), pins.map(({ value }) => value)],
  });
  return rows;
}
