import pLimit from "p-limit";
import { AdminApiError } from "~/admin.server";
import { bareId } from "~/admin-api/bare-id";
import { StockDocument, type StockQuery } from "~/admin-api/generated/graphql";
import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { log } from "~/log.server";
import {
  claimStockChecks,
  dropStockChecks,
  finishStockChecks,
  hasMoreStockChecksThan,
  isOfCollection,
  postponeStockChecks,
  type StockCheck,
  shopsWithStockChecks,
} from "~/recommendations/stock-checks";
import { storeStock } from "~/recommendations/store-stock";
import { offlineAdmin } from "~/shopify.server";
import { renewCatalogue } from "./import-store";
import { inShop } from "./in-shop";

/** What one request asks for: some hundred cost points, of the thousand that a bucket holds. */
const BATCH = 100;
/** Past this (a merchant changes the whole catalogue) one bulk reading is cheaper, for Shopify and for us. */
const MOST_SINGLY = 5_000;
const SHOPS_AT_ONCE = 4;

/**
 * Asks Shopify whether what changed can be bought, a batch a shop, and notes what came back into stock. Returns how many
 * were looked at.
 */
export async function readStock(): Promise<number> {
  const limit = pLimit(SHOPS_AT_ONCE);
  const shops = await shopsWithStockChecks();
  const counts = await Promise.all(shops.map((shop) => limit(() => readShop(shop))));
  return counts.reduce((total, count) => total + count, 0);
}

async function readShop({ shopId, domain }: { shopId: number; domain: string }): Promise<number> {
  if ((await hasMoreStockChecksThan(shopId, MOST_SINGLY)) && (await readAllInstead(shopId))) return 1;
  const claimed = await claimStockChecks(shopId, BATCH);
  if (claimed.length === 0) return 0;
  const ofCollections = claimed.filter(isOfCollection);
  if (ofCollections.length > 0) {
    // Which products came and went only a whole reading tells; it has all stock as well.
    if (await readAllInstead(shopId)) return claimed.length;
    await postponeStockChecks(shopId, ofCollections);
  }
  const checks = claimed.filter((check) => !isOfCollection(check));
  if (checks.length === 0) return ofCollections.length;
  const askedAt = now();
  const stock = await ask(domain, checks).catch(asError);
  if (stock instanceof Error) {
    log.warn({ shopId, error: stock.message }, "stock was not read");
    // What Shopify refuses it will refuse again; the hourly reading of the catalogue asks in another way.
    const isRefused = stock instanceof AdminApiError && stock.failure === "refused";
    await (isRefused ? finishStockChecks(pool, shopId, checks) : postponeStockChecks(shopId, checks));
    return checks.length;
  }
  await inShop(shopId, async (sql) => {
    await storeStock(sql, shopId, stock, askedAt);
    await finishStockChecks(sql, shopId, checks);
  });
  return checks.length;
}

/** Whether each variant can be bought; a resource that is no more is left out. */
async function ask(domain: string, checks: readonly StockCheck[]): Promise<Map<string, boolean>> {
  const admin = await offlineAdmin(domain);
  const { nodes }: StockQuery = await admin.request(StockDocument, { ids: checks.map(({ resource }) => resource) });
  const stock = new Map<string, boolean>();
  for (const node of nodes) {
    for (const { id, availableForSale } of variantsOf(node)) stock.set(bareId(id), availableForSale);
  }
  return stock;
}

type StockNode = StockQuery["nodes"][number];

function variantsOf(node: StockNode) {
  if (node?.__typename === "ProductVariant") return [node];
  return node?.__typename === "InventoryItem" ? (node.variants?.nodes ?? []) : [];
}

/** False while the catalogue is being read already: what was asked for meanwhile may be newer than that. */
function readAllInstead(shopId: number): Promise<boolean> {
  return transaction(async (sql) => {
    if (!(await renewCatalogue(sql, shopId))) return false;
    await dropStockChecks(sql, shopId);
    return true;
  });
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
