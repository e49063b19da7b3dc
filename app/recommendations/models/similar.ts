import type { ModelProduct, Strongest } from "./model-product";
import { strongest } from "./strongest";
import { NEIGHBOURS_KEPT } from "./together";
import { readTraits } from "./traits";

/** Below it two products share little more than a word: looked at by hand, on a hundred products of four stores. */
const LEAST_SIMILARITY = 0.16;

/** A trait of more products than these tells none apart, and comparing all pairs of them would take minutes. */
const MOST_HOLDERS = 2_000;

/**
 * For each product (of those asked for) the ones most like it, best first: the cosine of their traits (type,
 * collections, tags, words of the title, vendor), each weighted by its rarity ln(N / n).
 * Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
 */
export function* similar(
  products: readonly ModelProduct[],
  of: Iterable<number> = products.keys(),
): Generator<Strongest & { readonly index: number }> {
  const { traitsOf, holdersOf, weightOf } = readTraits(products);
  const rarity = (trait: number) => weightOf(trait) * Math.log(products.length / holdersOf(trait).length);
  const lengths = Float64Array.from(products.keys(), (index) =>
    Math.sqrt(traitsOf(index).reduce((sum, trait) => sum + rarity(trait) ** 2, 0)),
  );
  const scores = new Float64Array(products.length);
  for (const index of of) {
    const met: number[] = [];
    for (const trait of traitsOf(index)) {
      const sharers = holdersOf(trait);
      const weight = rarity(trait) ** 2;
      if (weight === 0 || sharers.length > MOST_HOLDERS) continue;
      for (const other of sharers) {
        if (other === index) continue;
        if (scores[other] === 0) met.push(other);
        scores[other] = (scores[other] ?? 0) + weight;
      }
    }
    for (const other of met) {
      scores[other] = (scores[other] ?? 0) / ((lengths[index] ?? 1) * (lengths[other] ?? 1));
    }
    const alike = met.filter((other) => (scores[other] ?? 0) >= LEAST_SIMILARITY && products[other]?.isCandidate);
    yield { index, ...strongest(alike, scores, NEIGHBOURS_KEPT) };
    for (const other of met) scores[other] = 0;
  }
}
