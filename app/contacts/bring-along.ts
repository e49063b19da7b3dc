import type { PoolClient } from "pg";
import type { Key } from "./key-ring";

/** A browser that is heard of more often than this before it is anybody's is no shopper. */
const MOST_EVENTS = 1_000;

/**
 * What was heard of a checkout, a cart or a browser while it was nobody's becomes its person's: events, and the
 * checkout itself, which follows its token whenever that goes to another.
 */
export async function bringAlong(
  sql: PoolClient,
  shopId: number,
  changedKeys: readonly Key[],
  firstKeys: readonly Key[],
): Promise<void> {
  const checkouts = changedKeys.filter(({ kind }) => kind === "checkout");
  if (checkouts.length > 0) {
    await sql.query({
      name: "checkouts-follow",
      text: `UPDATE checkouts c SET contact_id = k."contactId" FROM json_to_recordset($2) AS k(value text, "contactId" uuid)
        WHERE c.shop_id = $1 AND c.token = k.value AND c.contact_id IS DISTINCT FROM k."contactId"`,
      values: [shopId, JSON.stringify(checkouts)],
    });
  }
  const keys = firstKeys.filter(({ kind }) => kind === "checkout" || kind === "cart" || kind === "visitor");
  if (keys.length === 0) return;
  await sql.query({
    name: "events-come-along",
    text: `WITH keys AS (SELECT * FROM json_to_recordset($2) AS k(kind text, value text, "contactId" uuid)),
      found AS (
        SELECT k."contactId", e.occurred_at, e.event_id FROM keys k CROSS JOIN LATERAL (
          SELECT occurred_at, event_id FROM events WHERE k.kind = 'checkout' AND shop_id = $1 AND contact_id IS NULL
            AND name = 'checkout.updated' AND data->>'token' = k.value LIMIT ${MOST_EVENTS}) e
        UNION ALL SELECT k."contactId", e.occurred_at, e.event_id FROM keys k CROSS JOIN LATERAL (
          SELECT occurred_at, event_id FROM events WHERE k.kind = 'cart' AND shop_id = $1 AND contact_id IS NULL
            AND name = 'cart.updated' AND data->>'token' = k.value LIMIT ${MOST_EVENTS}) e
        UNION ALL SELECT k."contactId", e.occurred_at, e.event_id FROM keys k CROSS JOIN LATERAL (
          SELECT occurred_at, event_id FROM events WHERE k.kind = 'visitor' AND shop_id = $1 AND contact_id IS NULL
            AND visitor = k.value ORDER BY occurred_at DESC LIMIT ${MOST_EVENTS}) e),
      come AS (
        UPDATE events e SET contact_id = f."contactId", visitor = NULL FROM found f
        WHERE e.shop_id = $1 AND e.occurred_at = f.occurred_at AND e.event_id = f.event_id AND e.contact_id IS NULL
        RETURNING e.contact_id, e.occurred_at)
      UPDATE contacts c SET seen_at = greatest(c.seen_at, last.at)
      FROM (SELECT contact_id, max(occurred_at) AS at FROM come GROUP BY contact_id) last
      WHERE c.shop_id = $1 AND c.contact_id = last.contact_id`,
    values: [shopId, JSON.stringify(keys)],
  });
}
