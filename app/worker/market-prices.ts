import type { Sql } from "~/db.server";

/** What something costs where a mail's reader lives. */
export interface MarketPrice {
  readonly currency: string;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
}

/** A country's prices, of those products that were asked for. */
export interface Market {
  readonly variants: ReadonlyMap<string, MarketPrice>;
  /** The cheapest variant in stock, else the cheapest. */
  readonly products: ReadonlyMap<string, MarketPrice>;
  /** Products that are not sold there. */
  readonly notSold: ReadonlySet<string>;
}

/** A product in a country. */
export interface MarketKey {
  readonly country: string;
  readonly productId: string;
}

/** What was read longer ago is read again before a mail shows it. */
const OLDEST_HOURS = 1;

interface PriceRow extends MarketKey, MarketPrice {
  readonly variantId: string;
  readonly isPublished: boolean;
}

/** The prices of these that were read within the last hour, by country. */
export async function loadMarkets(
  sql: Sql,
  shopId: number,
  keys: readonly MarketKey[],
  at: Date,
): Promise<Map<string, Market>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql.query<PriceRow>({
    name: "market-prices",
    text: `SELECT p.country, p.product_id AS "productId", p.variant_id AS "variantId", p.is_published AS "isPublished",
        p.currency, p.price_minor AS "priceMinor", p.compare_at_minor AS "compareAtMinor"
      FROM unnest($2::text[], $3::text[]) AS k(country, product_id)
      CROSS JOIN LATERAL (SELECT * FROM market_prices WHERE shop_id = $1 AND country = k.country
        AND product_id = k.product_id AND read_at > $4::timestamptz - interval '${OLDEST_HOURS} hours') p
      LEFT JOIN variants v ON v.shop_id = $1 AND v.variant_id = p.variant_id
      ORDER BY coalesce(v.is_available, false) DESC, p.price_minor, v.position`,
    values: [shopId, keys.map(({ country }) => country), keys.map(({ productId }) => productId), at],
  });
  const byCountry = Map.groupBy(rows, ({ country }) => country);
  return new Map([...byCountry].map(([country, prices]) => [country, marketOf(prices)]));
}

function marketOf(rows: readonly PriceRow[]): Market {
  const products = new Map<string, MarketPrice>();
  // The rows come best first.
  for (const row of rows) if (!products.has(row.productId)) products.set(row.productId, row);
  return {
    variants: new Map(rows.map((row) => [row.variantId, row])),
    products,
    notSold: new Set(rows.flatMap(({ productId, isPublished }) => (isPublished ? [] : productId))),
  };
}

/** Asks for these to be read: app/worker/read-markets.ts does so within a second or two. */
export async function askForMarkets(sql: Sql, shopId: number, keys: readonly MarketKey[]): Promise<void> {
  const asked = [...new Map(keys.map((key) => [`${key.country}/${key.productId}`, key])).entries()].sort();
  if (asked.length === 0) return;
  await sql.query({
    name: "market-reads-ask",
    text: `INSERT INTO market_reads (shop_id, country, product_id, next_try_at)
      SELECT $1, country, product_id, date_trunc('milliseconds', clock_timestamp()) FROM unnest($2::text[], $3::text[]) AS k(country, product_id)
      ON CONFLICT (shop_id, country, product_id) DO NOTHING`,
    values: [shopId, asked.map(([, { country }]) => country), asked.map(([, { productId }]) => productId)],
  });
}
