import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey } from "~/derived-key.server";

const VERSION = 1;
const BODY_BYTES = 1 + 4;
const MAC_BYTES = 32;

/** A shop's number as a public url carries it, 50 characters: nobody can turn it into another shop's. */
export function shopToken(shopId: number): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  body.writeUInt32BE(shopId, 1);
  return Buffer.concat([body, mac(body)]).toString("base64url");
}

/** The number that a token stands for; null for anything that `shopToken` did not make. */
export function parseShopToken(token: string): number | null {
  const bytes = Buffer.from(token, "base64url");
  // Compared as text too: base64url has several spellings of the same bytes, and a token has one.
  if (bytes.length !== BODY_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(mac(body), bytes.subarray(BODY_BYTES)) || body.readUInt8(0) !== VERSION) return null;
  return body.readUInt32BE(1);
}

function mac(body: Uint8Array): Buffer {
  return createHmac("sha256", derivedKey("waypost/shop-token/v1")).update(body).digest();
}
