import type { Strongest } from "./model-product";

/** The `count` indexes with the highest scores, best first; of equal scores the lower index first. */
export function strongest(indexes: readonly number[], scores: Float64Array, count: number): Strongest {
  const scoreOf = (index: number) => scores[index] ?? 0;
  const least = indexes.length > count ? threshold(indexes, scores, count) : Number.NEGATIVE_INFINITY;
  const best = indexes
    .filter((index) => scoreOf(index) >= least)
    .sort((a, b) => scoreOf(b) - scoreOf(a) || a - b)
    .slice(0, count);
  return { indexes: best, scores: best.map(scoreOf) };
}

/**
 * The score of the `count`th of them. Typed arrays sort without calling back: sorting all of 2,500 indexes by a
 * comparison took eight times as long.
 */
export function threshold(indexes: readonly number[], scores: Float64Array, count: number): number {
  const values = Float64Array.from(indexes, (index) => scores[index] ?? 0).sort();
  return values[values.length - count] ?? Number.NEGATIVE_INFINITY;
}
