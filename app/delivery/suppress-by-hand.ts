import { z } from "zod";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { normaliseEmail } from "~/events/normalise-email";
import type { SaveResult } from "./save-result";

/** Puts one address on the list, at a merchant's word; queued mails to it are not sent any more. Again is harmless. */
export async function suppressByHand(shopId: number, text: string): Promise<SaveResult<"email">> {
  const email = normaliseEmail(text);
  if (email === null || !z.email().safeParse(email).success) {
    return { ok: false, errors: { email: "That is not an e-mail address." } };
  }
  await pool.query(
    `INSERT INTO suppressions (shop_id, email, reason, since, source) VALUES ($1, $2, 'manual', $3, 'added by you')
      ON CONFLICT (shop_id, email, reason) DO NOTHING`,
    [shopId, email, now()],
  );
  return { ok: true };
}
