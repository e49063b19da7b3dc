import { AdminApiError, type AdminClient } from "~/admin.server";
import { bareId } from "~/admin-api/bare-id";
import { SegmentMembersPageDocument, type SegmentMembersPageQuery } from "~/admin-api/generated/graphql";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { log } from "~/log.server";
import { offlineAdmin } from "~/shopify.server";

/** In business time. Shopify does not tell of changes. */
const FRESH_FOR = "interval '1 hour'";

/** The most that Shopify gives of a segment's members at once. */
const PAGE = 1_000;

interface DueSegment {
  readonly shopId: number;
  readonly domain: string;
  readonly shopifySegmentId: string;
}

/**
 * Reads the members of one of Shopify's own customer segments that a saved rule asks for and that was not read
 * lately. Returns 1 when it did, else 0. Page by page into the table, so that a large segment needs no memory.
 */
export async function refreshShopifySegments(): Promise<number> {
  const at = now();
  const segment = await claimSegment(at);
  if (!segment) return 0;
  const { shopId, domain, shopifySegmentId } = segment;
  try {
    await readMembers(await offlineAdmin(domain), segment, at);
    await settle(segment, at);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Its lease runs out and another try follows. Where Shopify says no, its members stay as they were last read,
    // nobody at first, until it says something else: the segment's page tells.
    log.error({ shopId, shopifySegmentId, error: reason }, "members of a Shopify segment not read");
    if (error instanceof AdminApiError && error.failure === "refused") await markRead(segment, at, reason);
  }
  return 1;
}

async function claimSegment(at: Date): Promise<DueSegment | null> {
  const { rows } = await pool.query<DueSegment>(
    `UPDATE shopify_segments s SET lease_until = clock_timestamp() + interval '5 minutes' FROM shops
     WHERE shops.shop_id = s.shop_id AND (s.shop_id, s.shopify_segment_id) = (
       SELECT due.shop_id, due.shopify_segment_id FROM shopify_segments due JOIN shops o ON o.shop_id = due.shop_id
       WHERE o.opened_at IS NOT NULL AND o.uninstalled_at IS NULL
         AND (due.read_at IS NULL OR due.read_at <= $1::timestamptz - ${FRESH_FOR})
         AND (due.lease_until IS NULL OR due.lease_until <= clock_timestamp())
       ORDER BY due.read_at NULLS FIRST LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
     RETURNING s.shop_id AS "shopId", shops.domain, s.shopify_segment_id AS "shopifySegmentId"`,
    [at],
  );
  return rows[0] ?? null;
}

async function readMembers(admin: AdminClient, { shopId, shopifySegmentId }: DueSegment, at: Date): Promise<void> {
  let after: string | null = null;
  do {
    const answer: SegmentMembersPageQuery = await admin.request(SegmentMembersPageDocument, {
      segmentId: `gid://shopify/Segment/${shopifySegmentId}`,
      first: PAGE,
      after,
    });
    const page = answer.customerSegmentMembers;
    await pool.query(
      `INSERT INTO shopify_segment_members (shop_id, shopify_segment_id, customer_id, read_at)
       SELECT $1, $2, id, $4 FROM unnest($3::text[]) AS id
       ON CONFLICT (shop_id, shopify_segment_id, customer_id) DO UPDATE SET read_at = excluded.read_at`,
      // A member's id carries the customer's digits under a type of its own.
      [shopId, shopifySegmentId, [...new Set(page.edges.map(({ node }) => bareId(node.id)))], at],
    );
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}

/** Written down as read; who was not seen this time is taken out. */
async function settle({ shopId, shopifySegmentId }: DueSegment, at: Date): Promise<void> {
  await pool.query(
    "DELETE FROM shopify_segment_members WHERE shop_id = $1 AND shopify_segment_id = $2 AND read_at < $3",
    [shopId, shopifySegmentId, at],
  );
  await markRead({ shopId, shopifySegmentId }, at, null);
}

/** Segments that waited for it can be counted from here on. */
async function markRead(
  { shopId, shopifySegmentId }: Pick<DueSegment, "shopId" | "shopifySegmentId">,
  at: Date,
  problem: string | null,
): Promise<void> {
  await pool.query(
    `WITH waiting AS (UPDATE segments SET lease_until = NULL WHERE shop_id = $1 AND counted_at IS NULL)
     UPDATE shopify_segments SET read_at = $3, lease_until = NULL, problem = $4
     WHERE shop_id = $1 AND shopify_segment_id = $2`,
    [shopId, shopifySegmentId, at, problem],
  );
}
