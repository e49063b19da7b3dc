import type { PoolClient } from "pg";
import { now } from "~/clock";
import { contactsByIds } from "~/contacts/contact-batch";
import { segmentRule } from "~/contacts/segments/expression";
import { type LiveSegment, layDownMembers, staleMembers, updateMemberships } from "~/contacts/segments/membership";
import { aboutContacts } from "~/contacts/segments/membership-events";
import { unreadShopifySegments } from "~/contacts/segments/shopify-segments";
import { pool, transaction } from "~/db.server";
import { log } from "~/log.server";
import { runWorkflowsOnEvents } from "~/workflows/run-workflows";
import { lockShop } from "./lock-shop";

/** "In the last 30 days" changes by itself: how old a segment's members may be, in business time. */
const FRESH_FOR = "interval '15 minutes'";

/** Contacts that a turn moves at the most: a second in which the shop's inbox waits. */
const BATCH = 2_000;

/** What brings people's past in bulk. Products are read over and over; they are nobody's past. */
export const readings = `
  SELECT shop_id, finished_at, status <> 'done' AND error IS NULL AS is_under_way FROM imports WHERE kind IN ('customers', 'orders')
  UNION ALL SELECT shop_id, finished_at, status IN ('waiting', 'reading') FROM file_jobs WHERE kind = 'import-contacts'`;

interface DueSegment extends LiveSegment {
  readonly shopId: number;
  /** Whether it is counted for the first time, or for the first time since its rule changed or a history was read. */
  readonly isQuiet: boolean;
}

/**
 * Looks over the members of one segment that is due. Returns 1 when it did something, else 0. A segment is left
 * alone while its store's history or a file is being read: who is in it only because of that is laid down
 * without events.
 */
export async function refreshSegments(): Promise<number> {
  const at = now();
  const segment = await claimSegment(at);
  if (!segment) return 0;
  const { shopId, segmentId } = segment;
  try {
    // Until Shopify has said who is in its own segment, a count would be wrong; the reading gives the lease back.
    if ((await unreadShopifySegments(shopId, segment.rule)).length > 0) return 1;
    if (segment.isQuiet) await layDown(segment, at);
    else await move(segment, at);
  } catch (error) {
    // Its lease runs out and another try follows; the other segments go on meanwhile.
    log.error(
      { shopId, segmentId, error: error instanceof Error ? error.stack : String(error) },
      "segment not counted",
    );
  }
  return 1;
}

/**
 * When a clock that is moved by hand next stops for segments; null when there are none. Four times a day: at
 * every other moment at which something is due they are looked over first, so that nothing decides on old members.
 */
export async function nextSegmentTurn(at: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ due: Date }>(
    `SELECT date_bin('6 hours', $1::timestamptz, timestamptz '2000-01-01 00:00Z') + interval '6 hours' AS due
     WHERE EXISTS (SELECT FROM segments WHERE counted_at IS NOT NULL)`,
    [at],
  );
  return rows[0]?.due ?? null;
}

async function claimSegment(at: Date): Promise<DueSegment | null> {
  const { rows } = await pool.query<Omit<DueSegment, "rule"> & { rule: unknown }>({
    name: "segment-claim",
    text: `UPDATE segments s SET lease_until = clock_timestamp() + interval '1 minute' FROM shops
      WHERE shops.shop_id = s.shop_id AND (s.shop_id, s.segment_id) = (
        SELECT due.shop_id, due.segment_id FROM segments due JOIN shops o ON o.shop_id = due.shop_id
        WHERE o.opened_at IS NOT NULL AND o.uninstalled_at IS NULL
          AND (due.counted_at IS NULL OR due.counted_at <= $1::timestamptz - ${FRESH_FOR})
          AND (due.lease_until IS NULL OR due.lease_until <= clock_timestamp())
          AND NOT EXISTS (SELECT FROM (${readings}) r WHERE r.shop_id = due.shop_id AND r.is_under_way)
        ORDER BY due.counted_at NULLS FIRST LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
      RETURNING s.shop_id AS "shopId", s.segment_id AS "segmentId", s.name, s.rule,
        s.counted_at IS NULL OR EXISTS (SELECT FROM (${readings}) r
          WHERE r.shop_id = s.shop_id AND r.finished_at > s.counted_at) AS "isQuiet"`,
    values: [at],
  });
  const [row] = rows;
  return row ? { ...row, rule: segmentRule.parse(row.rule) } : null;
}

async function layDown(segment: DueSegment, at: Date): Promise<void> {
  await transaction(async (sql) => {
    if (await lockShop(sql, segment.shopId)) await layDownMembers(sql, segment.shopId, segment, at);
    else await comeBackSoon(sql, segment);
  });
}

/** Finds without a lock who may have come or gone, then looks at them again under it, as the inbox does. */
async function move(segment: DueSegment, at: Date): Promise<void> {
  const { shopId, segmentId } = segment;
  const contactIds = await transaction((sql) => staleMembers(sql, shopId, segment, at, BATCH));
  await transaction(async (sql) => {
    if (contactIds.length > 0) {
      if (!(await lockShop(sql, shopId))) return comeBackSoon(sql, segment);
      const contacts = await contactsByIds(sql, shopId, contactIds);
      const changes = await updateMemberships(sql, shopId, contactIds, at);
      await runWorkflowsOnEvents(sql, shopId, aboutContacts(changes, contacts), at);
    }
    // Only a turn that found the last of them is a count; after any other the segment is still due.
    await sql.query(
      `UPDATE segments SET lease_until = NULL, counted_at = CASE WHEN $4 THEN $3 ELSE counted_at END,
         members = (SELECT count(*) FROM segment_members WHERE shop_id = $1 AND segment_id = $2)
       WHERE shop_id = $1 AND segment_id = $2 AND counted_at IS NOT NULL`,
      [shopId, segmentId, at, contactIds.length < BATCH],
    );
  });
}

/** Another worker walks the shop's inbox just now. */
async function comeBackSoon(sql: PoolClient, { shopId, segmentId }: DueSegment): Promise<void> {
  await sql.query(
    "UPDATE segments SET lease_until = clock_timestamp() + interval '1 second' WHERE shop_id = $1 AND segment_id = $2",
    [shopId, segmentId],
  );
}
