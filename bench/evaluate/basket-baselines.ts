/** Says what goes with these products, best first. */
export type GoesWith = (products: readonly string[], count: number) => readonly string[];

/** What is sold most, whatever it is asked for. */
export function popularity(train: readonly string[][]): GoesWith {
  const bySales = [...counts(train)].sort((a, b) => b[1] - a[1]).map(([product]) => product);
  return (products, count) => bySales.filter((product) => !products.includes(product)).slice(0, count);
}

/**
 * What was in the same baskets: the number of them; with `isDamped` a basket says the less the longer it is, and with
 * `isCosine` a pair counts by how often each of the two is bought at all. Sarwar, Karypis, Konstan, Riedl, "Item-based
 * collaborative filtering", WWW 2001.
 */
export function coOccurrence(
  train: readonly string[][],
  { isDamped, isCosine }: { readonly isDamped: boolean; readonly isCosine: boolean },
): GoesWith {
  const bought = counts(train);
  const codes = [...bought.keys()];
  const numberOf = new Map(codes.map((code, index) => [code, index]));
  const pairs = new Float32Array(codes.length ** 2);
  for (const basket of train) {
    const worth = isDamped ? 1 / (basket.length - 1) : 1;
    const numbers = basket.flatMap((code) => numberOf.get(code) ?? []);
    for (const one of numbers) {
      for (const other of numbers) {
        const place = one * codes.length + other;
        if (one !== other) pairs[place] = (pairs[place] ?? 0) + worth;
      }
    }
  }
  const sizes = Float64Array.from(codes, (code) => (isCosine ? Math.sqrt(bought.get(code) ?? 1) : 1));
  return (products, count) => {
    const scores = new Float64Array(codes.length);
    const own = products.flatMap((product) => numberOf.get(product) ?? []);
    for (const one of own) {
      const size = sizes[one] ?? 1;
      for (let other = 0; other < codes.length; other++) {
        scores[other] = (scores[other] ?? 0) + (pairs[one * codes.length + other] ?? 0) / (size * (sizes[other] ?? 1));
      }
    }
    for (const one of own) scores[one] = 0;
    const least = scores.toSorted()[Math.max(0, codes.length - count)] ?? 0;
    return [...scores.keys()]
      .filter((other) => (scores[other] ?? 0) > 0 && (scores[other] ?? 0) >= least)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
      .slice(0, count)
      .flatMap((other) => codes[other] ?? []);
  };
}

function counts(baskets: readonly string[][]): Map<string, number> {
  const found = new Map<string, number>();
  for (const product of baskets.flat()) found.set(product, (found.get(product) ?? 0) + 1);
  return found;
}
