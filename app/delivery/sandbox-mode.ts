import { pool } from "~/db.server";

/** From the next mail on SendGrid checks a shop's mails and sends none, or sends them again. */
export async function setSandboxMode(shopId: number, isOn: boolean): Promise<void> {
  await pool.query("UPDATE shops SET is_sandboxed = $2 WHERE shop_id = $1", [shopId, isOn]);
}
