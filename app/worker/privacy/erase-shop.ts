import { pool, transaction } from "~/db.server";
import { tablesOfShop } from "./tables-of-shop";

/** Rows a statement: short enough to stay far from its time-out, and to leave the disk to others. */
const BATCH = 5_000;

/**
 * Erases a shop that asked for it at `askedAt`: every row of every table, its tokens, its domains. False, with
 * nothing erased, for a shop that has the app again since: Shopify does not ask this of one, but an old word may
 * arrive late, and must not empty a live shop.
 *
 * In many short transactions, because a shop may have millions of rows. It begins with the shop's own row, after
 * which nothing works for it any more, and ends with the request's, so that a worker that dies is followed by one that
 * goes on. What a front door stores meanwhile is swept with the rest; what comes later makes a new shop.
 */
export async function eraseShop(shopId: number, askedAt: Date): Promise<boolean> {
  if (!(await closeForEver(shopId, askedAt))) return false;
  const tables = (await tablesOfShop(pool)).map(({ name }) => name);
  const requests = '"privacy_requests"';
  for (const one of [...(await placeholdersOf(shopId)), shopId]) {
    for (const table of tables.filter((name) => name !== requests)) await empty(table, one);
    await empty(requests, one);
  }
  return true;
}

function closeForEver(shopId: number, askedAt: Date): Promise<boolean> {
  return transaction(async (sql) => {
    const { rows } = await sql.query<{ domain: string; isBack: boolean }>(
      `SELECT domain, coalesce(uninstalled_at IS NULL AND opened_at > $2, false) AS "isBack" FROM shops
       WHERE shop_id = $1 FOR UPDATE`,
      [shopId, askedAt],
    );
    if (rows[0]?.isBack) return false;
    const directory = await sql.query<{ domain: string }>(
      "DELETE FROM shop_domains WHERE shop_id = $1 RETURNING domain",
      [shopId],
    );
    const domains = [...rows, ...directory.rows].map(({ domain }) => domain);
    await sql.query(`DELETE FROM "Session" WHERE shop = ANY($1)`, [domains]);
    await sql.query("DELETE FROM shops WHERE shop_id = $1", [shopId]);
    return true;
  });
}

/** The signposts that lead to it, from domains that it was met under. */
async function placeholdersOf(shopId: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>("SELECT shop_id AS id FROM shops WHERE joined_to = $1", [shopId]);
  return rows.map(({ id }) => id);
}

async function empty(table: string, shopId: number): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE shop_id = $1 AND ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE shop_id = $1 LIMIT ${BATCH}))`,
      [shopId],
    );
    if (rowCount === 0) return;
  }
}
