import type { ModelProduct } from "./model-product";

/** What is alike in two products, and how much it says beside its rarity. */
const FIELD_WEIGHTS = { type: 1.5, collection: 1, tag: 1, word: 1, vendor: 0.5 } as const;

/** Of a product that has more (a merchant's import put a text into its tags) the first so many are compared. */
const MOST_TRAITS = 60;

/** Traits by number: of each product, and the other way round who holds one. */
export interface Traits {
  traitsOf(product: number): Int32Array;
  holdersOf(trait: number): Int32Array;
  weightOf(trait: number): number;
}

/** Reads the traits of a catalogue. Kept as numbers: as texts those of 100,000 products took 200 MB. */
export function readTraits(products: readonly ModelProduct[]): Traits {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const starts = new Int32Array(products.length + 1);
  const traits: number[] = [];
  for (const [index, product] of products.entries()) {
    for (const [trait, weight] of textsOf(product)) {
      let number = numbers.get(trait);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(trait, number);
        weights.push(weight);
      }
      traits.push(number);
    }
    starts[index + 1] = traits.length;
  }
  const all = Int32Array.from(traits);
  const traitsOf = (product: number) => all.subarray(starts[product], starts[product + 1]);
  return { traitsOf, holdersOf: turnedRound(traitsOf, products.length, weights.length, all.length), weightOf };

  function weightOf(trait: number): number {
    return weights[trait] ?? 0;
  }
}

function turnedRound(
  traitsOf: Traits["traitsOf"],
  productCount: number,
  traitCount: number,
  total: number,
): Traits["holdersOf"] {
  const ends = new Int32Array(traitCount + 1);
  for (let product = 0; product < productCount; product++) {
    for (const trait of traitsOf(product)) ends[trait + 1] = (ends[trait + 1] ?? 0) + 1;
  }
  for (let trait = 0; trait < traitCount; trait++) ends[trait + 1] = (ends[trait + 1] ?? 0) + (ends[trait] ?? 0);
  const next = ends.slice();
  const holders = new Int32Array(total);
  for (let product = 0; product < productCount; product++) {
    for (const trait of traitsOf(product)) {
      const slot = next[trait] ?? 0;
      holders[slot] = product;
      next[trait] = slot + 1;
    }
  }
  return (trait) => holders.subarray(ends[trait], ends[trait + 1]);
}

/** A product's traits with the weight of their field. */
function textsOf(product: ModelProduct): ReadonlyMap<string, number> {
  const traits = new Map<string, number>();
  const note = (field: keyof typeof FIELD_WEIGHTS, value: string) => {
    const text = value.trim().toLowerCase();
    if (text && traits.size < MOST_TRAITS) traits.set(`${field}:${text}`, FIELD_WEIGHTS[field]);
  };
  note("type", product.type);
  note("vendor", product.vendor);
  for (const [word] of product.title.normalize("NFKC").matchAll(/[\p{L}\p{N}]{3,}/gu)) note("word", word);
  for (const collection of product.collections) note("collection", collection);
  for (const tag of product.tags) note("tag", tag);
  return traits;
}
