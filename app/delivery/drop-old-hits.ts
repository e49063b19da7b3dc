import { now } from "~/clock";
import { pool } from "~/db.server";
import { shopsIn } from "~/shops-in";

/** How long a hit is kept: what follows from it is an event by then, and says less of whoever made it. */
const HITS_KEPT_DAYS = 30;

/** Rows of a shop that one turn takes at the most. */
const BATCH = 5_000;

/** Forgets hits that were judged long ago, one batch a shop and turn; returns how many. */
export async function dropOldHits(): Promise<number> {
  const { rows } = await pool.query<{ shopId: number }>(
    `WITH RECURSIVE ${shopsIn("hit_shops", "link_hits")}
      SELECT shop_id AS "shopId" FROM hit_shops WHERE shop_id IS NOT NULL`,
  );
  let dropped = 0;
  for (const { shopId } of rows) dropped += await dropOldHitsOf(shopId);
  return dropped;
}

/** Ids are UUID v7, so that the oldest come first in the table's own key, and no other index is needed. */
async function dropOldHitsOf(shopId: number): Promise<number> {
  const before = new Date(now().getTime() - HITS_KEPT_DAYS * 86_400_000);
  const { rowCount } = await pool.query(
    `DELETE FROM link_hits WHERE shop_id = $1 AND hit_id IN (
       SELECT hit_id FROM link_hits WHERE shop_id = $1 AND hit_id < $2::uuid AND at < $3 AND verdict IS NOT NULL LIMIT ${BATCH})`,
    [shopId, firstIdAt(before), before],
  );
  return rowCount ?? 0;
}

/** The smallest UUID v7 of a moment (RFC 9562, 5.7): its first 48 bits are milliseconds. */
function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
