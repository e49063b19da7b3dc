import type { PoolClient } from "pg";
import type { CatalogueNews, ToldProduct } from "~/events/shopify/catalogue-news";
import { changeCatalogue } from "./change-catalogue";
import { toldProductRow } from "./product-row";
import { askForCollections, askForStock } from "./stock-checks";
import { storeDeletedProducts, storeProducts } from "./store-products";

type ProductNews = Exclude<CatalogueNews, { is: "stock" | "collection" }>;

/**
 * Applies what a batch of webhooks says of the catalogue, in the caller's transaction and under the shop's lock: the
 * newest of each product, by the source's clock. Whether something can be bought no payload tells reliably (stock that
 * is not tracked, or lies where nothing is sold from), nor which products a collection holds, so that Shopify is asked:
 * see app/worker/read-stock.ts.
 */
export async function followCatalogue(
  sql: PoolClient,
  shopId: number,
  news: readonly CatalogueNews[],
  at: Date,
): Promise<void> {
  if (news.length === 0) return;
  const newest = new Map<string, ProductNews>();
  for (const one of news) {
    if (one.is === "stock" || one.is === "collection") continue;
    const known = newest.get(productIdOf(one));
    if (!known || orderOf(known) <= orderOf(one)) newest.set(productIdOf(one), one);
  }
  const told = [...newest.values()].flatMap((one) => (one.is === "product" ? [one.product] : []));
  const deleted = [...newest.values()].flatMap((one) => (one.is === "deleted" ? [one] : []));
  await changeCatalogue(sql, shopId, [...newest.keys()], at, async () => {
    await storeTold(sql, shopId, told, at);
    await storeDeletedProducts(sql, shopId, deleted);
  });
  await askForStock(sql, shopId, [
    ...told.flatMap(({ variantIds }) => variantIds.map((variantId) => `gid://shopify/ProductVariant/${variantId}`)),
    ...news.flatMap((one) => (one.is === "stock" ? [`gid://shopify/InventoryItem/${one.inventoryItemId}`] : [])),
  ]);
  await askForCollections(
    sql,
    shopId,
    news.flatMap((one) => (one.is === "collection" ? [one.collectionId] : [])),
  );
}

async function storeTold(sql: PoolClient, shopId: number, told: readonly ToldProduct[], at: Date): Promise<void> {
  if (told.length === 0) return;
  const { rows } = await sql.query<{ currency: string }>("SELECT currency FROM shops WHERE shop_id = $1", [shopId]);
  const currency = rows[0]?.currency;
  if (!currency) throw new Error(`shop ${shopId} has no currency`);
  await storeProducts(
    sql,
    shopId,
    told.map((product) => toldProductRow(product, currency)),
    at,
  );
}

const productIdOf = (news: ProductNews) => (news.is === "product" ? news.product.productId : news.productId);
const orderOf = (news: ProductNews) => (news.is === "product" ? news.product.sourceOrder : news.sourceOrder);
