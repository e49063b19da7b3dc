/** One protocol's outcome beside the published ones. */
export type Evaluation =
  | {
      readonly what: string;
      readonly note: string;
      /** As many as each reference has. */
      readonly ours: readonly number[];
      readonly references: readonly Reference[];
    }
  | { readonly what: string; readonly skipped: string };

export interface Reference {
  readonly name: string;
  /** NaN where it was not published. */
  readonly values: readonly number[];
}

/** Counts hits among the first ones shown, and the mean of 1 / rank. */
export function hitRateAndMrr() {
  let asked = 0;
  let hits = 0;
  let reciprocal = 0;
  return {
    /** The place from 0 at which it was found, or −1; `weight`: what it counts. */
    note(place: number, weight = 1): void {
      asked += weight;
      if (place < 0) return;
      hits += weight;
      reciprocal += weight / (place + 1);
    },
    result: () => ({ hitRate: hits / asked, mrr: reciprocal / asked, asked }),
  };
}
