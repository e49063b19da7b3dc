/** The `count` indexes with the highest scores, best first; of equal scores the lower index first. */
export function strongest(indexes: readonly number[], scores: Float64Array, count: number): number[] {
  const scoreOf = (index: number) => scores[index] ?? 0;
  return indexes.toSorted((a, b) => scoreOf(b) - scoreOf(a) || a - b).slice(0, count);
}
