import { hkdfSync } from "node:crypto";
import { env } from "./env.server";

type Purpose =
  | "waypost/sendgrid-key/v1"
  | "waypost/public-link/v1"
  | "waypost/erased-address/v1"
  | "waypost/webhook/v1"
  | "waypost/shop-token/v1";

const keys = new Map<string, Buffer>();

/**
 * A 256-bit key for one purpose, derived from WAYPOST_SECRET by HKDF-SHA256 (RFC 5869), so that what
 * encrypts never signs. A purpose names its version: a new version is a new key.
 */
export function derivedKey(purpose: Purpose): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", env.WAYPOST_SECRET, "", purpose, 32));
  keys.set(purpose, key);
  return key;
}
