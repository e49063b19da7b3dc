import type { ContactTotals, Stage, StageThresholds } from "~/contacts/lifecycle";

/** A stage in a merchant's words. */
export const stageTitles: Readonly<Record<Stage, string>> = {
  prospect: "Prospect",
  new: "New",
  active: "Active",
  loyal: "Loyal",
  "at-risk": "At risk",
  lapsed: "Lapsed",
  lost: "Lost",
};

/** The title of a stage as it was stored; one of another version by its own name. */
export function stageTitle(stage: string): string {
  return Object.entries(stageTitles).find(([name]) => name === stage)?.[1] ?? stage;
}

/** What each stage means in this shop: "Ordered before, but not in the last 34 days". */
export function stageMeanings(thresholds: StageThresholds): Readonly<Record<Stage, string>> {
  const { newDays, atRiskDays, lapsedDays, lostDays, loyalOrders } = thresholds;
  return {
    prospect: "Never ordered",
    new: `First order in the last ${newDays} days`,
    active: `Ordered in the last ${atRiskDays} days`,
    loyal: `Active, with ${loyalOrders} orders or more, or among the highest spenders`,
    "at-risk": `No order for ${atRiskDays} days`,
    lapsed: `No order for ${lapsedDays} days`,
    lost: `No order for ${lostDays} days`,
  };
}

/** Where the days come from, in one sentence. */
export function thresholdsBasis({ gaps }: StageThresholds): string {
  return gaps === 0
    ? "The days are usual ones, until enough of your customers have ordered again."
    : `The days come from ${gaps.toLocaleString("en")} gaps between orders in your own store, and are learnt anew every night.`;
}

/** Why a contact is in their stage, in numbers: "2 orders, the last 45 days ago. Here 34 days are at risk, 80 lapsed." */
export function stageReason(stage: Stage, totals: ContactTotals, thresholds: StageThresholds, at: Date): string {
  const { ordersCount, firstOrderAt, lastOrderAt } = totals;
  if (stage === "prospect" || !firstOrderAt || !lastOrderAt) return "Never ordered.";
  const { newDays, atRiskDays, lapsedDays, lostDays, loyalOrders } = thresholds;
  const orders =
    ordersCount === 1 ? `1 order, ${ago(lastOrderAt, at)}` : `${ordersCount} orders, the last ${ago(lastOrderAt, at)}`;
  const limits: Record<Exclude<Stage, "prospect">, string> = {
    new: `Somebody is new for ${newDays} days here`,
    active: `After ${atRiskDays} days without an order they would be at risk`,
    loyal: `Loyalty begins with ${loyalOrders} orders here, or with high spending; at risk after ${atRiskDays} days without an order`,
    "at-risk": `At risk begins after ${atRiskDays} days here, lapsed after ${lapsedDays}`,
    lapsed: `Lapsed begins after ${lapsedDays} days here, lost after ${lostDays}`,
    lost: `Lost begins after ${lostDays} days here`,
  };
  return `${orders}. ${limits[stage]}.`;
}

function ago(then: Date, at: Date): string {
  const days = Math.floor((at.getTime() - then.getTime()) / 86_400_000);
  if (days < 1) return "less than a day ago";
  return days === 1 ? "1 day ago" : `${days.toLocaleString("en")} days ago`;
}
