import type { PoolClient } from "pg";
import { pool, transaction } from "~/db.server";
import type { ConsentState } from "~/events/event";
import { shopsIn } from "~/shops-in";
import type { HeardConsent } from "./consent-docket";

/** A consent that Shopify is to be told. */
export interface ConsentWrite {
  readonly shopId: number;
  readonly contactId: string;
  readonly customerId: string;
  readonly state: SettableState;
  readonly at: Date;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** What Shopify lets an app set; it refuses the other states. */
export const settableStates = ["SUBSCRIBED", "UNSUBSCRIBED", "PENDING"] as const satisfies readonly ConsentState[];
export type SettableState = (typeof settableStates)[number];

const LEASE_SECONDS = 60;

/**
 * Queues what was said to us and holds, one wish a contact, the newest. A guest's waits: Shopify keeps consent
 * with its customers only.
 */
export async function queueConsentWrites(
  sql: PoolClient,
  shopId: number,
  consents: readonly HeardConsent[],
): Promise<void> {
  const settable: readonly string[] = settableStates;
  const wishes = new Map<string, { contactId: string; state: string; at: Date }>();
  for (const { contactId, fact } of consents) {
    const known = wishes.get(contactId);
    if (settable.includes(fact.state) && (!known || known.at <= fact.at)) {
      wishes.set(contactId, { contactId, state: fact.state, at: fact.at });
    }
  }
  if (wishes.size === 0) return;
  await sql.query({
    name: "consent-writes-queue",
    text: `INSERT INTO consent_writes AS known (shop_id, contact_id, state, at, next_try_at)
      SELECT $1, w."contactId", w.state, w.at, CASE WHEN c.customer_id IS NOT NULL THEN now() END
      FROM json_to_recordset($2) AS w("contactId" uuid, state text, at timestamptz)
      JOIN contacts c ON c.shop_id = $1 AND c.contact_id = w."contactId"
      ON CONFLICT (shop_id, contact_id) DO UPDATE SET state = excluded.state, at = excluded.at, attempts = 0,
        next_try_at = excluded.next_try_at, error = NULL WHERE known.at <= excluded.at`,
    values: [shopId, JSON.stringify([...wishes.values()])],
  });
}

/** Lets go of what waited until these contacts became customers. */
export async function wakeConsentWrites(sql: PoolClient, shopId: number, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await sql.query({
    name: "consent-writes-wake",
    text: `UPDATE consent_writes w SET next_try_at = now() FROM contacts c
      WHERE w.shop_id = $1 AND w.contact_id = ANY($2::uuid[]) AND w.next_try_at IS NULL AND w.error IS NULL
        AND c.shop_id = $1 AND c.contact_id = w.contact_id AND c.customer_id IS NOT NULL`,
    values: [shopId, contactIds],
  });
}

/** The shops that have a consent to tell Shopify by now; a skip scan. */
export async function shopsWithConsentWrites(): Promise<{ shopId: number; domain: string }[]> {
  const { rows } = await pool.query<{ shopId: number; domain: string }>({
    name: "consent-writes-shops",
    text: `WITH RECURSIVE ${shopsIn("due", "consent_writes")}
      SELECT s.shop_id AS "shopId", s.domain FROM due d JOIN shops s ON s.shop_id = d.shop_id
      WHERE s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL
        AND EXISTS (SELECT 1 FROM consent_writes w WHERE w.shop_id = s.shop_id AND w.next_try_at <= now())
      LIMIT 1000`,
  });
  return rows;
}

/**
 * The next consents to tell Shopify, leased: who dies with one leaves it to the next after a minute. One that
 * a newer word has overtaken, from Shopify or from us, is dropped here.
 */
export async function claimConsentWrites(shopId: number, limit: number): Promise<ConsentWrite[]> {
  return transaction(async (sql) => {
    await sql.query({
      name: "consent-writes-drop",
      text: `DELETE FROM consent_writes w USING contacts c WHERE w.shop_id = $1 AND w.next_try_at <= now()
        AND c.shop_id = $1 AND c.contact_id = w.contact_id AND (c.consent <> w.state OR c.consent_at > w.at)`,
      values: [shopId],
    });
    const { rows } = await sql.query<ConsentWrite>({
      name: "consent-writes-claim",
      text: `UPDATE consent_writes w SET next_try_at = now() + make_interval(secs => $3), attempts = w.attempts + 1
        FROM (SELECT contact_id FROM consent_writes WHERE shop_id = $1 AND next_try_at <= now()
          ORDER BY next_try_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
        JOIN contacts c ON c.shop_id = $1 AND c.contact_id = due.contact_id AND c.customer_id IS NOT NULL
        WHERE w.shop_id = $1 AND w.contact_id = due.contact_id
        RETURNING w.shop_id AS "shopId", w.contact_id AS "contactId", c.customer_id AS "customerId", w.state, w.at,
          w.attempts - 1 AS attempts`,
      values: [shopId, limit, LEASE_SECONDS],
    });
    return rows;
  });
}

/** What became of a try. A wish that was replaced meanwhile is left to its own try. */
export type WriteOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "again"; readonly error: string }
  | { readonly kind: "refused"; readonly error: string };

/** 15 s, half a minute, and so on up to an hour: tried until it holds. */
export function retryAfterSeconds(attempts: number): number {
  return Math.min(3_600, 15 * 2 ** Math.min(attempts, 10));
}

export async function settleConsentWrite(write: ConsentWrite, outcome: WriteOutcome): Promise<void> {
  const { shopId, contactId, at, attempts } = write;
  if (outcome.kind === "done") {
    await pool.query("DELETE FROM consent_writes WHERE shop_id = $1 AND contact_id = $2 AND at = $3", [
      shopId,
      contactId,
      at,
    ]);
    return;
  }
  const seconds = outcome.kind === "again" ? retryAfterSeconds(attempts) : null;
  await pool.query(
    `UPDATE consent_writes SET error = $4, next_try_at = now() + make_interval(secs => $5)
      WHERE shop_id = $1 AND contact_id = $2 AND at = $3`,
    [shopId, contactId, at, outcome.error.slice(0, 300), seconds],
  );
}
