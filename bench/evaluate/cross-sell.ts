import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Candidate } from "~/recommendations/candidate";
import { Baskets } from "~/recommendations/models/baskets";
import { shelves } from "~/recommendations/models/shelves";
import { together } from "~/recommendations/models/together";
import { nobody } from "~/recommendations/person";
import { Lists, type ProductList } from "~/recommendations/product-list";
import { rank } from "~/recommendations/rank";
import { coOccurrence, type GoesWith, popularity } from "./basket-baselines";
import { type Evaluation, hitRateAndMrr } from "./evaluation";
import { type OrderLine, readOrderLines } from "./order-lines";

/** The last months of the only file, where the months after it are not there. */
const DEFAULT_SPLIT = "2011-07-01";
const SHOWN = 10;

/**
 * Cross-sell, on the orders of UCI Online Retail: trained before the split date, tested after it, by the models and the
 * ranker of the product. Each product of a basket is the seed in turn, and each is the one to be found; baskets count alike,
 * as if one product of each had been drawn.
 */
export async function evaluateCrossSell(dataFolder: string, split: string | undefined): Promise<Evaluation[]> {
  const folder = join(dataFolder, "online_retail");
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^orders.*\.csv(\.gz)?$/.test(name))
        .sort()
    : [];
  if (files.length === 0) return [{ what: "Cross-sell", skipped: `there are no orders in ${folder}` }];
  const lines: OrderLine[] = [];
  for (const file of files) for await (const line of readOrderLines(join(folder, file))) lines.push(line);
  const day = split ?? (await splitDay(folder, files));
  const train = basketsOf(lines.filter(({ day: on }) => on < day));
  const known = new Map([...new Set(train.flat())].map((code, index) => [code, index]));
  const test = basketsOf(lines.filter(({ day: on }) => on >= day))
    .map((basket) => basket.filter((code) => known.has(code)))
    .filter((basket) => basket.length >= 2 && basket.length <= 60);
  const figures = ask(test, ourModel(train, [...known.keys()], known));
  const plain = ask(test, coOccurrence(train, { isDamped: false, isCosine: false }), ASKED_OF_OTHERS);
  const damped = ask(test, coOccurrence(train, { isDamped: true, isCosine: false }), ASKED_OF_OTHERS);
  const cosine = ask(test, coOccurrence(train, { isDamped: true, isCosine: true }), ASKED_OF_OTHERS);
  const popular = ask(test, popularity(train), ASKED_OF_OTHERS);
  const note = `UCI Online Retail, ${train.length} baskets before ${day}, ${test.length} from then on`;
  return [
    {
      what: "One product → the rest of the basket, HR@10",
      note,
      ours: [figures.one.hitRate],
      references: [
        { name: "popularity", values: [0.367] },
        { name: "co-occurrence", values: [0.605] },
        { name: "length-damped co-occurrence", values: [0.645] },
        { name: "popularity, run here", values: [popular.one.hitRate] },
        { name: "co-occurrence, run here", values: [plain.one.hitRate] },
        { name: "length-damped co-occurrence, run here", values: [damped.one.hitRate] },
      ],
    },
    {
      what: "All but one → that one, HR@10 / MRR@10",
      note,
      ours: [figures.last.hitRate, figures.last.mrr],
      references: [
        { name: "popularity", values: [0.033, 0.013] },
        { name: "co-occurrence", values: [0.127, 0.06] },
        { name: "length-damped cosine", values: [0.289, 0.131] },
        { name: "popularity, run here", values: [popular.last.hitRate, popular.last.mrr] },
        { name: "co-occurrence, run here", values: [plain.last.hitRate, plain.last.mrr] },
        { name: "length-damped cosine, run here", values: [cosine.last.hitRate, cosine.last.mrr] },
      ],
    },
  ];
}

/** The months that were kept back begin where the last file does. */
async function splitDay(folder: string, files: readonly string[]): Promise<string> {
  const last = files.at(-1);
  if (files.length < 2 || !last) return DEFAULT_SPLIT;
  let first = "9999";
  for await (const { day } of readOrderLines(join(folder, last))) if (day < first) first = day;
  return first;
}

function basketsOf(lines: readonly OrderLine[]): string[][] {
  const baskets = new Map<string, Set<string>>();
  for (const { order, product } of lines) {
    const basket = baskets.get(order);
    if (basket) basket.add(product);
    else baskets.set(order, new Set([product]));
  }
  return [...baskets.values()].map((basket) => [...basket]).filter(({ length }) => length >= 2 && length <= 60);
}

/** The product's own model and ranker, in a shop of which nothing is known but these baskets. */
function ourModel(train: readonly string[][], codes: readonly string[], known: ReadonlyMap<string, number>): GoesWith {
  const baskets = new Baskets();
  for (const basket of train) baskets.add(basket.flatMap((code) => known.get(code) ?? []));
  const lists: ProductList[] = [];
  for (const { index, indexes, scores, basis } of together(baskets, codes.length, { isCandidate: () => true })) {
    const productIds = indexes.map((other) => codes[other] ?? "");
    lists.push({ kind: "bought-together", subject: codes[index] ?? "", productIds, scores, basis });
  }
  const at = new Date();
  const sold = new Map<string, number>();
  for (const code of train.flat()) sold.set(code, (sold.get(code) ?? 0) + 1);
  const stocked = codes.map((productId) => ({
    ...{ productId, title: productId, vendor: "", type: "", tags: [], collections: [] },
    ...{ isCandidate: true, isAvailable: true, publishedAt: null, updatedAt: at },
  }));
  const sales = new Map([...sold].map(([code, units]) => [code, { units, recent: 0, before: 0 }]));
  const products = new Map(codes.map((code) => [code, candidate(code, at)]));
  const knownToAll = {
    lists: new Lists([...lists, ...shelves(stocked, sales, new Map(), at)]),
    ...{ person: nobody, products, next: [], at, rules: [], pinned: [] },
  };
  return (aboutProductIds, count) =>
    rank({ key: "", contactId: null, aboutProductIds, count, picks: "going-together" }, knownToAll).picks.map(
      ({ recommendation }) => recommendation.productId,
    );
}

/** Of each basket so many products in turn, evenly: a published method asked for all of them takes minutes, and says the same. */
const ASKED_OF_OTHERS = 3;

/** One product of each basket for the rest of it, and all but one for that one. */
function ask(test: readonly string[][], goesWith: GoesWith, most = Number.POSITIVE_INFINITY) {
  const one = hitRateAndMrr();
  const last = hitRateAndMrr();
  for (const basket of test) {
    const step = Math.max(1, Math.ceil(basket.length / most));
    const asked = basket.filter((_, index) => index % step === 0);
    for (const product of asked) {
      const rest = basket.filter((other) => other !== product);
      one.note(
        goesWith([product], SHOWN).findIndex((code) => rest.includes(code)),
        1 / asked.length,
      );
      last.note(goesWith(rest, SHOWN).indexOf(product), 1 / asked.length);
    }
  }
  return { one: one.result(), last: last.result() };
}

function candidate(productId: string, at: Date): Candidate {
  return {
    ...{ productId, title: productId, handle: productId, vendor: "", type: "", tags: [], collections: [] },
    ...{ imageUrl: "https://example.com", imageAlt: null, priceMinor: 1, compareAtMinor: null },
    ...{ isPublished: true, readAt: at },
  };
}
