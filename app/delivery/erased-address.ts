import { createHmac } from "node:crypto";
import type { Sql } from "~/db.server";
import { derivedKey } from "~/derived-key.server";

/**
 * An address as it is kept after its person was erased: an HMAC under WAYPOST_SECRET, bound to the shop. Nobody can
 * be found by it, but an address that comes back is known again. The law lets an objection be remembered this way
 * (GDPR, articles 17.3.b and 21.3): without it, an old list would bring back whoever said no.
 */
export function addressHash(shopId: number, email: string): string {
  return createHmac("sha256", derivedKey("waypost/erased-address/v1")).update(`${shopId}:${email}`).digest("base64url");
}

/**
 * Keeps why addresses must not be mailed, as hashes, and forgets the addresses. A sunset is no objection of theirs, and
 * is not remembered. Returns how many reasons.
 */
export async function hashSuppressions(sql: Sql, shopId: number, emails: readonly string[]): Promise<number> {
  const { rows } = await sql.query<{ email: string; reason: string; since: Date }>(
    `WITH gone AS (DELETE FROM suppressions WHERE shop_id = $1 AND email = ANY($2) RETURNING email, reason, since)
     SELECT * FROM gone WHERE reason <> 'sunset'
     UNION ALL SELECT email, 'unsubscribed', coalesce(consent_at, created_at) FROM contacts
       WHERE shop_id = $1 AND email = ANY($2) AND consent = 'UNSUBSCRIBED'`,
    [shopId, emails],
  );
  if (rows.length === 0) return 0;
  await sql.query(
    `INSERT INTO erased_addresses (shop_id, address_hash, reason, since)
     SELECT $1, hash, reason, max(since) FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS gone(hash, reason, since)
     GROUP BY hash, reason
     ON CONFLICT (shop_id, address_hash, reason) DO UPDATE SET since = greatest(erased_addresses.since, excluded.since)`,
    [
      shopId,
      rows.map(({ email }) => addressHash(shopId, email)),
      rows.map(({ reason }) => reason),
      rows.map(({ since }) => since),
    ],
  );
  return rows.length;
}
