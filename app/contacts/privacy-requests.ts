import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { now } from "~/clock";
import { pool, type Sql } from "~/db.server";
import type { Delivery } from "~/events/delivery";
import { parseJson } from "~/events/parse-json";
import { type PrivacyRequest, privacySubject, readPrivacyRequest } from "~/events/privacy-request";

/** What the law gives: a request is to be answered within 30 days (GDPR, article 12). */
export const DAYS_TO_ANSWER = 30;

export type PrivacyOutcome = "exported" | "erased" | "nobody" | "installed-again";

/** A request that one worker has until its lease ends. */
export type ClaimedRequest = PrivacyRequest & {
  readonly shopId: number;
  readonly requestId: string;
  readonly receivedAt: Date;
  readonly attempts: number;
};

/** Takes the privacy requests among deliveries up, in the transaction that ends the deliveries. */
export async function storePrivacyRequests(
  sql: PoolClient,
  shopId: number,
  deliveries: readonly Delivery[],
): Promise<void> {
  for (const { topic, payload, triggeredAt } of deliveries) {
    if (!/redact$|data_request$/.test(topic)) continue;
    const request = readPrivacyRequest(topic, parseJson(payload));
    if (!request) continue;
    await sql.query(
      `INSERT INTO privacy_requests (shop_id, request_id, kind, subject, received_at) VALUES ($1, $2, $3, $4, $5)`,
      [shopId, uuid(), request.kind, JSON.stringify(request.subject), triggeredAt],
    );
  }
}

/**
 * The next request that is to be carried out, the oldest of its shop first; null when none is, or all are being
 * carried out. Who takes it has it for ten minutes of machine time: a worker that dies gives it back.
 */
export async function claimPrivacyRequest(): Promise<ClaimedRequest | null> {
  const { rows } = await pool.query(
    `UPDATE privacy_requests r SET attempts = attempts + 1, next_try_at = now() + interval '10 minutes'
     WHERE (shop_id, request_id) = (
       SELECT shop_id, request_id FROM privacy_requests
       WHERE done_at IS NULL AND (next_try_at IS NULL OR next_try_at <= now())
       ORDER BY received_at, request_id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING shop_id AS "shopId", request_id AS "requestId", kind, subject, received_at AS "receivedAt", attempts`,
  );
  const [row] = rows;
  return row ? claimedRequest.parse(row) : null;
}

const claim = { shopId: z.number(), requestId: z.string(), receivedAt: z.date(), attempts: z.number() };
const claimedRequest = z.discriminatedUnion("kind", [
  z.object({ ...claim, kind: z.enum(["customers/data_request", "customers/redact"]), subject: privacySubject }),
  z.object({ ...claim, kind: z.literal("shop/redact"), subject: z.object({}) }),
]);

type RequestKey = Pick<ClaimedRequest, "shopId" | "requestId">;

/** Notes that a request was carried out. What it was about is kept only as long as its export is. */
export async function finishPrivacyRequest(
  sql: Sql,
  { shopId, requestId }: RequestKey,
  outcome: PrivacyOutcome,
  file: string | null,
): Promise<void> {
  await sql.query(
    `UPDATE privacy_requests SET done_at = $3, outcome = $4, export = $5, next_try_at = NULL, error = NULL,
       subject = CASE WHEN $5::text IS NULL THEN '{}' ELSE subject END
     WHERE shop_id = $1 AND request_id = $2`,
    [shopId, requestId, now(), outcome, file],
  );
}

/** Notes why a request could not be carried out now; it is tried again after `ms` of machine time. */
export async function postponePrivacyRequest({ shopId, requestId }: RequestKey, reason: string, ms: number) {
  await pool.query(
    `UPDATE privacy_requests SET error = $3, next_try_at = now() + $4 * interval '1 millisecond'
     WHERE shop_id = $1 AND request_id = $2`,
    [shopId, requestId, reason.slice(0, 500), ms],
  );
}

/**
 * The export of a data request, to be saved by the merchant; null when there is none, or none any more. From the
 * first time on it is kept for a day, in case the file got lost on its way.
 */
export async function fetchPrivacyExport(shopId: number, requestId: string): Promise<string | null> {
  const { rows } = await pool.query<{ export: string }>(
    `UPDATE privacy_requests SET fetched_at = coalesce(fetched_at, $3)
     WHERE shop_id = $1 AND request_id = $2 AND export IS NOT NULL RETURNING export`,
    [shopId, requestId, now()],
  );
  return rows[0]?.export ?? null;
}

/** Forgets exports that were fetched a day ago, or made 30 days ago, with whom they were about. Returns how many. */
export async function dropPrivacyExports(): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE privacy_requests SET export = NULL, subject = '{}' WHERE export IS NOT NULL
       AND (fetched_at < $1::timestamptz - interval '1 day' OR done_at < $1::timestamptz - interval '${DAYS_TO_ANSWER} days')`,
    [now()],
  );
  return rowCount ?? 0;
}
