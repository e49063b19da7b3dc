/**
 * How long a silence is longer than what a contact's own past lets expect. Gaps between orders are taken for
 * exponential, each contact with a mean of their own that is spread over the contacts as a gamma distribution is:
 * the model of Schmittlein, Morrison & Colombo, "Counting Your Customers", Management Science 33 (1987) 1–24. What is
 * expected of somebody is then the shop's mean and their own gaps together, the shop's counting as much as
 * `SHOP_GAPS` gaps of theirs; and nine in ten gaps of a mean m end within m · ln 10. For somebody without gaps that is
 * the shop's own ninth decile, from which on the lifecycle calls them lapsed.
 */
export interface OrderedBefore {
  readonly orders: number;
  readonly firstOrderAt: Date;
  readonly lastOrderAt: Date;
}

/** Orders from which a contact's own gaps count: one gap alone says little. */
export const OWN_GAPS_FROM_ORDERS = 3;

/** How many gaps of their own weigh as much as all that is known of the shop. */
export const SHOP_GAPS = 2;

/** Nobody is called inactive within a fortnight, nor is anybody waited for longer than two years. */
export const LEAST_SILENCE_DAYS = 14;
export const MOST_SILENCE_DAYS = 730;

const DAY_MS = 86_400_000;

/**
 * Days of silence after which a contact counts as inactive: not whole, from `LEAST_SILENCE_DAYS` to
 * `MOST_SILENCE_DAYS`. `lapsedDays` is the shop's. silence-sql.ts says the same in SQL.
 */
export function silenceDays({ orders, firstOrderAt, lastOrderAt }: OrderedBefore, lapsedDays: number): number {
  const span = Math.floor((lastOrderAt.getTime() - firstOrderAt.getTime()) / DAY_MS);
  const days =
    orders < OWN_GAPS_FROM_ORDERS ? lapsedDays : (SHOP_GAPS * lapsedDays + Math.LN10 * span) / (SHOP_GAPS + orders - 1);
  return Math.min(MOST_SILENCE_DAYS, Math.max(LEAST_SILENCE_DAYS, days));
}
