import { pool } from "~/db.server";

/** Looks at once at a shop's mails that wait for one of these reasons: what they wait for has come, or will not. */
export async function lookAgain(shopId: number, reasons: readonly string[], at: Date): Promise<void> {
  await pool.query({
    name: "messages-look-again",
    text: `UPDATE messages SET send_at = $2 WHERE shop_id = $1 AND status = 'queued' AND send_at > $2 AND reason = ANY($3)`,
    values: [shopId, at, reasons],
  });
}
