import { type ModelProduct, NEIGHBOURS_KEPT, type Neighbour } from "./neighbour";
import { strongest } from "./strongest";

/** What is alike in two products, and how much it says beside its rarity. */
const FIELD_WEIGHTS = { type: 1.5, collection: 1, tag: 1, word: 1, vendor: 0.5 } as const;
/** Below it two products share little more than a word: looked at by hand, on a hundred products of four stores. */
const LEAST_SIMILARITY = 0.16;
/** A trait of more products than these tells none apart, and comparing all pairs of them would take minutes. */
const MOST_HOLDERS = 2_000;

/**
 * For each product those most like it, best first: the cosine of their traits (type, collections, tags,
 * words of the title, vendor), each weighted by its rarity ln(N / n).
 * Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
 */
export function* similar(products: readonly ModelProduct[]): Generator<Neighbour[]> {
  const holders = new Map<string, number[]>();
  const traits = products.map(traitsOf);
  for (const [index, own] of traits.entries()) {
    for (const trait of own.keys()) {
      const list = holders.get(trait);
      if (list) list.push(index);
      else holders.set(trait, [index]);
    }
  }
  const weigh = (trait: string, fieldWeight: number) =>
    fieldWeight * Math.log(products.length / (holders.get(trait)?.length ?? 1));
  const lengths = Float64Array.from(traits, (own) =>
    Math.sqrt([...own].reduce((sum, [trait, fieldWeight]) => sum + weigh(trait, fieldWeight) ** 2, 0)),
  );

  const scores = new Float64Array(products.length);
  for (const [index, { productId }] of products.entries()) {
    const met: number[] = [];
    for (const [trait, fieldWeight] of traits[index] ?? []) {
      const sharers = holders.get(trait) ?? [];
      const weight = weigh(trait, fieldWeight) ** 2;
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
    yield strongest(alike, scores, NEIGHBOURS_KEPT).flatMap((other) => {
      const neighbour = products[other];
      if (!neighbour) return [];
      return { productId, neighbourId: neighbour.productId, kind: "similar" as const, score: scores[other] ?? 0 };
    });
    for (const other of met) scores[other] = 0;
  }
}

/** A product's traits with the weight of their field. */
function traitsOf(product: ModelProduct): Map<string, number> {
  const traits = new Map<string, number>();
  const note = (field: keyof typeof FIELD_WEIGHTS, value: string) => {
    const text = value.trim().toLowerCase();
    if (text) traits.set(`${field}:${text}`, FIELD_WEIGHTS[field]);
  };
  note("type", product.type);
  note("vendor", product.vendor);
  for (const tag of product.tags) note("tag", tag);
  for (const collection of product.collections) note("collection", collection);
  for (const [word] of product.title.normalize("NFKC").matchAll(/[\p{L}\p{N}]{3,}/gu)) note("word", word);
  return traits;
}
