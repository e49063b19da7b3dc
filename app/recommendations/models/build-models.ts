import type { Sql } from "~/db.server";
import type { ListKind, ProductList } from "../product-list";
import { chosenSetting, storeBrowsingModel } from "./browsing-model";
import { chooseSetting } from "./choose-setting";
import type { Strongest } from "./model-product";
import { orderedSince, readBaskets, readBasketsWith } from "./read-baskets";
import { readProducts, type StockedProduct } from "./read-products";
import { readSales } from "./read-sales";
import { readViews } from "./read-views";
import { shelves } from "./shelves";
import { similar } from "./similar";
import { basketCounts, dropListsOfGone, dropOtherLists, storeLists } from "./store-lists";
import { together } from "./together";

/** Lists stored by one statement; between two of them other work has its turn. */
const LISTS_A_CHUNK = 200;

/** More products than these sold since the last time: all are built anew with the next whole turn. */
const MOST_TOUCHED = 5_000;
/** A product in more baskets than these is not changed by some more: it is left to the whole turn. */
const MOST_BASKETS = 2_000;

const ofProducts = ["bought-together", "similar", "seen-together"] as const;
const ofShop = ["buy-again", "best-of-type", "best-of-collection", "trending", "best-sellers", "new", "range"] as const;

/** A shop's models are built from what it is at `at`. */
export interface Build {
  readonly shopId: number;
  readonly at: Date;
  /** Every how many days products are bought again that are used up. */
  readonly everyDays: ReadonlyMap<string, number>;
}

/** Builds all models of a shop anew, from a year of orders, the catalogue, and what was looked at lately. */
export async function buildModels(sql: Sql, { shopId, at, everyDays }: Build): Promise<void> {
  const catalogue = await readCatalogue(sql, shopId);
  const { products, indexOf, isCandidate } = catalogue;
  const baskets = await readBaskets(sql, shopId, indexOf);
  await storeAll(sql, shopId, catalogue, "bought-together", together(baskets, products.length, { isCandidate }));
  await storeAll(sql, shopId, catalogue, "similar", similar(products));
  await buildBrowsing(sql, shopId, catalogue, at, true);
  await storeShelves(sql, { shopId, at, everyDays }, products);
  await dropListsOfGone(sql, shopId, ofProducts);
}

/**
 * Brings the models up to date with what happened since `since`: of what sold and of products that changed only the
 * lists that this touches, and all that is cheap to build anew. How rare a trait is and how popular a neighbour stay as
 * the last whole turn found them, but for the products touched.
 */
export async function renewModels(sql: Sql, { shopId, at, everyDays }: Build, since: Date): Promise<void> {
  const catalogue = await readCatalogue(sql, shopId);
  const { products, indexOf, isCandidate } = catalogue;
  const sold = await orderedSince(sql, shopId, since, MOST_TOUCHED + 1);
  if (sold.length <= MOST_TOUCHED) {
    const counts = await basketCounts(sql, shopId);
    const touched = sold.filter((id) => indexOf.has(id) && (counts.get(id) ?? 0) <= MOST_BASKETS);
    const baskets = await readBasketsWith(sql, shopId, touched, indexOf);
    const of = touched.flatMap((id) => indexOf.get(id) ?? []);
    const isTouched = new Set(of);
    const countOf = (index: number) =>
      isTouched.has(index) ? undefined : counts.get(products[index]?.productId ?? "");
    const built = together(baskets, products.length, { isCandidate, of, countOf });
    await storeAll(sql, shopId, catalogue, "bought-together", built);
  }
  const changed = [...products.keys()].filter((index) => (products[index]?.updatedAt.getTime() ?? 0) > since.getTime());
  if (changed.length > 0 && changed.length <= MOST_TOUCHED) {
    // Whoever is like a changed product may now have it among those most like it.
    const around = new Set(changed);
    for (const { indexes } of similar(products, changed)) for (const index of indexes) around.add(index);
    await storeAll(sql, shopId, catalogue, "similar", similar(products, around));
  }
  await buildBrowsing(sql, shopId, catalogue, at, false);
  await storeShelves(sql, { shopId, at, everyDays }, products);
}

interface Catalogue {
  readonly products: readonly StockedProduct[];
  readonly indexOf: ReadonlyMap<string, number>;
  isCandidate(index: number): boolean;
}

async function readCatalogue(sql: Sql, shopId: number): Promise<Catalogue> {
  const products = await readProducts(sql, shopId);
  const indexOf = new Map(products.map(({ productId }, index) => [productId, index]));
  return { products, indexOf, isCandidate: (index) => products[index]?.isCandidate === true };
}

async function buildBrowsing(
  sql: Sql,
  shopId: number,
  catalogue: Catalogue,
  at: Date,
  isWhole: boolean,
): Promise<void> {
  const views = await readViews(sql, shopId, at);
  if (views.sessions.count > 0) {
    const known = isWhole ? null : await chosenSetting(sql, shopId);
    const setting = known ?? (await chooseSetting(views.sessions, views.productIds.length));
    await storeBrowsingModel(sql, shopId, views, setting, at);
  }
  const products = views.productIds.map((id) => catalogue.products[catalogue.indexOf.get(id) ?? -1]);
  const isCandidate = (index: number) => products[index]?.isCandidate === true;
  const lists = together(views.people, products.length, { isCandidate });
  await storeAll(sql, shopId, { ...catalogue, products }, "seen-together", lists);
  if (isWhole) await dropOtherLists(sql, shopId, "seen-together", views.productIds);
}

/** Stores one kind of list for all products that come by, chunk after chunk. */
async function storeAll(
  sql: Sql,
  shopId: number,
  { products }: { readonly products: readonly (StockedProduct | undefined)[] },
  kind: ListKind,
  built: Iterable<Strongest & { readonly index: number; readonly basis?: number }>,
): Promise<void> {
  let subjects: string[] = [];
  let lists: ProductList[] = [];
  const flush = async () => {
    if (subjects.length > 0) await storeLists(sql, shopId, [kind], subjects, lists);
    subjects = [];
    lists = [];
  };
  const idOf = (index: number) => products[index]?.productId;
  for (const { index, indexes, scores, basis } of built) {
    const subject = idOf(index);
    if (subject === undefined) continue;
    subjects.push(subject);
    const productIds = indexes.flatMap((other) => idOf(other) ?? []);
    // What was bought, if only with nothing, is kept: how popular it is counts for others.
    if (productIds.length > 0 || (basis ?? 0) > 0) {
      lists.push({ kind, subject, productIds, scores, basis: basis ?? productIds.length });
    }
    if (subjects.length === LISTS_A_CHUNK) await flush();
  }
  await flush();
}

async function storeShelves(sql: Sql, build: Build, products: readonly StockedProduct[]): Promise<void> {
  const sales = await readSales(sql, build.shopId, build.at);
  await storeLists(sql, build.shopId, ofShop, null, shelves(products, sales, build.everyDays, build.at));
}
