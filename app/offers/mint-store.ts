import { pool, transaction } from "~/db.server";
import { shopsIn } from "~/shops-in";
import { RESERVE } from "./give-codes";
import { newCode } from "./new-code";
import { type OfferTerms, offerTerms } from "./offer-terms";

/** A discount that is to get codes, leased. */
export interface OfferToMint {
  readonly shopId: number;
  readonly offerId: string;
  readonly terms: OfferTerms;
  readonly createdAt: Date;
  readonly endsAt: Date;
  readonly firstCode: string;
  readonly discountId: string | null;
  /** How often in a row it failed before. */
  readonly attempts: number;
  /** How many codes to make now. */
  readonly lacking: number;
}

/** Shopify takes no more in one call. */
const MOST_CODES = 250;

/** Longer than all its requests with their time-outs take. */
const LEASE = "interval '3 minutes'";

/** From so many failures on, mails are no longer kept waiting in the hope of the next try. */
const HOPEFUL_ATTEMPTS = 3;

/** The shops that are to get codes by now; a skip scan. */
export async function shopsWithOffersToMint(): Promise<{ shopId: number; domain: string }[]> {
  const { rows } = await pool.query<{ shopId: number; domain: string }>({
    name: "offers-shops",
    text: `WITH RECURSIVE ${shopsIn("due", "offers", "next_try_at IS NOT NULL")}
      SELECT s.shop_id AS "shopId", s.domain FROM due d JOIN shops s USING (shop_id)
      WHERE s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL AND s.joined_to IS NULL
        AND EXISTS (SELECT 1 FROM offers o WHERE o.shop_id = s.shop_id AND o.next_try_at <= clock_timestamp())
      LIMIT 1000`,
  });
  return rows;
}

/** Whether codes are being made, or are tried again within seconds. */
export async function areOffersUnderWay(): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM offers WHERE next_try_at IS NOT NULL AND attempts < ${HOPEFUL_ATTEMPTS} LIMIT 1`,
  );
  return rowCount === 1;
}

/** The next discount of a shop that is to get codes, leased; null when there is none. Those whose time is over are let be. */
export async function claimOffer(shopId: number, at: Date): Promise<OfferToMint | null> {
  return transaction(async (sql) => {
    await sql.query({
      name: "offers-over",
      text: `UPDATE offers SET next_try_at = NULL, wanted = 0, wanted_at = NULL
        WHERE shop_id = $1 AND next_try_at <= clock_timestamp() AND given_until <= $2`,
      values: [shopId, at],
    });
    const { rows } = await sql.query<Omit<OfferToMint, "terms" | "lacking"> & Counts & { terms: unknown }>({
      name: "offers-claim",
      text: `UPDATE offers o SET next_try_at = clock_timestamp() + ${LEASE}
        FROM (SELECT offer_id FROM offers WHERE shop_id = $1 AND next_try_at <= clock_timestamp()
          ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
        WHERE o.shop_id = $1 AND o.offer_id = due.offer_id
        RETURNING o.shop_id AS "shopId", o.offer_id AS "offerId", o.terms, o.created_at AS "createdAt", o.ends_at AS "endsAt",
          o.first_code AS "firstCode", o.discount_id AS "discountId", o.attempts, o.wanted,
          (SELECT count(*) FROM offer_codes c WHERE c.shop_id = $1 AND c.offer_id = o.offer_id AND c.status = 'ready'
            AND c.message_id IS NULL)::int AS free,
          (SELECT count(*) FROM offer_codes c WHERE c.shop_id = $1 AND c.offer_id = o.offer_id
            AND c.message_id IS NOT NULL)::int AS given`,
      values: [shopId],
    });
    const [row] = rows;
    if (!row) return null;
    const { terms, wanted, free, given, ...offer } = row;
    return { ...offer, terms: offerTerms.parse(terms), lacking: lackingOf({ wanted, free, given }) };
  });
}

interface Counts {
  readonly wanted: number;
  readonly free: number;
  readonly given: number;
}

/** What is waited for, and so many more that the next mails find theirs. */
function lackingOf({ wanted, free, given }: Counts): number {
  return Math.min(MOST_CODES, Math.max(0, wanted + Math.max(2 * RESERVE, Math.ceil(given / 4)) - free));
}

/**
 * Takes back the codes of mails that certainly reached nobody, for the next ones. Of a mail that may have left its code
 * is gone: it ends with its discount.
 */
export async function returnCodes({ shopId, offerId }: OfferToMint): Promise<void> {
  await pool.query({
    name: "offer-codes-return",
    text: `UPDATE offer_codes c SET message_id = NULL, given_at = NULL FROM messages m
      WHERE c.shop_id = $1 AND c.offer_id = $2 AND c.status = 'ready' AND m.shop_id = $1 AND m.message_id = c.message_id
        AND (m.status = 'refused' OR (m.status = 'not_sent' AND m.left_at IS NULL))`,
    values: [shopId, offerId],
  });
}

/** The discount is made, and its first code can be given. */
export async function keepDiscount({ shopId, offerId, firstCode }: OfferToMint, discountId: string): Promise<void> {
  await transaction(async (sql) => {
    await sql.query(`UPDATE offers SET discount_id = $3 WHERE shop_id = $1 AND offer_id = $2`, [
      shopId,
      offerId,
      discountId,
    ]);
    await sql.query(
      `INSERT INTO offer_codes (shop_id, code, offer_id, status) VALUES ($1, $3, $2, 'ready') ON CONFLICT DO NOTHING`,
      [shopId, offerId, firstCode],
    );
  });
}

/** The discount is no longer in the store: its codes are given to nobody, and another is made with a new first code. */
export async function forgetDiscount({ shopId, offerId }: OfferToMint): Promise<void> {
  await transaction(async (sql) => {
    await sql.query(`UPDATE offers SET discount_id = NULL, first_code = $3 WHERE shop_id = $1 AND offer_id = $2`, [
      shopId,
      offerId,
      newCode(),
    ]);
    await sql.query(
      `UPDATE offer_codes SET status = 'void' WHERE shop_id = $1 AND offer_id = $2 AND message_id IS NULL`,
      [shopId, offerId],
    );
  });
}

/**
 * Codes of the batches before that Shopify was asked to make: by the id of its bulk creation. What was written down and
 * never answered for is void: Shopify may have it, but nobody will.
 */
export async function unsettledBatches({ shopId, offerId }: OfferToMint): Promise<string[]> {
  await pool.query({
    name: "offer-codes-unanswered",
    text: `UPDATE offer_codes SET status = 'void' WHERE shop_id = $1 AND offer_id = $2 AND status = 'minting'
      AND batch_id IS NULL`,
    values: [shopId, offerId],
  });
  const { rows } = await pool.query<{ batchId: string }>({
    name: "offer-codes-unsettled",
    text: `SELECT DISTINCT batch_id AS "batchId" FROM offer_codes
      WHERE shop_id = $1 AND offer_id = $2 AND status = 'minting' AND batch_id IS NOT NULL LIMIT 20`,
    values: [shopId, offerId],
  });
  return rows.map(({ batchId }) => batchId);
}

/** New codes, written down before Shopify is asked for them. */
export async function writeCodes({ shopId, offerId }: OfferToMint, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode);
  await pool.query({
    name: "offer-codes-write",
    text: `INSERT INTO offer_codes (shop_id, code, offer_id) SELECT $1, code, $2 FROM unnest($3::text[]) AS code`,
    values: [shopId, offerId, codes],
  });
  return codes;
}

/** Shopify has taken these as this bulk creation. */
export async function keepBatch({ shopId }: OfferToMint, codes: readonly string[], batchId: string): Promise<void> {
  await pool.query({
    name: "offer-codes-batch",
    text: `UPDATE offer_codes SET batch_id = $3 WHERE shop_id = $1 AND code = ANY($2)`,
    values: [shopId, codes, batchId],
  });
}

/** What became of a bulk creation: these codes can be given, the others of it cannot. */
export async function settleBatch(
  { shopId, offerId }: OfferToMint,
  batchId: string,
  made: readonly string[],
): Promise<void> {
  await pool.query({
    name: "offer-codes-settle",
    text: `UPDATE offer_codes SET status = CASE WHEN code = ANY($4) THEN 'ready' ELSE 'void' END
      WHERE shop_id = $1 AND offer_id = $2 AND batch_id = $3 AND status = 'minting'`,
    values: [shopId, offerId, batchId, made],
  });
}

/** There are codes again. What was asked for meanwhile is made in the next turn. */
export async function finishMinting({ shopId, offerId, lacking }: OfferToMint): Promise<void> {
  await pool.query({
    name: "offers-minted",
    text: `UPDATE offers SET attempts = 0, error = NULL, wanted_at = NULL,
        next_try_at = CASE WHEN wanted > $3 THEN clock_timestamp() END, wanted = greatest(0, wanted - $3)
      WHERE shop_id = $1 AND offer_id = $2`,
    values: [shopId, offerId, lacking],
  });
}

/**
 * It failed. A passing failure is tried again within seconds before mails are told of it; then, or where Shopify said
 * no, at growing distances up to an hour.
 */
export async function failMinting(
  { shopId, offerId, attempts }: OfferToMint,
  error: string,
  isForGood: boolean,
): Promise<void> {
  const tried = isForGood ? Math.max(attempts + 1, HOPEFUL_ATTEMPTS) : attempts + 1;
  const isHopeful = tried < HOPEFUL_ATTEMPTS;
  const seconds = isHopeful ? tried : Math.min(3_600, 60 * 2 ** Math.min(6, tried - HOPEFUL_ATTEMPTS));
  await pool.query({
    name: "offers-failed",
    text: `UPDATE offers SET attempts = $3, error = $4, next_try_at = clock_timestamp() + make_interval(secs => $5)
      WHERE shop_id = $1 AND offer_id = $2`,
    values: [shopId, offerId, tried, isHopeful ? null : error.slice(0, 300), seconds],
  });
}
