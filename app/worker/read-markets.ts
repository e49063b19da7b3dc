import pLimit from "p-limit";
import { bareId } from "~/admin-api/bare-id";
import { type CountryCode, MarketPricesDocument } from "~/admin-api/generated/graphql";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { lookAgain } from "~/delivery/look-again";
import { minorUnits } from "~/events/money";
import { log } from "~/log.server";
import { offlineAdmin } from "~/shopify.server";
import { shopsIn } from "~/shops-in";

const SHOPS_AT_ONCE = 4;
/** Products of one country in a turn, and variants in one request: some hundred cost points, of the thousand of a bucket. */
const PRODUCTS = 40;
const VARIANTS = 100;
const MOST_VARIANTS = 500;
/** Longer than the requests of a turn take with all their retries. */
const LEASE = "interval '3 minutes'";

/**
 * Asks Shopify what products cost in the countries of contacts who are about to be shown them. However it turns out, the
 * mails that wait for it are looked at again: what is not known then is shown at the shop's own price. Returns how
 * many products were asked for.
 */
export async function readMarkets(): Promise<number> {
  const limit = pLimit(SHOPS_AT_ONCE);
  const shops = await shopsWithMarketReads();
  const counts = await Promise.all(shops.map((shop) => limit(() => readNext(shop))));
  return counts.reduce((total, count) => total + count, 0);
}

/** A skip scan, as in shops-with-work.ts. */
async function shopsWithMarketReads(): Promise<{ shopId: number; domain: string }[]> {
  const { rows } = await pool.query<{ shopId: number; domain: string }>({
    name: "market-reads-shops",
    text: `WITH RECURSIVE ${shopsIn("asked", "market_reads")}
      SELECT s.shop_id AS "shopId", s.domain FROM asked a JOIN shops s USING (shop_id)
      WHERE s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL AND s.joined_to IS NULL
        AND EXISTS (SELECT 1 FROM market_reads r WHERE r.shop_id = s.shop_id AND r.next_try_at <= clock_timestamp())
      LIMIT 1000`,
  });
  return rows;
}

interface Asked {
  readonly country: string;
  readonly productId: string;
}

async function readNext({ shopId, domain }: { shopId: number; domain: string }): Promise<number> {
  const { rows: asked } = await pool.query<Asked>({
    name: "market-reads-claim",
    text: `UPDATE market_reads r SET next_try_at = clock_timestamp() + ${LEASE}
      FROM (SELECT country, product_id FROM market_reads WHERE shop_id = $1 AND next_try_at <= clock_timestamp()
          AND country = (SELECT country FROM market_reads WHERE shop_id = $1 AND next_try_at <= clock_timestamp() LIMIT 1)
        LIMIT ${PRODUCTS} FOR UPDATE SKIP LOCKED) due
      WHERE r.shop_id = $1 AND r.country = due.country AND r.product_id = due.product_id
      RETURNING r.country, r.product_id AS "productId"`,
    values: [shopId],
  });
  const [first] = asked;
  if (!first) return 0;
  const productIds = asked.map(({ productId }) => productId);
  try {
    await read(shopId, domain, first.country, productIds);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    log.warn({ shopId, country: first.country, error: text }, "a market's prices were not read");
  }
  await pool.query({
    name: "market-reads-done",
    text: `DELETE FROM market_reads WHERE shop_id = $1 AND country = $2 AND product_id = ANY($3)`,
    values: [shopId, first.country, productIds],
  });
  await lookAgain(pool, shopId, ["market-prices"]);
  return asked.length;
}

async function read(shopId: number, domain: string, country: string, productIds: readonly string[]): Promise<void> {
  const { rows: variants } = await pool.query<{ variantId: string }>({
    name: "market-variants",
    text: `SELECT variant_id AS "variantId" FROM variants WHERE shop_id = $1 AND product_id = ANY($2)
      ORDER BY position, variant_id LIMIT ${MOST_VARIANTS}`,
    values: [shopId, productIds],
  });
  if (!isCountry(country)) throw new Error("no such country");
  const admin = await offlineAdmin(domain);
  for (let from = 0; from < variants.length; from += VARIANTS) {
    const ids = variants
      .slice(from, from + VARIANTS)
      .map(({ variantId }) => `gid://shopify/ProductVariant/${variantId}`);
    const { nodes } = await admin.request(MarketPricesDocument, { ids, country });
    const prices = nodes.flatMap((node) => {
      if (node?.__typename !== "ProductVariant") return [];
      const { price, compareAtPrice } = node.contextualPricing;
      const currency = price.currencyCode;
      return {
        variantId: bareId(node.id),
        productId: bareId(node.product.id),
        isPublished: node.product.publishedInContext,
        currency,
        priceMinor: minorUnits(price.amount, currency),
        compareAtMinor: compareAtPrice && minorUnits(compareAtPrice.amount, currency),
      };
    });
    await pool.query({
      name: "market-prices-store",
      text: `INSERT INTO market_prices (shop_id, country, variant_id, product_id, is_published, currency, price_minor,
          compare_at_minor, read_at)
        SELECT $1, $2, "variantId", "productId", "isPublished", currency, "priceMinor", "compareAtMinor", $4
        FROM json_to_recordset($3) AS r("variantId" text, "productId" text, "isPublished" boolean, currency text,
          "priceMinor" bigint, "compareAtMinor" bigint)
        ON CONFLICT (shop_id, country, variant_id) DO UPDATE SET product_id = excluded.product_id,
          is_published = excluded.is_published, currency = excluded.currency, price_minor = excluded.price_minor,
          compare_at_minor = excluded.compare_at_minor, read_at = excluded.read_at`,
      values: [shopId, country, JSON.stringify(prices), now()],
    });
  }
}

/** An address may say anything; of two letters that are no country Shopify says so. */
function isCountry(text: string): text is CountryCode {
  return /^[A-Z]{2}$/.test(text);
}
