import type { ProductList } from "../product-list";
import type { StockedProduct } from "./read-products";
import type { Sales } from "./read-sales";

/** More than any mail shows, so that enough are left when some have sold out since. */
const KEPT = 40;
const KEPT_OF_A_KIND = 16;
/** Types and collections that get a list of their own: those that sell most. */
const MOST_LISTS = 1_000;

const NEW_DAYS = 60;

/** Three of a product in a week are few; fewer are chance. */
const LEAST_RECENT = 3;
/** By how many standard deviations of chance (√ of what was expected) a week must exceed the usual one. */
const LEAST_RISE = 2;

/**
 * The lists of what sells: best sellers of 60 days, what sells better than usual, what is new, the whole range from
 * the newest on, and the best of each type and collection. Only what can be bought now. Pure.
 */
export function shelves(
  products: readonly StockedProduct[],
  sales: ReadonlyMap<string, Sales>,
  everyDays: ReadonlyMap<string, number>,
  at: Date,
): ProductList[] {
  const forSale = products.filter(({ isCandidate, isAvailable }) => isCandidate && isAvailable);
  const unitsOf = ({ productId }: StockedProduct) => sales.get(productId)?.units ?? 0;
  const newest = forSale.toSorted((a, b) => publishedMs(b) - publishedMs(a) || (a.productId < b.productId ? -1 : 1));
  // Of equal sellers the newer first: sorting keeps the order of equals.
  const bySales = newest.toSorted((a, b) => unitsOf(b) - unitsOf(a));
  const since = at.getTime() - NEW_DAYS * 86_400_000;
  const shelf = (
    kind: ProductList["kind"],
    list: readonly StockedProduct[],
    scoreOf: (product: StockedProduct) => number,
    subject = "",
    kept = KEPT,
  ): ProductList => {
    const shown = list.slice(0, kept);
    const productIds = shown.map(({ productId }) => productId);
    return { kind, subject, productIds, scores: shown.map(scoreOf), basis: list.length };
  };
  const rises = forSale.flatMap((product) => {
    const rise = riseOf(sales.get(product.productId));
    return rise === null ? [] : [{ product, rise }];
  });
  const riseBy = new Map(rises.map(({ product, rise }) => [product, rise]));
  const best = (
    kind: "best-of-type" | "best-of-collection",
    groupsOf: (product: StockedProduct) => readonly string[],
  ) => grouped(bySales, groupsOf).map(([subject, list]) => shelf(kind, list, unitsOf, subject, KEPT_OF_A_KIND));
  const usedUp = forSale.filter(({ productId }) => everyDays.has(productId));
  return [
    shelf(
      "best-sellers",
      bySales.filter((product) => unitsOf(product) > 0),
      unitsOf,
    ),
    shelf(
      "trending",
      rises.toSorted((a, b) => b.rise - a.rise).map(({ product }) => product),
      (product) => riseBy.get(product) ?? 0,
    ),
    shelf(
      "new",
      newest.filter((product) => publishedMs(product) > since),
      publishedMs,
    ),
    shelf("range", newest, publishedMs),
    shelf("buy-again", usedUp, ({ productId }) => everyDays.get(productId) ?? 0, "", usedUp.length),
    ...best("best-of-type", ({ type }) => (type ? [type] : [])),
    ...best("best-of-collection", ({ collections }) => collections),
  ];
}

/** How far a product's week is above its usual one, in standard deviations of chance; null when it is not. */
function riseOf(sales: Sales | undefined): number | null {
  if (!sales || sales.recent < LEAST_RECENT) return null;
  const usual = sales.before / 8;
  const rise = (sales.recent - usual) / Math.sqrt(usual + 1);
  return rise >= LEAST_RISE ? rise : null;
}

/** The products of each group in the order given, the groups whose first sells most first. */
function grouped(
  bySales: readonly StockedProduct[],
  groupsOf: (product: StockedProduct) => readonly string[],
): [string, StockedProduct[]][] {
  const groups = new Map<string, StockedProduct[]>();
  for (const product of bySales) {
    for (const group of groupsOf(product)) {
      const list = groups.get(group);
      if (list) list.push(product);
      else if (groups.size < MOST_LISTS) groups.set(group, [product]);
    }
  }
  return [...groups];
}

const publishedMs = ({ publishedAt }: StockedProduct) => publishedAt?.getTime() ?? 0;
