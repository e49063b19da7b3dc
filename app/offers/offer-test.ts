import { stableShare } from "~/stable-share";

/** Days after a mail in which orders count, and after which its contact counts in the test. */
export const TEST_DAYS = 14;

/** Of fewer in either group an average says nothing. */
const LEAST_CONTACTS = 100;

/** How often an interval may leave out the truth, ever, however often it is looked at. */
const ALPHA = 0.05;

/** The interval is tightest around so many contacts. */
const TUNED_FOR = 1_000;

/** The contacts of a test who got codes, or those who got none. Money is in minor units of the shop's currency. */
export interface TestGroup {
  readonly contacts: number;
  /** Of them, those who ordered within `TEST_DAYS`. */
  readonly buyers: number;
  /** What a contact paid on average, after what codes took off; and the variance of that. */
  readonly mean: number;
  readonly variance: number;
}

export interface TestGroups {
  readonly withCode: TestGroup;
  readonly without: TestGroup;
}

/** What a code brings a contact, in minor units, and between which figures that lies. */
export interface OfferEffect {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: "pays" | "costs" | "open";
}

/** Whether a contact gets no codes, so that it shows what they bring: always the same ones, in whatever workflow. */
export function isWithoutCodes(contactId: string, percent: number): boolean {
  return percent > 0 && stableShare("offer-test", contactId) * 100 < percent;
}

/**
 * What codes bring: the difference of the groups' averages, with an interval that holds at all looks together, because
 * this is looked at each day and acted upon as soon as it is clear. Null while a group is too small. Pure.
 * Formula: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences", Theorem 2.2 and equation (11) for rho;
 * https://arxiv.org/abs/2103.06476
 */
export function offerEffect({ withCode, without }: TestGroups): OfferEffect | null {
  if (Math.min(withCode.contacts, without.contacts) < LEAST_CONTACTS) return null;
  const difference = withCode.mean - without.mean;
  const error = Math.sqrt(withCode.variance / withCode.contacts + without.variance / without.contacts);
  const rho2 = (-2 * Math.log(ALPHA) + Math.log(-2 * Math.log(ALPHA)) + 1) / TUNED_FOR;
  const looks = (withCode.contacts + without.contacts) * rho2;
  const width = error * Math.sqrt(((2 * (looks + 1)) / looks) * Math.log(Math.sqrt(looks + 1) / ALPHA));
  const [low, high] = [difference - width, difference + width];
  return { difference, low, high, verdict: low > 0 ? "pays" : high < 0 ? "costs" : "open" };
}
