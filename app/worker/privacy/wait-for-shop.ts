import type { PoolClient } from "pg";

/** Something is under way that would bring the person back. The request waits for it, and says so. */
export class NotYet extends Error {
  override readonly name = "NotYet";
}

/**
 * Takes the shop for this transaction: nothing of its inbox, timers or files is read meanwhile, so that nobody who
 * is erased is made anew by what was in hand. Waits its turn. Throws NotYet while a delivery from before the request
 * waits to be read, or a copy of the store that Shopify made is being taken in.
 */
export async function waitForShop(sql: PoolClient, shopId: number, askedAt: Date): Promise<void> {
  const { rows } = await sql.query<{ isOpened: boolean }>(
    `SELECT opened_at IS NOT NULL AS "isOpened" FROM shops WHERE shop_id = $1 FOR NO KEY UPDATE`,
    [shopId],
  );
  const isOpened = rows[0]?.isOpened ?? false;
  const busy = await sql.query<{ inbox: boolean; imports: boolean; files: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM inbox WHERE shop_id = $1 AND status = 'waiting' AND received_at <= $2) AS inbox,
       EXISTS (SELECT 1 FROM imports WHERE shop_id = $1 AND status IN ('asked', 'reading') AND error IS NULL
         AND kind <> 'products') AS imports,
       EXISTS (SELECT 1 FROM file_jobs WHERE shop_id = $1 AND status IN ('waiting', 'reading')) AS files`,
    [shopId, askedAt],
  );
  const [found] = busy.rows;
  if (found?.inbox && isOpened) throw new NotYet("Messages from before the request are still being read.");
  if (found?.imports) throw new NotYet("The store's history is still being read.");
  if (found?.files) throw new NotYet("A file of contacts is still being read.");
}
