import type { PoolClient } from "pg";
import { LONGEST_GAP_DAYS, OWN_GAPS, ownRebuyDays, SHORTEST_GAP_DAYS, tellAfterDays } from "./rebuy";
import type { Found, SweptShop } from "./swept-shop";

/** A product that a contact has probably used up. */
export interface UsedUp {
  readonly contactId: string;
  readonly productId: string;
  /** Their last purchase of it. */
  readonly orderedAt: Date;
  readonly everyDays: number;
}

/** A pair of contact and product that may be due, with the contact's own gaps. */
interface Pair {
  readonly contactId: string;
  readonly productId: string;
  readonly orderedAt: Date;
  /** Days from the purchase's day to the shop's. */
  readonly daysAgo: number;
  readonly gaps: number;
  readonly median: number | null;
}

/** More than become due on a day: those of a contact who is not reached are left for the next reading. */
const MOST_PAIRS = 200_000;

/** Own gaps are read so far back. */
const PAST_DAYS = 2 * LONGEST_GAP_DAYS;

/**
 * What becomes due on the shop's day: last purchase and gap, less the days that it is told ahead, for contacts after
 * one, in the order of their ids. `everyDays` holds the products. Whoever ordered too seldom to have gaps of their own
 * is found by the very day; of the few others all that may be due are read. What came by subscription comes again by itself.
 */
export async function findUsedUp(
  sql: PoolClient,
  { shopId, timezone, day, dueAt }: SweptShop,
  everyDays: ReadonlyMap<string, number>,
  after: string,
): Promise<Found<UsedUp>> {
  const products = [...everyDays];
  const soonest = products.map(([, days]) => tellAfterDays(ownRebuyDays(days, { gaps: OWN_GAPS, median: 0 })));
  const latest = products.map(([, days]) => tellAfterDays(ownRebuyDays(days, { gaps: OWN_GAPS, median: Infinity })));
  const { rows } = await sql.query<Pair>(
    `WITH products AS (SELECT * FROM unnest($3::text[], $4::int[], $5::int[], $6::int[]) AS p(product_id, tell_after, soonest, latest)),
     bought AS (
       SELECT o.contact_id, l.product_id, p.tell_after, max(o.placed_at) AS placed_at
       FROM orders o JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id JOIN products p USING (product_id)
       JOIN contacts c ON c.shop_id = $1 AND c.contact_id = o.contact_id
       CROSS JOIN LATERAL (SELECT $9::date - (o.placed_at AT TIME ZONE $2)::date AS days_ago) ago
       WHERE o.shop_id = $1 AND o.cancelled_at IS NULL AND o.contact_id > $8
         AND o.placed_at BETWEEN $7::timestamptz - $10 * interval '1 day' AND $7::timestamptz - $11 * interval '1 day'
         AND CASE WHEN c.orders_count <= ${OWN_GAPS} THEN days_ago = tell_after ELSE days_ago BETWEEN soonest AND latest END
       GROUP BY 1, 2, 3)
     SELECT b.contact_id AS "contactId", b.product_id AS "productId", b.placed_at AS "orderedAt", own."daysAgo", own.gaps, own.median
     FROM bought b CROSS JOIN LATERAL (
       SELECT max(placed_at) AS last_at, $9::date - max(day) AS "daysAgo", count(gap) AS gaps,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS median,
         max(placed_at) IS NOT DISTINCT FROM max(by_itself_at) AS comes_by_itself
       FROM (
         SELECT *, CASE WHEN day - before BETWEEN ${SHORTEST_GAP_DAYS} AND ${LONGEST_GAP_DAYS} THEN day - before END AS gap FROM (
           SELECT (o.placed_at AT TIME ZONE $2)::date AS day, lag((o.placed_at AT TIME ZONE $2)::date) OVER (ORDER BY o.placed_at) AS before,
             o.placed_at, CASE WHEN o.channel = 'subscription' THEN o.placed_at END AS by_itself_at
           FROM orders o JOIN order_lines l ON l.shop_id = $1 AND l.order_id = o.order_id AND l.product_id = b.product_id
           WHERE o.shop_id = $1 AND o.contact_id = b.contact_id AND o.cancelled_at IS NULL AND o.placed_at <= $7
             AND o.placed_at > $7::timestamptz - interval '${PAST_DAYS} days') purchases) gaps) own
     WHERE own.last_at = b.placed_at AND NOT own.comes_by_itself AND (own.gaps >= ${OWN_GAPS} OR own."daysAgo" = b.tell_after)
     ORDER BY b.contact_id, b.product_id LIMIT ${MOST_PAIRS}`,
    [
      shopId,
      timezone,
      products.map(([productId]) => productId),
      products.map(([, days]) => tellAfterDays(days)),
      soonest,
      latest,
      dueAt,
      after,
      day,
      // Reduced, because Math.max of more than some ten thousand arguments overflows the stack; a day each for zones.
      1 + latest.reduce((a, b) => Math.max(a, b), 0),
      soonest.reduce((a, b) => Math.min(a, b), LONGEST_GAP_DAYS) - 1,
    ],
  );
  const last = rows.length < MOST_PAIRS ? null : (rows.at(-1)?.contactId ?? null);
  const due = rows.flatMap((pair) => (pair.contactId === last ? [] : dueToday(pair, everyDays)));
  return {
    found: due,
    next: last === null ? null : (rows.findLast(({ contactId }) => contactId !== last)?.contactId ?? last),
  };
}

function dueToday(
  { contactId, productId, orderedAt, daysAgo, ...own }: Pair,
  everyDays: ReadonlyMap<string, number>,
): UsedUp[] {
  const productDays = everyDays.get(productId);
  if (productDays === undefined) return [];
  const days = ownRebuyDays(productDays, { gaps: own.gaps, median: own.median ?? 0 });
  return daysAgo === tellAfterDays(days) ? [{ contactId, productId, orderedAt, everyDays: days }] : [];
}
