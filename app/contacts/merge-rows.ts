import type { PoolClient } from "pg";
import type { Merge } from "./merge";

/** The tables whose rows name their contact in `contact_id` and in no unique key. */
const plainTables = [
  "events",
  "checkouts",
  "orders",
  "messages",
  "runs",
  "decisions",
  "effects",
  "contact_identities",
  "consent_changes",
] as const;

/**
 * Moves all that belongs to merged contacts to their survivors. Of the contact that is no more a row stays, with
 * the way to its survivor and nothing about a person: links in mails that were sent to it still lead somewhere.
 */
export async function mergeRows(sql: PoolClient, shopId: number, merges: readonly Merge[]): Promise<void> {
  if (merges.length === 0) return;
  const values = [shopId, merges.map(({ loserId }) => loserId), merges.map(({ survivorId }) => survivorId)];
  const pairs = "unnest($2::uuid[], $3::uuid[]) AS m(loser, survivor)";
  for (const table of plainTables) {
    await sql.query(
      `UPDATE ${table} t SET contact_id = m.survivor FROM ${pairs} WHERE t.shop_id = $1 AND t.contact_id = m.loser`,
      values,
    );
  }
  // One wish a contact: the newer. And one membership a segment.
  await sql.query(
    `WITH moved AS (DELETE FROM consent_writes t USING ${pairs} WHERE t.shop_id = $1 AND t.contact_id = m.loser
        RETURNING m.survivor, t.state, t.at, t.attempts, t.next_try_at, t.error)
      INSERT INTO consent_writes AS known (shop_id, contact_id, state, at, attempts, next_try_at, error)
      SELECT DISTINCT ON (survivor) $1::int, survivor, state, at, attempts, next_try_at, error FROM moved ORDER BY survivor, at DESC
      ON CONFLICT (shop_id, contact_id) DO UPDATE SET state = excluded.state, at = excluded.at, attempts = excluded.attempts,
        next_try_at = excluded.next_try_at, error = excluded.error WHERE known.at < excluded.at`,
    values,
  );
  await sql.query(
    `WITH moved AS (DELETE FROM segment_members t USING ${pairs} WHERE t.shop_id = $1 AND t.contact_id = m.loser
        RETURNING m.survivor, t.segment_id, t.entered_at)
      INSERT INTO segment_members (shop_id, segment_id, contact_id, entered_at)
      SELECT $1::int, segment_id, survivor, min(entered_at) FROM moved GROUP BY segment_id, survivor
      ON CONFLICT (shop_id, segment_id, contact_id) DO NOTHING`,
    values,
  );
  await sql.query(
    `UPDATE contacts c SET merged_into = m.survivor FROM ${pairs} WHERE c.shop_id = $1 AND c.merged_into = m.loser`,
    values,
  );
  await sql.query(
    `UPDATE contacts c SET inactive_after = greatest(c.inactive_after, told.after)
      FROM (SELECT m.survivor, max(l.inactive_after) AS after FROM ${pairs}
        JOIN contacts l ON l.shop_id = $1 AND l.contact_id = m.loser GROUP BY m.survivor) told
      WHERE c.shop_id = $1 AND c.contact_id = told.survivor AND told.after IS NOT NULL`,
    values,
  );
  await sql.query(
    `UPDATE contacts c SET merged_into = m.survivor, customer_id = NULL, email = NULL, first_name = NULL, last_name = NULL,
        locale = NULL, country = NULL, region = NULL, city = NULL, timezone = NULL, tags = '{}', custom = '{}',
        consent = 'NOT_SUBSCRIBED', consent_at = NULL, consent_source = NULL, address_problem = NULL, profile_clock = '{}',
        orders_count = 0, spent_minor = 0, first_order_at = NULL, last_order_at = NULL, inactive_after = NULL,
        seen_at = NULL
      FROM ${pairs} WHERE c.shop_id = $1 AND c.contact_id = m.loser`,
    values,
  );
}
