/** A contact's dealing with a product: looked at it or bought it. */
export interface ProductSignal {
  readonly kind: "viewed" | "bought";
  readonly at: Date;
  readonly collections: readonly string[];
}

/** What is bought says more than what is looked at; after so many days either says half. */
const WEIGHTS = { viewed: 1, bought: 4 } as const;
const HALF_LIFE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Less than a view of four months ago is no favourite. */
const LEAST = 0.06;

/**
 * The collection that somebody deals with most: views and orders of its products, each worth half after 30 days. A
 * product of several collections counts for each by its share, so that "All" does not win everywhere. Pure.
 */
export function favouriteCollection(signals: readonly ProductSignal[], at: Date): string | null {
  const scores = new Map<string, number>();
  for (const { kind, at: happened, collections } of signals) {
    const days = Math.max(0, at.getTime() - happened.getTime()) / DAY_MS;
    const score = (WEIGHTS[kind] * 0.5 ** (days / HALF_LIFE_DAYS)) / collections.length;
    for (const collection of collections) scores.set(collection, (scores.get(collection) ?? 0) + score);
  }
  // Of two alike the first by name: the same on every run.
  const [best] = [...scores].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return best && best[1] >= LEAST ? best[0] : null;
}
