import { z } from "zod";
import type { Sql } from "~/db.server";
import type { GuardFacts } from "./guard";
import type { GuardedRun } from "./guard-runs";

type Product = NonNullable<GuardFacts["product"]>;

/** The events that speak of one product, which must then be for sale. */
const productEvents: ReadonlySet<string> = new Set(["product.restocked", "price.dropped", "replenishment.due"]);

/** What such an event's run kept of it. */
const told = z.object({
  title: z.string().catch(""),
  variantId: z.string().nullable().catch(null),
  beforeMinor: z.number().nullable().catch(null),
  currency: z.string().catch(""),
});

/** A message, and the run that asked for it. */
export interface ProductQuestion {
  readonly messageId: string;
  readonly trigger: string;
  readonly run: GuardedRun;
}

interface ProductRow {
  readonly messageId: string;
  readonly isAvailable: boolean | null;
  /** The cheapest way to buy it now. */
  readonly nowMinor: number | null;
}

/** The product of each message whose run is about one, by message id. */
export async function loadGuardedProducts(
  sql: Sql,
  shopId: number,
  questions: readonly ProductQuestion[],
): Promise<Map<string, Product>> {
  const asked = questions.flatMap(({ messageId, trigger, run: { about } }) => {
    const [productId] = about.productIds;
    return productId !== undefined && productEvents.has(trigger)
      ? [{ messageId, productId, isDrop: trigger === "price.dropped", ...told.parse(about.fields) }]
      : [];
  });
  if (asked.length === 0) return new Map();
  const { rows } = await sql.query<ProductRow>({
    name: "guard-products",
    text: `SELECT w."messageId", v.is_available AS "isAvailable", v.now_minor AS "nowMinor"
      FROM jsonb_to_recordset($2) AS w("messageId" uuid, "productId" text, "variantId" text)
      CROSS JOIN LATERAL (
        SELECT bool_or(v.is_available AND p.is_published IS NOT FALSE) AS is_available,
          min(v.price_minor) FILTER (WHERE v.is_available) AS now_minor
        FROM variants v LEFT JOIN products p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
        WHERE v.shop_id = $1 AND v.product_id = w."productId" AND (w."variantId" IS NULL OR v.variant_id = w."variantId")) v`,
    values: [shopId, JSON.stringify(asked)],
  });
  const found = new Map(rows.map((row) => [row.messageId, row]));
  return new Map(
    asked.map(({ messageId, title, isDrop, beforeMinor, currency }): [string, Product] => {
      const { isAvailable = null, nowMinor = null } = found.get(messageId) ?? {};
      const isPriced = isDrop && beforeMinor !== null && nowMinor !== null && currency !== "";
      return [messageId, { title, isAvailable, price: isPriced ? { beforeMinor, nowMinor, currency } : null }];
    }),
  );
}

/** Of some variants those that surely cannot be bought. One that the catalogue does not know is not proof of anything. */
export async function loadUnavailableVariants(
  sql: Sql,
  shopId: number,
  variantIds: readonly string[],
): Promise<Set<string>> {
  if (variantIds.length === 0) return new Set();
  const { rows } = await sql.query<{ variantId: string }>({
    name: "guard-variants",
    text: `SELECT v.variant_id AS "variantId" FROM variants v
      LEFT JOIN products p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
      WHERE v.shop_id = $1 AND v.variant_id = ANY($2) AND (NOT v.is_available OR p.is_published IS FALSE)`,
    values: [shopId, [...new Set(variantIds)]],
  });
  return new Set(rows.map(({ variantId }) => variantId));
}
