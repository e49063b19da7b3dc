/**
 * The lifecycle stages: a partition in which every contact has exactly one place at any time. How long a
 * stage lasts is learnt from the shop's own repeat gap, because sixty days of silence mean nothing in a
 * furniture store and farewell in a coffee roastery. The idea of a customer's latency as a trip wire is
 * Jim Novo's (Drilling Down, 3rd ed. 2004, "Latency"); loyalty as frequency and value above the shop's
 * own customers follows Buckinx & Van den Poel, European Journal of Operational Research 164 (2005) 252–268.
 */
export const stages = ["prospect", "new", "active", "loyal", "at-risk", "lapsed", "lost"] as const;

export type Stage = (typeof stages)[number];

/** What a contact ordered so far, over orders that were not cancelled. */
export interface ContactTotals {
  readonly ordersCount: number;
  readonly spentMinor: number;
  readonly firstOrderAt: Date | null;
  readonly lastOrderAt: Date | null;
}

/** Where one stage ends and the next begins in a shop. Days are whole and rise from `newDays` to `lostDays`. */
export interface StageThresholds {
  /** So long after the first order somebody is new. */
  readonly newDays: number;
  /** So long after the last order somebody is at risk, then lapsed, then lost. */
  readonly atRiskDays: number;
  readonly lapsedDays: number;
  readonly lostDays: number;
  /** Orders from which somebody who still comes is loyal. */
  readonly loyalOrders: number;
  /** Spending, in minor units, from which two orders are enough; null while the shop has too few customers to say. */
  readonly loyalSpentMinor: number | null;
  /** How many gaps between orders the days come from; 0 where they are the usual ones. */
  readonly gaps: number;
}

/** What loyalty is measured against. */
export interface CustomerQuantiles {
  /** Contacts who ordered at least once. */
  readonly customers: number;
  /** Orders that nine in ten customers stay at or below. */
  readonly orders90: number;
  /** Spending, in minor units, that nineteen in twenty customers stay at or below. */
  readonly spentMinor95: number;
}

/** Fewer gaps, or fewer customers, than this and the 97th percentile would be a handful of people. */
export const enoughToLearnFrom = 50;

/** Used until the shop's own orders tell better: a month, a quarter, half a year, a year; loyal from the third order. */
export const usualThresholds: StageThresholds = {
  newDays: 30,
  atRiskDays: 90,
  lapsedDays: 180,
  lostDays: 365,
  loyalOrders: 3,
  loyalSpentMinor: null,
  gaps: 0,
};

/** The quantiles of the repeat gap at which new, at risk, lapsed and lost begin or end. */
const gapQuantiles = { newDays: 0.5, atRiskDays: 0.75, lapsedDays: 0.9, lostDays: 0.97 };

/**
 * The thresholds of a shop from the gaps, in days, between consecutive orders of its customers, in any
 * order. Only gaps that ended in another order are known, so in a young shop they are short; they are
 * learnt anew every day. Without `customers` loyalty is the usual one.
 */
export function stageThresholds(gaps: readonly number[], customers?: CustomerQuantiles): StageThresholds {
  return { ...daysFrom(gaps), ...loyaltyFrom(customers) };
}

function daysFrom(gaps: readonly number[]): Omit<StageThresholds, "loyalOrders" | "loyalSpentMinor"> {
  if (gaps.length < enoughToLearnFrom) return usualThresholds;
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (quantile: number, moreThan: number) => Math.max(Math.round(quantileOf(sorted, quantile)), moreThan + 1);
  const newDays = at(gapQuantiles.newDays, 0);
  const atRiskDays = at(gapQuantiles.atRiskDays, newDays);
  const lapsedDays = at(gapQuantiles.lapsedDays, atRiskDays);
  return { newDays, atRiskDays, lapsedDays, lostDays: at(gapQuantiles.lostDays, lapsedDays), gaps: gaps.length };
}

function loyaltyFrom(customers?: CustomerQuantiles): Pick<StageThresholds, "loyalOrders" | "loyalSpentMinor"> {
  const { loyalOrders, loyalSpentMinor } = usualThresholds;
  if (!customers || customers.customers < enoughToLearnFrom) return { loyalOrders, loyalSpentMinor };
  // Two orders are a repeat, not yet a habit, however few others came back.
  return { loyalOrders: Math.max(customers.orders90 + 1, 3), loyalSpentMinor: customers.spentMinor95 + 1 };
}

/** The quantile of sorted numbers, interpolated (Hyndman & Fan, type 7). Needs at least one number. */
function quantileOf(sorted: readonly number[], quantile: number): number {
  const position = (sorted.length - 1) * quantile;
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? low;
  return low + (high - low) * (position % 1);
}

const DAY_MS = 86_400_000;

/**
 * The stage of a contact at a moment. Without another order, and by the same thresholds, somebody only
 * ever ages: new or loyal or active, then at risk, lapsed, lost. app/contacts/stage-sql.ts says the same in SQL.
 */
export function stageOf(totals: ContactTotals, thresholds: StageThresholds, at: Date): Stage {
  const { ordersCount, spentMinor, firstOrderAt, lastOrderAt } = totals;
  if (ordersCount === 0 || !firstOrderAt || !lastOrderAt) return "prospect";
  const isPast = (since: Date, days: number) => at.getTime() - since.getTime() >= days * DAY_MS;
  if (isPast(lastOrderAt, thresholds.lostDays)) return "lost";
  if (isPast(lastOrderAt, thresholds.lapsedDays)) return "lapsed";
  if (isPast(lastOrderAt, thresholds.atRiskDays)) return "at-risk";
  if (ordersCount >= thresholds.loyalOrders) return "loyal";
  if (ordersCount >= 2 && thresholds.loyalSpentMinor !== null && spentMinor >= thresholds.loyalSpentMinor)
    return "loyal";
  return isPast(firstOrderAt, thresholds.newDays) ? "active" : "new";
}
