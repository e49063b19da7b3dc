/** What SendGrid tells of a mail's way. `blocked`: the receiving server would not have it, though the address may work. */
export const providerStates = ["processed", "deferred", "delivered", "dropped", "blocked", "bounced"] as const;

export type ProviderState = (typeof providerStates)[number];

/** A state, and since when by SendGrid's clock. */
export interface ToldState {
  readonly state: ProviderState;
  readonly at: Date;
}

/**
 * Which of two tellings about one mail holds, whichever was heard first. Where it ended up outweighs what was on the way,
 * then the later one holds; of one second, which is SendGrid's measure, the one further down the list above.
 */
export function heldState(one: ToldState | null, other: ToldState): ToldState {
  if (!one) return other;
  const before = weight(one);
  const after = weight(other);
  const place = before.findIndex((value, index) => value !== after[index]);
  return (after[place] ?? 0) > (before[place] ?? 0) ? other : one;
}

function weight({ state, at }: ToldState): readonly number[] {
  const isUnderWay = state === "processed" || state === "deferred";
  return [isUnderWay ? 0 : 1, at.getTime(), providerStates.indexOf(state)];
}
