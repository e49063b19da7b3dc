import type { KeyObject } from "node:crypto";
import { LRUCache } from "lru-cache";
import { pool } from "~/db.server";
import { sendgridKey } from "./sendgrid-signature";

/** The key that a shop's events are signed by, or none, and when the database said so, in ms of machine time. */
interface Known {
  readonly key: KeyObject | null;
  readonly readAt: number;
}

const known = new LRUCache<number, Known>({ max: 20_000, ttl: 10 * 60_000 });

/** What a wrong signature may cost at the most: one look-up a shop and second. */
const FRESH_MS = 1_000;

/** The key of a shop, from memory where it was read before; null for a shop that has none. */
export async function knownSendgridKey(shopId: number): Promise<KeyObject | null> {
  return (known.get(shopId) ?? (await readKey(shopId))).key;
}

/**
 * The key of a shop as the database has it now, after the one in memory did not fit: another process may have stored
 * a new one. Null when it was read just now, and when there is none.
 */
export async function newerSendgridKey(shopId: number): Promise<KeyObject | null> {
  const last = known.get(shopId);
  return last && Date.now() - last.readAt < FRESH_MS ? null : (await readKey(shopId)).key;
}

/** Forgets a shop's key, because a new one was stored. Other processes find out by `newerSendgridKey`. */
export function forgetSendgridKey(shopId: number): void {
  known.delete(shopId);
}

async function readKey(shopId: number): Promise<Known> {
  const { rows } = await pool.query<{ key: string | null }>({
    name: "sendgrid-key",
    text: "SELECT webhook_key AS key FROM shops WHERE shop_id = $1 AND joined_to IS NULL",
    values: [shopId],
  });
  const text = rows[0]?.key;
  const read: Known = { key: text ? sendgridKey(text) : null, readAt: Date.now() };
  known.set(shopId, read);
  return read;
}
