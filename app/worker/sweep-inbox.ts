import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { moveDeliveries } from "~/move-deliveries.server";
import { shopsIn } from "~/shops-in";

/**
 * How long the id of a delivery that was processed is kept, to refuse it when it comes again. Shopify repeats
 * for four hours; a person may replay for days.
 */
const DONE_DAYS = 7;

/**
 * How long the deliveries of a store that never opened the app wait for it. What is older is in the history that is
 * imported once it does.
 */
const UNOPENED_DAYS = 30;

/** Rows of a shop that one turn takes at the most. */
const BATCH = 5_000;

/**
 * Keeps the inbox small, one batch a shop and turn: forgets deliveries that are long done, deletes those of shops
 * that were erased or never opened, and brings on what came in for a placeholder after it was joined to its shop.
 * Returns how many rows it moved or deleted.
 */
export async function sweepInbox(): Promise<number> {
  let swept = 0;
  for (const { shopId, joinedTo, isErased, isOpened } of await shopsWithInbox()) {
    if (joinedTo !== null) swept += await transaction((sql) => moveDeliveries(sql, shopId, joinedTo));
    else if (isErased) swept += await deleteBatch(shopId, "true", null);
    else {
      swept += await deleteBatch(shopId, "status = 'done' AND received_at < $2", daysAgo(DONE_DAYS));
      if (!isOpened)
        swept += await deleteBatch(shopId, "status = 'waiting' AND received_at < $2", daysAgo(UNOPENED_DAYS));
    }
  }
  return swept;
}

interface InboxShop {
  readonly shopId: number;
  readonly joinedTo: number | null;
  readonly isErased: boolean;
  readonly isOpened: boolean;
}

/** Every shop that the inbox holds a row of: a skip scan, whose cost is the number of shops. */
async function shopsWithInbox(): Promise<InboxShop[]> {
  const { rows } = await pool.query<InboxShop>(
    `WITH RECURSIVE ${shopsIn("inbox_shops", "inbox")}
      SELECT i.shop_id AS "shopId", s.joined_to AS "joinedTo", s.shop_id IS NULL AS "isErased",
        s.opened_at IS NOT NULL AS "isOpened"
      FROM inbox_shops i LEFT JOIN shops s ON s.shop_id = i.shop_id WHERE i.shop_id IS NOT NULL`,
  );
  return rows;
}

async function deleteBatch(shopId: number, condition: string, before: Date | null): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM inbox WHERE shop_id = $1 AND (source, delivery_id) IN
       (SELECT source, delivery_id FROM inbox WHERE shop_id = $1 AND ${condition} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
    before === null ? [shopId] : [shopId, before],
  );
  return rowCount ?? 0;
}

const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000);
