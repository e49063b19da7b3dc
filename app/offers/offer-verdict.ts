import type { OfferRules } from "./offer-rules";

type Values = Readonly<Record<string, string | number | null>>;

/** Why somebody gets the mail without its offer. */
export interface WithoutOffer {
  readonly rule: "offer-not-here" | "offer-likely-to-buy" | "offer-test" | "offer-cap-contact" | "offer-cap-month";
  readonly values: Values;
}

/** What decides whether somebody gets an offer, at the moment of sending. */
export interface OfferFacts {
  readonly country: string | null;
  readonly region: string | null;
  /** Personal codes that they were given within `OFFER_CAP_DAYS`. */
  readonly givenLately: number;
  /** Personal codes that the shop gave in this calendar month of its zone. */
  readonly givenThisMonth: number;
  /** Why they would buy anyway: by `buysAnyway`, or by what a test of codes measured. */
  readonly buysAnyway: Values | null;
}

/** Within how many days codes to one contact count together. */
export const OFFER_CAP_DAYS = 30;

/** Who gets no offer, and why; null for those who do. Pure. */
export function withoutOffer(
  rules: OfferRules,
  facts: OfferFacts,
  onlyIn: readonly string[] | undefined,
): WithoutOffer | null {
  const { country, givenLately, givenThisMonth, buysAnyway } = facts;
  if (!isOfferedIn(onlyIn, facts)) return { rule: "offer-not-here", values: { country } };
  if (buysAnyway) return { rule: "offer-likely-to-buy", values: buysAnyway };
  if (givenLately >= rules.perContact) {
    return { rule: "offer-cap-contact", values: { codes: givenLately, days: OFFER_CAP_DAYS } };
  }
  if (rules.perMonth !== null && givenThisMonth >= rules.perMonth) {
    return { rule: "offer-cap-month", values: { codes: rules.perMonth } };
  }
  return null;
}

/** Whether an offer holds where somebody lives; one that is for some places is not for who lives nobody knows where. */
export function isOfferedIn(
  onlyIn: readonly string[] | undefined,
  { country, region }: Pick<OfferFacts, "country" | "region">,
): boolean {
  return !onlyIn || (country !== null && (onlyIn.includes(country) || onlyIn.includes(`${country}-${region}`)));
}

/** What says that somebody is likely to buy anyway. */
export interface BuyingSigns {
  /** Their newest order that no code made cheaper. */
  readonly fullPriceOrder: { readonly name: string; readonly placedAt: Date } | null;
  /** Whether the points of app/contacts/intent.ts make "high". */
  readonly isIntentHigh: boolean;
}

/** A test takes for likely to buy anyway who paid the full price within so many days, where the merchant names no number. */
const LIKELY_DAYS = 60;

/**
 * Whether a test takes somebody for likely to buy anyway: they paid the full price lately. High intent is no sign here:
 * whoever left a checkout has it. Pure.
 */
export function isLikelyToBuy(rules: OfferRules, signs: BuyingSigns, at: Date): boolean {
  const notToBuyersWithinDays = rules.notToBuyersWithinDays ?? LIKELY_DAYS;
  return buysAnyway({ ...rules, notToBuyersWithinDays, notToHighIntent: false }, signs, at) !== null;
}

/** Why somebody would buy without an offer, by the merchant's own rule; null: nothing says so. */
export function buysAnyway(
  { notToBuyersWithinDays, notToHighIntent }: OfferRules,
  { fullPriceOrder, isIntentHigh }: BuyingSigns,
  at: Date,
): Values | null {
  if (notToBuyersWithinDays !== null && fullPriceOrder) {
    const days = (at.getTime() - fullPriceOrder.placedAt.getTime()) / 86_400_000;
    if (days <= notToBuyersWithinDays) {
      return { order: fullPriceOrder.name, placedAt: fullPriceOrder.placedAt.toISOString() };
    }
  }
  return notToHighIntent && isIntentHigh ? { intent: "high" } : null;
}
