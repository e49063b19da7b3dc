import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { v7 as uuid } from "uuid";
import { now } from "~/clock";
import { pool } from "~/db.server";

export interface ApiKey {
  readonly keyId: string;
  readonly name: string;
  readonly createdAt: Date;
  /** To the minute; null when it never was. */
  readonly lastUsedAt: Date | null;
}

/** Of one shop, at one time. Each request looks at all of them. */
export const MOST_KEYS = 20;

/** A key's requests: so many at once, and so many a second for ever. */
export const BURST = 50;
export const PER_SECOND = 10;

/**
 * Makes a key for a shop. The key is in this answer and nowhere else: of it, only its SHA-256 is kept.
 * Null when the shop has MOST_KEYS already.
 */
export async function makeKey(shopId: number, name: string): Promise<string | null> {
  const key = `wp_${shopId.toString(36)}_${randomBytes(32).toString("base64url")}`;
  const { rowCount } = await pool.query(
    `INSERT INTO api_keys (shop_id, key_id, name, hash, created_at)
      SELECT $1, $2, $3, $4, $5
      WHERE (SELECT count(*) FROM api_keys WHERE shop_id = $1 AND revoked_at IS NULL) < $6`,
    [shopId, uuid(), name, hashOf(key).toString("hex"), now(), MOST_KEYS],
  );
  return rowCount === 1 ? key : null;
}

/** The shop's keys that are good, the newest first. */
export async function liveKeys(shopId: number): Promise<ApiKey[]> {
  const { rows } = await pool.query<ApiKey>(
    `SELECT key_id AS "keyId", name, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM api_keys
      WHERE shop_id = $1 AND revoked_at IS NULL ORDER BY key_id DESC`,
    [shopId],
  );
  return rows;
}

/** Makes a key worthless from the next request on. False when the shop has no such key. */
export async function revokeKey(shopId: number, keyId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE api_keys SET revoked_at = $3 WHERE shop_id = $1 AND key_id = $2 AND revoked_at IS NULL`,
    [shopId, keyId, now()],
  );
  return rowCount === 1;
}

export type Admission =
  | { readonly verdict: "admitted"; readonly shopId: number; readonly keyId: string }
  | { readonly verdict: "unknown" }
  | { readonly verdict: "too-fast"; readonly retryAfterSeconds: number };

/** Whose request this is, by its Authorization header, and whether its key may send now. */
export async function admit(authorization: string | null): Promise<Admission> {
  const [, key, shopPart] = authorization?.match(/^Bearer +(wp_([0-9a-z]{1,6})_[\w-]{43})$/i) ?? [];
  if (!key || !shopPart) return { verdict: "unknown" };
  const shopId = Number.parseInt(shopPart, 36);
  const keyId = await findKey(shopId, key);
  if (keyId === null) return { verdict: "unknown" };
  const retryAfterSeconds = await takeTurn(shopId, keyId);
  return retryAfterSeconds === 0 ? { verdict: "admitted", shopId, keyId } : { verdict: "too-fast", retryAfterSeconds };
}

async function findKey(shopId: number, key: string): Promise<string | null> {
  // Six characters in base 36 reach past PostgreSQL's int.
  if (shopId > 2 ** 31 - 1) return null;
  const { rows } = await pool.query<{ keyId: string; hash: string }>({
    name: "api-keys-of-shop",
    text: `SELECT k.key_id AS "keyId", k.hash FROM api_keys k JOIN shops s ON s.shop_id = k.shop_id
      WHERE k.shop_id = $1 AND k.revoked_at IS NULL AND s.uninstalled_at IS NULL`,
    values: [shopId],
  });
  const given = hashOf(key);
  // In constant time each, and all of them: how long it takes tells nothing.
  const same = rows.filter(({ hash }) => timingSafeEqual(Buffer.from(hash, "hex"), given));
  return same[0]?.keyId ?? null;
}

/**
 * Seconds to wait; 0 when the request may go on. The generic cell rate algorithm: one time a key, up to
 * which its requests fill the pace (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm). It stands
 * in the database, so that many processes keep one pace, and runs by the database's clock, which they share.
 */
async function takeTurn(shopId: number, keyId: string): Promise<number> {
  const { rowCount } = await pool.query({
    name: "api-key-turn",
    text: `UPDATE api_keys SET
        busy_until = greatest(busy_until, statement_timestamp()) + interval '1 second' / ${PER_SECOND},
        last_used_at = CASE WHEN last_used_at > $3::timestamptz - interval '1 minute' THEN last_used_at ELSE $3 END
      WHERE shop_id = $1 AND key_id = $2
        AND (busy_until IS NULL OR busy_until <= statement_timestamp() + interval '1 second' * ${(BURST - 1) / PER_SECOND})`,
    values: [shopId, keyId, now()],
  });
  if (rowCount === 1) return 0;
  const { rows } = await pool.query<{ seconds: number }>(
    `SELECT extract(epoch FROM busy_until - statement_timestamp())::float8 - ${(BURST - 1) / PER_SECOND} AS seconds
      FROM api_keys WHERE shop_id = $1 AND key_id = $2`,
    [shopId, keyId],
  );
  return Math.max(1, Math.ceil(rows[0]?.seconds ?? 1));
}

function hashOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
