/**
 * Which products are used up and bought again, and how often. A gap is the days between two days on which the same
 * contact bought the same product; the product's is the median of all, of people who bought it again. Short gaps are
 * an order put right, long ones a change of mind rather than something used up.
 */
export const SHORTEST_GAP_DAYS = 3;
export const LONGEST_GAP_DAYS = 365;

/** What is known of a product's buyers. */
export interface Rebuys {
  /** Contacts who bought it. */
  readonly buyers: number;
  /** Those of them who bought it again, and how often that came to pass. */
  readonly rebuyers: number;
  readonly gaps: number;
  /** Days; null without gaps. */
  readonly medianGap: number | null;
}

/** Fewer than these and it would be a habit of a few people, not the product's. */
const LEAST_REBUYERS = 5;
const LEAST_GAPS = 10;
/** Of a dress that a hundred bought, five bought a second one: nobody has to be told that it is used up. */
const LEAST_SHARE = 0.1;

/** Every how many days a product is bought again, whole; null for one that is not known to be used up. */
export function rebuyDays({ buyers, rebuyers, gaps, medianGap }: Rebuys): number | null {
  if (medianGap === null || rebuyers < LEAST_REBUYERS || gaps < LEAST_GAPS) return null;
  return rebuyers < buyers * LEAST_SHARE ? null : Math.round(medianGap);
}

/** A contact's own gap counts from their third purchase on, within half and twice the product's. */
export const OWN_GAPS = 2;

/** They are told so long before it is used up, and never earlier than after three quarters of the time. */
const LEAD_DAYS = 3;

/** Every how many days a contact buys a product again: by their own gaps where there are enough of them. */
export function ownRebuyDays(productDays: number, own: { readonly gaps: number; readonly median: number }): number {
  if (own.gaps < OWN_GAPS) return productDays;
  return Math.round(Math.min(2 * productDays, Math.max(productDays / 2, own.median)));
}

/** Days after a purchase on which somebody is told that it is probably used up. */
export function tellAfterDays(everyDays: number): number {
  return everyDays - Math.min(LEAD_DAYS, Math.floor(everyDays / 4));
}
