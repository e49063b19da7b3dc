import type { Browsed } from "./browsing";

/** Says what is looked at next: the products, best first; `views` oldest first. */
export type Foretell = (views: readonly number[], count: number) => readonly number[];

/** How many past sessions speak, of the newest so many: as session-rec sets them for YOOCHOOSE. */
const NEIGHBOURS = 100;
const SAMPLE = 1_000;

/**
 * V-SKNN as it was published and set: a view counts by the square of its place, a neighbour by the square of how long
 * ago its newest common product was looked at. Ludewig & Jannach, "Evaluation of session-based recommendation
 * algorithms", UMUAI 2018, §3.3. Written down plainly, so that the product's own model is not judged by itself.
 */
export function vsknn(train: readonly Browsed[]): Foretell {
  const sets = train.map(({ products }) => new Set(products));
  const holders = new Map<number, number[]>();
  for (const [session, products] of sets.entries()) {
    for (const product of products) {
      const known = holders.get(product);
      if (known) known.push(session);
      else holders.set(product, [session]);
    }
  }
  return (views, count) => {
    const places = new Map(views.map((product, index) => [product, index + 1]));
    const possible = new Set([...places.keys()].flatMap((product) => (holders.get(product) ?? []).slice(-SAMPLE)));
    const sample = [...possible].sort((a, b) => b - a).slice(0, SAMPLE);
    const likenesses = sample.map((session) => {
      let sum = 0;
      for (const [product, place] of places) if (sets[session]?.has(product)) sum += (place / views.length) ** 2;
      return { session, likeness: sum / places.size };
    });
    const scores = new Map<number, number>();
    for (const { session, likeness } of likenesses.sort((a, b) => b.likeness - a.likeness).slice(0, NEIGHBOURS)) {
      const products = sets[session] ?? new Set();
      const ago = views.length - views.findLastIndex((product) => products.has(product));
      for (const product of products) scores.set(product, (scores.get(product) ?? 0) + likeness / ago ** 2);
    }
    return best(scores, count);
  };
}

const STEPS = 8;

/**
 * Sequential rules: what followed the last view in past sessions, the sooner the more.
 * Kamehkhosh, Jannach, Ludewig, "A comparison of frequent pattern techniques and a deep learning method for
 * session-based recommendation", TempRec 2017.
 */
export function sequentialRules(train: readonly Browsed[]): Foretell {
  const rules = new Map<number, Map<number, number>>();
  for (const { products } of train) {
    for (const [index, product] of products.entries()) {
      for (let step = 1; step <= Math.min(STEPS, index); step++) {
        const before = products[index - step] ?? -1;
        const rule = rules.get(before) ?? new Map<number, number>();
        rules.set(before, rule);
        rule.set(product, (rule.get(product) ?? 0) + 1 / step);
      }
    }
  }
  return (views, count) => best(rules.get(views.at(-1) ?? -1) ?? new Map(), count);
}

function best(scores: ReadonlyMap<number, number>, count: number): number[] {
  return [...scores]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, count)
    .map(([product]) => product);
}
