import type { PoolClient } from "pg";

/**
 * Takes the shop for this transaction: one worker at a time walks a shop's inbox and timers, so that
 * its contacts are made once and its events are walked in order. False when another worker has it.
 */
export async function lockShop(sql: PoolClient, shopId: number): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: "shop-lock",
    text: "SELECT 1 FROM shops WHERE shop_id = $1 FOR NO KEY UPDATE SKIP LOCKED",
    values: [shopId],
  });
  return rowCount === 1;
}
