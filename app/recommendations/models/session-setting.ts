/** How neighbouring sessions are found and what each says: see next-product.ts. */
interface Neighbourhood {
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

/** How the neighbours' word is mixed with that of the rules. */
interface Mix {
  /** What the likeliest product by the rules counts, measured by the likeliest one of the neighbours. */
  readonly rules: number;
  /** By which neighbours name what was looked at already; where people never return, it takes the first places for nothing. */
  readonly again: number;
}

export interface SessionSetting extends Neighbourhood, Mix {
  readonly name: string;
}

/**
 * The settings that the literature found best on four shops; which of them a shop takes is learnt from its own past
 * (choose-setting.ts). V-SKNN ("plain", its weights as exponentials): Ludewig & Jannach, UMUAI 2018. STAN: Garg et al.,
 * SIGIR 2019. VSTAN and the values: Ludewig, Mauro, Latifi, Jannach, UMUAI 2020, session-rec.
 */
const neighbourhoods = {
  rare: {
    ...{ neighbours: 100, sample: 1_000, similarity: "vector", ownDecay: 4.9 },
    ...{ ageDays: 80, distanceDecay: 9.8, matchDecay: 4.9, rarity: 5 },
  },
  plain: {
    ...{ neighbours: 100, sample: 1_000, similarity: "vector", ownDecay: 2 },
    ...{ ageDays: 10_000, distanceDecay: 1_000, matchDecay: 0.75, rarity: 0 },
  },
  near: {
    ...{ neighbours: 1_500, sample: 2_500, similarity: "cosine", ownDecay: 0.905 },
    ...{ ageDays: 100, distanceDecay: 0.4525, matchDecay: null, rarity: 0 },
  },
  recent: {
    ...{ neighbours: 200, sample: 5_000, similarity: "vector", ownDecay: 1.81 },
    ...{ ageDays: 40, distanceDecay: 0.905, matchDecay: 0.905, rarity: 0 },
  },
  broad: {
    ...{ neighbours: 2_000, sample: 2_500, similarity: "vector", ownDecay: 8 },
    ...{ ageDays: 10, distanceDecay: 8, matchDecay: 0.5, rarity: 2 },
  },
  "last-view": {
    ...{ neighbours: 1_000, sample: 5_000, similarity: "cosine", ownDecay: 4 },
    ...{ ageDays: 5, distanceDecay: 4, matchDecay: 0.001, rarity: 1 },
  },
} as const satisfies Record<string, Neighbourhood>;

export type NeighbourhoodName = keyof typeof neighbourhoods;

export const neighbourhoodNames: readonly NeighbourhoodName[] = [
  "rare",
  "plain",
  "near",
  "recent",
  "broad",
  "last-view",
];

/**
 * The mixes to choose from. Neighbours and rules together foretell more than either: as Jannach & Ludewig found for
 * neighbours and a network, RecSys 2017. Without rules nothing was ever foretold better, on orders line by line and on
 * four made-up stores.
 */
const rules = [0.5, 1, 2];
const again = [1, 0.3, 0];

/** All mixes with the rules that a neighbourhood may have. */
export function mixesOf(name: NeighbourhoodName): readonly SessionSetting[] {
  return again.flatMap((back) => rules.map((weight) => sessionSetting(name, { rules: weight, again: back })));
}

/** A setting by its parts; its name holds all of them. */
export function sessionSetting(name: NeighbourhoodName, mix: Mix = { rules: 1, again: 1 }): SessionSetting {
  return { ...neighbourhoods[name], ...mix, name: `${name}, rules × ${mix.rules}, again × ${mix.again}` };
}

/** What holds before there is enough of a past to choose by. */
export const firstSetting = sessionSetting("rare");

/** The setting of this name; null when there is none any more. */
export function settingNamed(name: string): SessionSetting | null {
  return neighbourhoodNames.flatMap(mixesOf).find((setting) => setting.name === name) ?? null;
}
