import { DateTime, Duration, type DurationLikeObject } from "luxon";
import { z } from "zod";

/** What a personal offer gives, and how long. Money is in minor units of `currency`. */
export const offerTerms = z.object({
  percent: z.number().int().min(1).max(100).nullable(),
  amountMinor: z.number().int().min(1).nullable(),
  minimumMinor: z.number().int().min(1).nullable(),
  currency: z.string().length(3),
  /** The least that a code is good for, in ms. */
  validForMs: z.number().int().min(1),
});

export type OfferTerms = Readonly<z.infer<typeof offerTerms>>;

/** What a step says of an offer. */
interface OfferOfStep {
  readonly percent?: number | undefined;
  readonly amountMinor?: number | undefined;
  readonly minimumMinor?: number | undefined;
  readonly validFor: { readonly [Unit in keyof DurationLikeObject]: DurationLikeObject[Unit] | undefined };
}

/** The terms of a step's offer in a shop of this currency. */
export function termsOf(offer: OfferOfStep, currency: string): OfferTerms {
  return {
    percent: offer.percent ?? null,
    amountMinor: offer.amountMinor ?? null,
    minimumMinor: offer.minimumMinor ?? null,
    currency,
    validForMs: Math.max(HOUR_MS, Duration.fromObject(offer.validFor).toMillis()),
  };
}

/** The same for all steps that offer the same: they share their discounts and codes. */
export function termsKey({ percent, amountMinor, minimumMinor, currency, validForMs }: OfferTerms): string {
  return JSON.stringify([percent, amountMinor, minimumMinor, currency, validForMs]);
}

const HOUR_MS = 3_600_000;

/**
 * In Shopify a discount ends, not each of its codes: so there is one discount for all codes that are given on a day of
 * the shop's zone (within an hour where the offer is shorter than a day), and it ends so long after that day that the
 * last of them is good for as long as was said. Nobody's ends earlier than promised, and the mail says the real end.
 */
export function offerWindow({ validForMs }: OfferTerms, at: Date, timezone: string) {
  const span = validForMs >= 24 * HOUR_MS ? "day" : "hour";
  const givenUntil = DateTime.fromJSDate(at, { zone: timezone })
    .startOf(span)
    .plus({ [span]: 1 });
  // By the calendar, so that what ends at midnight does so after clocks were changed too.
  const days = Math.floor(validForMs / (24 * HOUR_MS));
  const endsAt = givenUntil.plus({ days, milliseconds: validForMs - days * 24 * HOUR_MS }).minus({ seconds: 1 });
  return { givenUntil: givenUntil.toJSDate(), endsAt: endsAt.toJSDate() };
}
