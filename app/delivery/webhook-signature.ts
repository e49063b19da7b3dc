import { createHmac } from "node:crypto";
import { derivedKey } from "~/derived-key.server";

/**
 * The key by which a shop's own servers know that a call is ours; each shop has its own, and the merchant reads it
 * under Settings → Keys. It is derived, so that it is stored nowhere.
 */
export function webhookKey(shopId: number): string {
  const mac = createHmac("sha256", derivedKey("waypost/webhook/v1")).update(`shop:${shopId}`).digest("base64url");
  return `wps_${mac}`;
}

/**
 * The header Waypost-Signature: `t=<Unix seconds>,v1=<hex>`, where v1 is the HMAC-SHA256 of "<t>.<body>" under the
 * shop's key as text. The time is machine time: a receiver refuses what is old, so that nobody replays it.
 */
export function webhookSignature(shopId: number, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  const mac = createHmac("sha256", webhookKey(shopId)).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}
