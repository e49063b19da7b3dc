import type { PoolClient } from "pg";
import { db, pool } from "~/db.server";
import { conditionsOf, type Group, segmentRule, shopifySegmentsOf } from "./expression";

/** Shopify's segments that saved rules ask for are read by the worker; those that none asks for any more are forgotten. */
export async function wantShopifySegments(sql: PoolClient, shopId: number): Promise<void> {
  const { rows } = await sql.query<{ rule: unknown }>("SELECT rule FROM segments WHERE shop_id = $1", [shopId]);
  const wanted = [...new Set(rows.flatMap(({ rule }) => shopifySegmentsOf(segmentRule.parse(rule))))];
  await sql.query(
    `INSERT INTO shopify_segments (shop_id, shopify_segment_id) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
    [shopId, wanted],
  );
  for (const table of ["shopify_segments", "shopify_segment_members"]) {
    await sql.query(`DELETE FROM ${table} WHERE shop_id = $1 AND shopify_segment_id <> ALL($2::text[])`, [
      shopId,
      wanted,
    ]);
  }
}

/** Which of a rule's Shopify segments were not read yet: until they are, a count would be wrong. */
export async function unreadShopifySegments(shopId: number, rule: Group): Promise<string[]> {
  const wanted = shopifySegmentsOf(rule);
  if (wanted.length === 0) return [];
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM unnest($2::text[]) AS id WHERE NOT EXISTS (SELECT FROM shopify_segments s
       WHERE s.shop_id = $1 AND s.shopify_segment_id = id AND s.read_at IS NOT NULL)`,
    [shopId, wanted],
  );
  return rows.map(({ id }) => id);
}

/** The Shopify segments of a rule of which Shopify would not say who is in them, by the names that they had. */
export async function refusedShopifySegments(shopId: number, rule: Group): Promise<string[]> {
  const wanted = conditionsOf(rule).flatMap((one) => (one.is === "shopify-segment" ? one.segment : []));
  if (wanted.length === 0) return [];
  const rows = await db.shopifySegment.findMany({
    where: { shopId, shopifySegmentId: { in: wanted.map(({ id }) => id) }, problem: { not: null } },
  });
  return wanted
    .filter(({ id }) => rows.some(({ shopifySegmentId }) => shopifySegmentId === id))
    .map(({ name }) => name);
}
