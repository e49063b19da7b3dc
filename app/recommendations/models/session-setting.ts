/** How neighbouring sessions are found and what each says: see next-product.ts. */
export interface SessionSetting {
  readonly name: string;
  /** Sessions that speak, of the newest `sample` that have a product in common. */
  readonly neighbours: number;
  readonly sample: number;
  /** Whether a neighbour's length counts against it. */
  readonly similarity: "cosine" | "vector";
  /** Views ago after which a view of one's own says 1/e as much. */
  readonly ownDecay: number;
  /** Days after which a session says 1/e as much. */
  readonly ageDays: number;
  /** Views from the common product after which a product of a neighbour counts 1/e as much. */
  readonly distanceDecay: number;
  /** Views ago of the newest common product after which the neighbour says 1/e as much; null: it does not matter. */
  readonly matchDecay: number | null;
  /** How much rarity counts. */
  readonly rarity: number;
}

/**
 * The settings that the literature found best on four shops; which of them a shop takes is learnt from its own past
 * (choose-setting.ts), and before there is enough of it the first one holds.
 * STAN: Garg et al., SIGIR 2019. VSTAN and the values: Ludewig, Mauro, Latifi, Jannach, UMUAI 2020, session-rec.
 */
export const sessionSettings = [
  {
    ...{ name: "rare", neighbours: 100, sample: 1_000, similarity: "vector", ownDecay: 4.9 },
    ...{ ageDays: 80, distanceDecay: 9.8, matchDecay: 4.9, rarity: 5 },
  },
  {
    ...{ name: "near", neighbours: 1_500, sample: 2_500, similarity: "cosine", ownDecay: 0.905 },
    ...{ ageDays: 100, distanceDecay: 0.4525, matchDecay: null, rarity: 0 },
  },
  {
    ...{ name: "recent", neighbours: 200, sample: 5_000, similarity: "vector", ownDecay: 1.81 },
    ...{ ageDays: 40, distanceDecay: 0.905, matchDecay: 0.905, rarity: 0 },
  },
  {
    ...{ name: "broad", neighbours: 2_000, sample: 2_500, similarity: "vector", ownDecay: 8 },
    ...{ ageDays: 10, distanceDecay: 8, matchDecay: 0.5, rarity: 2 },
  },
  {
    ...{ name: "last-view", neighbours: 1_000, sample: 5_000, similarity: "cosine", ownDecay: 4 },
    ...{ ageDays: 5, distanceDecay: 4, matchDecay: 0.001, rarity: 1 },
  },
] as const satisfies readonly [SessionSetting, ...SessionSetting[]];
