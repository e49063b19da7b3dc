import { pool } from "~/db.server";
import { checkKey } from "~/sendgrid-key.server";
import { close } from "./breaker";
import { connectReports, type ReportsResult } from "./connect-reports";
import { neededScopes } from "./key-abilities";
import { seal } from "./secret";
import { checkStanding } from "./sender-standing";

/** `reports` says whether SendGrid will report to us too: a key may send and yet not be allowed to set that up. */
export type SavedKey =
  | { readonly ok: true; readonly reports: ReportsResult }
  | { readonly ok: false; readonly problem: string };

/**
 * Saves a SendGrid key, sealed, once SendGrid has said that it may send; keeps what else it may, asks about the sender's
 * address, and has the account report to us. The key is never read out again. What failed with the old key is tried anew.
 */
export async function saveSendgridKey(shopId: number, key: string): Promise<SavedKey> {
  const trimmed = key.trim();
  if (!/^SG\.[\w.-]+$/.test(trimmed)) {
    return { ok: false, problem: "A SendGrid key begins with “SG.” and has no spaces. Copy it again." };
  }
  const check = await checkKey(trimmed);
  if (check.kind !== "valid") return { ok: false, problem: check.reason };
  await pool.query(`UPDATE shops SET sendgrid_key = $2, sendgrid_scopes = $3 WHERE shop_id = $1`, [
    shopId,
    seal(shopId, trimmed),
    check.scopes.filter((scope) => neededScopes.includes(scope)),
  ]);
  await close(shopId);
  await checkStanding(shopId);
  return { ok: true, reports: await connectReports(shopId) };
}
