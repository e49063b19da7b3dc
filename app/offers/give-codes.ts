import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Sql } from "~/db.server";
import { newCode } from "./new-code";
import { type OfferTerms, offerWindow, termsKey } from "./offer-terms";

/** A mail that is to carry a code. */
export interface CodeWish {
  readonly messageId: string;
  readonly terms: OfferTerms;
}

/** A code that belongs to one mail. */
export interface GivenCode {
  readonly code: string;
  /** When Shopify takes it no more. */
  readonly endsAt: Date;
}

/** A discount whose codes are given now, locked by the caller's transaction. */
export interface OpenOffer {
  readonly offerId: string;
  readonly termsKey: string;
  readonly endsAt: Date;
  /** Why Shopify makes no codes; null while nothing is wrong. */
  readonly error: string | null;
  /** Since when mails wait for codes of it. */
  readonly wantedAt: Date | null;
  /** How many were given. */
  readonly given: number;
}

/** Codes that are kept ready beyond those that are waited for: what comes next need not wait. */
export const RESERVE = 20;

/** The codes that these mails have already, from when they were to leave before. */
export async function codesOf(
  sql: Sql,
  shopId: number,
  messageIds: readonly string[],
  at: Date,
): Promise<Map<string, GivenCode>> {
  const { rows } = await sql.query<GivenCode & { messageId: string }>({
    name: "offer-codes-of",
    text: `SELECT c.message_id AS "messageId", c.code, o.ends_at AS "endsAt" FROM offer_codes c
      JOIN offers o ON o.shop_id = $1 AND o.offer_id = c.offer_id
      WHERE c.shop_id = $1 AND c.message_id = ANY($2::uuid[]) AND o.ends_at > $3`,
    values: [shopId, messageIds, at],
  });
  return new Map(rows.map(({ messageId, ...given }) => [messageId, given]));
}

/**
 * The open discounts of a shop, with one for each of these terms. All are locked until the caller's transaction ends,
 * in one order: batches of one shop that give codes follow each other, so that its month's cap is kept to the code.
 */
export async function lockOffers(
  sql: PoolClient,
  shopId: number,
  terms: readonly OfferTerms[],
  timezone: string,
  at: Date,
): Promise<Map<string, OpenOffer>> {
  const wanted = new Map(terms.map((one) => [termsKey(one), one]));
  const rows = [...wanted]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, one]) => ({
      offerId: uuid(),
      termsKey: key,
      terms: one,
      ...offerWindow(one, at, timezone),
      firstCode: newCode(),
    }));
  await sql.query({
    name: "offers-open",
    text: `INSERT INTO offers (shop_id, offer_id, terms_key, terms, given_until, ends_at, first_code, created_at)
      SELECT $1, "offerId", "termsKey", terms, "givenUntil", "endsAt", "firstCode", $3
      FROM json_to_recordset($2) AS r("offerId" uuid, "termsKey" text, terms jsonb, "givenUntil" timestamptz,
        "endsAt" timestamptz, "firstCode" text)
      WHERE NOT EXISTS (SELECT 1 FROM offers o WHERE o.shop_id = $1 AND o.terms_key = r."termsKey" AND o.ends_at = r."endsAt")
      ON CONFLICT (shop_id, terms_key, ends_at) DO NOTHING`,
    values: [shopId, JSON.stringify(rows), at],
  });
  const locked = await sql.query<OpenOffer>({
    name: "offers-lock",
    text: `SELECT offer_id AS "offerId", terms_key AS "termsKey", ends_at AS "endsAt", error, wanted_at AS "wantedAt",
        (SELECT count(*) FROM offer_codes c WHERE c.shop_id = $1 AND c.offer_id = o.offer_id
          AND c.message_id IS NOT NULL)::int AS given
      FROM offers o WHERE shop_id = $1 AND given_until > $2 ORDER BY ends_at, offer_id FOR NO KEY UPDATE`,
    values: [shopId, at],
  });
  const ends = new Map(rows.map(({ termsKey: key, endsAt }) => [key, endsAt.getTime()]));
  // A shop that moved to another zone has two of one kind open for a while.
  return new Map(
    locked.rows.filter((one) => ends.get(one.termsKey) === one.endsAt.getTime()).map((one) => [one.termsKey, one]),
  );
}

/**
 * Gives each wish a code of its own, as far as there are any, in the transaction in which its mail leaves: with it the
 * code is given for good, without it nothing has happened. Asks for more to be minted where they run out. Returns the
 * codes by message id.
 */
export async function takeCodes(
  sql: PoolClient,
  shopId: number,
  offer: OpenOffer,
  messageIds: readonly string[],
  at: Date,
): Promise<Map<string, string>> {
  const { rows: free } = await sql.query<{ code: string }>({
    name: "offer-codes-free",
    text: `SELECT code FROM offer_codes WHERE shop_id = $1 AND offer_id = $2 AND status = 'ready' AND message_id IS NULL
      LIMIT $3 FOR UPDATE SKIP LOCKED`,
    values: [shopId, offer.offerId, messageIds.length + reserveOf(offer)],
  });
  const pairs = messageIds.flatMap((messageId, place) => {
    const code = free[place]?.code;
    return code === undefined ? [] : [[messageId, code] as const];
  });
  const ids = pairs.map(([messageId]) => messageId);
  // A mail whose code ran out while it waited lets go of that one: a mail has one code.
  await sql.query({
    name: "offer-codes-let-go",
    text: `UPDATE offer_codes SET message_id = NULL, status = 'void' WHERE shop_id = $1 AND message_id = ANY($2::uuid[])`,
    values: [shopId, ids],
  });
  await sql.query({
    name: "offer-codes-give",
    text: `UPDATE offer_codes c SET message_id = r.message_id, given_at = $4
      FROM unnest($2::uuid[], $3::text[]) AS r(message_id, code)
      WHERE c.shop_id = $1 AND c.code = r.code`,
    values: [shopId, ids, pairs.map(([, code]) => code), at],
  });
  const lacking = messageIds.length - pairs.length;
  if (lacking > 0 || free.length - pairs.length < reserveOf(offer)) await askForCodes(sql, shopId, offer, lacking, at);
  return new Map(pairs);
}

/** How many are to lie ready: more where many are given. */
function reserveOf({ given }: OpenOffer): number {
  return Math.min(250, Math.max(RESERVE, Math.ceil(given / 8)));
}

async function askForCodes(sql: Sql, shopId: number, offer: OpenOffer, lacking: number, at: Date): Promise<void> {
  await sql.query({
    name: "offers-want",
    text: `UPDATE offers SET next_try_at = coalesce(next_try_at, date_trunc('milliseconds', clock_timestamp())), wanted = greatest(wanted, $3),
        wanted_at = CASE WHEN $3 > 0 THEN coalesce(wanted_at, $4) ELSE wanted_at END
      WHERE shop_id = $1 AND offer_id = $2`,
    values: [shopId, offer.offerId, lacking, at],
  });
}
