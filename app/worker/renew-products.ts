import { setTimeout as sleep } from "node:timers/promises";
import { bareId } from "~/admin-api/bare-id";
import { ProductsNowDocument, type ProductsNowQuery } from "~/admin-api/generated/graphql";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { log } from "~/log.server";
import { changeCatalogue } from "~/recommendations/change-catalogue";
import { type ProductNow, type ProductRow, productNowRow } from "~/recommendations/product-row";
import { storeDeletedProducts, storeProducts } from "~/recommendations/store-products";
import { offlineAdmin } from "~/shopify.server";
import { inShop } from "./in-shop";

/** Products a request asks for: with their variants some 300 cost points. */
const A_REQUEST = 10;
/** What a batch of mails may ask for; of the rest the mails show what was told last. */
const MOST_PRODUCTS = 60;

/** How long mails wait for it. What is answered later is kept all the same. */
const PATIENCE_MS = 3_000;
/** A shop whose Admin API did not answer is left alone for so long: its mails would wait each time. */
const AFTER_FAILURE_MS = 60_000;

/** Machine time until which a shop is not asked. */
const restUntil = new Map<number, number>();

/**
 * Reads these products from the store as they are now, and notes what changed. Returns whether it was answered in time.
 * Never throws: what could not be read stays as it is known.
 */
export async function renewProducts(shopId: number, productIds: readonly string[]): Promise<boolean> {
  if ((restUntil.get(shopId) ?? 0) > Date.now()) return false;
  const giveUp = new AbortController();
  const late = sleep(PATIENCE_MS, "late" as const, { signal: giveUp.signal }).catch(() => "in time" as const);
  const outcome = await Promise.race([renew(shopId, productIds.slice(0, MOST_PRODUCTS)), late]);
  giveUp.abort();
  const isAnswered = outcome === "done";
  if (isAnswered) restUntil.delete(shopId);
  else restUntil.set(shopId, Date.now() + AFTER_FAILURE_MS);
  return isAnswered;
}

async function renew(shopId: number, productIds: readonly string[]): Promise<"done" | "failed"> {
  try {
    const { rows } = await pool.query<{ domain: string; currency: string }>(
      "SELECT domain, currency FROM shops WHERE shop_id = $1",
      [shopId],
    );
    const [shop] = rows;
    if (!shop) return "failed";
    const admin = await offlineAdmin(shop.domain);
    for (let from = 0; from < productIds.length; from += A_REQUEST) {
      const asked = productIds.slice(from, from + A_REQUEST);
      const askedAt = now();
      const answer = await admin.request(ProductsNowDocument, {
        ids: asked.map((id) => `gid://shopify/Product/${id}`),
      });
      await keep(shopId, asked, answer, shop.currency, askedAt);
    }
    return "done";
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ shopId, reason }, "products were not read anew; mails show what was told last");
    return "failed";
  }
}

async function keep(
  shopId: number,
  asked: readonly string[],
  { nodes }: ProductsNowQuery,
  currency: string,
  askedAt: Date,
): Promise<void> {
  const found = nodes.filter(isProduct);
  const rows = found.map((node) => productNowRow(node, currency));
  const gone = asked.filter((id) => !rows.some(({ productId }) => productId === id));
  await inShop(shopId, async (sql) => {
    const many = await knownVariants(shopId, found);
    const whole = rows.map((row): ProductRow => {
      const known = many.get(row.productId);
      return known ? { ...row, variantIds: [...known, ...row.variants.map(({ variantId }) => variantId)] } : row;
    });
    await changeCatalogue(sql, shopId, asked, askedAt, async () => {
      await storeProducts(sql, shopId, whole, askedAt);
      const at = askedAt.toISOString();
      await storeDeletedProducts(
        sql,
        shopId,
        gone.map((productId) => ({ productId, sourceOrder: `${at}|${at}` })),
      );
    });
  });
}

function isProduct(node: ProductsNowQuery["nodes"][number]): node is ProductNow {
  return node !== null && "__typename" in node && node.__typename === "Product";
}

/** Of products with more variants than were asked for, those that are known: they stay. */
async function knownVariants(shopId: number, products: readonly ProductNow[]): Promise<Map<string, string[]>> {
  const ids = products.flatMap(({ id, variants }) => (variants.pageInfo.hasNextPage ? [bareId(id)] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ productId: string; variantIds: string[] }>(
    `SELECT product_id AS "productId", array_agg(variant_id) AS "variantIds" FROM variants
     WHERE shop_id = $1 AND product_id = ANY($2::text[]) GROUP BY product_id`,
    [shopId, ids],
  );
  return new Map(rows.map(({ productId, variantIds }) => [productId, variantIds]));
}
