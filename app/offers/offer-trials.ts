import { z } from "zod";
import { pool, type Sql } from "~/db.server";
import { offerEffect, TEST_DAYS, type TestGroup, type TestGroups } from "./offer-test";

/** A mail that would have got a code: whether it did is chance, where its shop tests what codes bring. */
export interface OfferTrial {
  readonly messageId: string;
  readonly contactId: string;
  /** Whether they paid the full price lately: see isLikelyToBuy. */
  readonly isLikely: boolean;
  readonly hasCode: boolean;
}

/** Trials count for a year: what shoppers do changes. */
const KEPT_DAYS = 365;
const MOST_CONTACTS = 200_000;

const group = z.object({ contacts: z.number(), buyers: z.number(), mean: z.number(), variance: z.number() });
const groups = z.object({ withCode: group, without: group });

/** What a test has measured so far, of those who paid the full price lately and of all others. */
const offerTest = z.object({ likely: groups, others: groups });
export type OfferTest = Readonly<z.infer<typeof offerTest>>;

/** Writes them down in the transaction in which their mails leave; a mail that waits after all is written anew. */
export async function storeTrials(sql: Sql, shopId: number, trials: readonly OfferTrial[], at: Date): Promise<void> {
  if (trials.length === 0) return;
  await sql.query({
    name: "offer-trials-store",
    text: `INSERT INTO offer_trials (shop_id, message_id, contact_id, is_likely, has_code, at)
      SELECT $1, "messageId", "contactId", "isLikely", "hasCode", $3
      FROM json_to_recordset($2) AS r("messageId" uuid, "contactId" uuid, "isLikely" boolean, "hasCode" boolean)
      ON CONFLICT (shop_id, message_id) DO UPDATE SET is_likely = excluded.is_likely, has_code = excluded.has_code, at = excluded.at`,
    values: [shopId, JSON.stringify(trials), at],
  });
}

/** What a shop's test had measured when it was last weighed; null where there is none. */
export async function loadOfferTest(sql: Sql, shopId: number): Promise<OfferTest | null> {
  const { rows } = await sql.query<{ test: unknown }>({
    name: "offer-test",
    text: `SELECT offer_test AS test FROM shops WHERE shop_id = $1`,
    values: [shopId],
  });
  return offerTest.nullable().parse(rows[0]?.test ?? null);
}

/** Whether a test says that codes to those who seem likely to buy anyway cost more than they bring. */
export function isLostOnLikely(test: OfferTest | null): boolean {
  return test !== null && offerEffect(test.likely)?.verdict === "costs";
}

/** Weighs, once a day each, the shops that test what codes bring: one of them. Returns 0 when none is due. */
export async function weighOffers(at: Date): Promise<number> {
  const { rows } = await pool.query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shops WHERE uninstalled_at IS NULL AND (offer_rules->>'testPercent')::int > 0
       AND (offer_test_at IS NULL OR offer_test_at <= $1::timestamptz - interval '1 day')
     ORDER BY offer_test_at NULLS FIRST, shop_id LIMIT 1`,
    [at],
  );
  const [due] = rows;
  if (!due) return 0;
  // Twice at once comes to the same.
  const test = await measure(due.shopId, at);
  await pool.query(`UPDATE shops SET offer_test = $2, offer_test_at = $3 WHERE shop_id = $1`, [due.shopId, test, at]);
  return 1;
}

/**
 * Each contact counts once, by the first mail of theirs within the year, with all that they ordered in the days after it:
 * a code that was used later, or by another mail's reader, is no proof of what this one brought.
 */
async function measure(shopId: number, at: Date): Promise<OfferTest> {
  const { rows } = await pool.query<TestGroup & { isLikely: boolean; hasCode: boolean }>({
    name: "offer-test-measure",
    text: `SELECT t.is_likely AS "isLikely", t.has_code AS "hasCode", count(*)::int AS contacts,
        count(*) FILTER (WHERE o.orders > 0)::int AS buyers, avg(o.paid)::float8 AS mean,
        coalesce(var_samp(o.paid), 0)::float8 AS variance
      FROM (SELECT DISTINCT ON (t.contact_id) t.contact_id, t.is_likely, t.has_code, t.at FROM offer_trials t
        JOIN messages m ON m.shop_id = $1 AND m.message_id = t.message_id AND m.status IN ('sent', 'unknown')
        WHERE t.shop_id = $1 AND t.at > $2::timestamptz - interval '${KEPT_DAYS} days'
          AND t.at <= $2::timestamptz - interval '${TEST_DAYS} days'
        ORDER BY t.contact_id, t.at LIMIT ${MOST_CONTACTS}) t
      CROSS JOIN LATERAL (SELECT count(*) AS orders, coalesce(sum(total_minor), 0) AS paid FROM orders
        WHERE shop_id = $1 AND contact_id = t.contact_id AND cancelled_at IS NULL
          AND placed_at > t.at AND placed_at <= t.at + interval '${TEST_DAYS} days') o
      GROUP BY 1, 2`,
    values: [shopId, at],
  });
  const none: TestGroup = { contacts: 0, buyers: 0, mean: 0, variance: 0 };
  const of = (likely: boolean): TestGroups => {
    const one = (code: boolean) => rows.find(({ isLikely, hasCode }) => isLikely === likely && hasCode === code);
    return { withCode: one(true) ?? none, without: one(false) ?? none };
  };
  return offerTest.parse({ likely: of(true), others: of(false) });
}
