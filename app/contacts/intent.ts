/**
 * Intent: how near to buying somebody seems, in points. Each recent signal adds its points, which halve every
 * `intentHalfLifeDays`; what is older than `intentWindowDays` counts no more. The half-life is that of time-decay
 * attribution as analytics tools have it; the points grow with the steps that lead to an order.
 */
export const intentWeights = {
  "product.viewed": 1,
  "product.carted": 3,
  "checkout.updated": 4,
  "email.clicked": 2,
} as const;

/** After so many days a signal is worth half of what it was. Openings are no signal: machines open most mails. */
export const intentHalfLifeDays = 7;

/** How far back signals are read: what is older adds less than a hundredth of its weight. */
export const intentWindowDays = 7 * intentHalfLifeDays;

export type IntentSignalName = keyof typeof intentWeights;

/** One thing that a contact did, and what it was about, where that is known. */
export interface IntentSignal {
  readonly name: IntentSignalName;
  readonly at: Date;
  /** A product's title, for instance. */
  readonly what: string | null;
}

export type IntentLevel = "none" | "low" | "medium" | "high";

export interface Intent {
  /** Points, from 0; a view of a product right now is 1. */
  readonly score: number;
  readonly level: IntentLevel;
  /** What made the score, the heaviest first, with the points that each is still worth. */
  readonly signals: readonly (IntentSignal & { readonly points: number })[];
}

/** From how many points a level begins. */
export const intentLevels = { high: 3, medium: 1, low: 0.25 } as const;

const DAY_MS = 86_400_000;

/**
 * How likely somebody means to buy soon: the sum of their recent signals, each decayed by half every
 * `intentHalfLifeDays`. Segments compute the same sum in SQL (segments/behaviour-sql.ts).
 */
export function intentScore(signals: readonly IntentSignal[], at: Date): Intent {
  const made = signals
    .filter((signal) => signal.at <= at && at.getTime() - signal.at.getTime() <= intentWindowDays * DAY_MS)
    .map((signal) => ({ ...signal, points: pointsOf(signal, at) }))
    .sort((a, b) => b.points - a.points);
  const score = made.reduce((sum, { points }) => sum + points, 0);
  return { score, level: levelOf(score), signals: made };
}

function pointsOf({ name, at: happened }: IntentSignal, at: Date): number {
  return intentWeights[name] * 0.5 ** ((at.getTime() - happened.getTime()) / DAY_MS / intentHalfLifeDays);
}

function levelOf(score: number): IntentLevel {
  if (score >= intentLevels.high) return "high";
  if (score >= intentLevels.medium) return "medium";
  return score >= intentLevels.low ? "low" : "none";
}
