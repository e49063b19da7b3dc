import { createHmac, timingSafeEqual } from "node:crypto";
import { parse as uuidBytes, stringify as uuidText } from "uuid";
import { env } from "~/env.server";
import { derivedKey } from "./derived-key";

/** What a link in a mail may ask for. Its place in this list is its code on the wire: append only. */
const PURPOSES = ["unsubscribe", "preferences"] as const;
export type LinkPurpose = (typeof PURPOSES)[number];

/** `id` is a message's id for `unsubscribe`, a contact's for `preferences`. */
export interface PublicLink {
  readonly purpose: LinkPurpose;
  readonly shopId: number;
  readonly id: string;
}

const VERSION = 1;
const BODY_BYTES = 1 + 1 + 4 + 16;
const MAC_BYTES = 32;

/**
 * The link as 72 characters that need no escaping: version, purpose, shop, id, HMAC-SHA256. A reader
 * can neither guess another's nor turn one purpose into another.
 */
export function linkToken(link: PublicLink): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  body.writeUInt8(PURPOSES.indexOf(link.purpose), 1);
  body.writeUInt32BE(link.shopId, 2);
  body.set(uuidBytes(link.id), 6);
  return Buffer.concat([body, mac(body)]).toString("base64url");
}

/** The link that a token stands for; null for anything that `linkToken` did not make. */
export function parseLinkToken(token: string): PublicLink | null {
  const bytes = Buffer.from(token, "base64url");
  // Compared as text too: base64url has several spellings of the same bytes, and a link has one.
  if (bytes.length !== BODY_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(mac(body), bytes.subarray(BODY_BYTES))) return null;
  const purpose = PURPOSES[body.readUInt8(1)];
  if (body.readUInt8(0) !== VERSION || !purpose) return null;
  return { purpose, shopId: body.readUInt32BE(2), id: uuidText(body.subarray(6)) };
}

/** The address in a mail's footer and List-Unsubscribe header. It works as long as the message's row lives. */
export function unsubscribeUrl(shopId: number, messageId: string): string {
  return new URL(`/u/${linkToken({ purpose: "unsubscribe", shopId, id: messageId })}`, env.SHOPIFY_APP_URL).href;
}

function mac(body: Uint8Array): Buffer {
  return createHmac("sha256", derivedKey("waypost/public-link/v1")).update(body).digest();
}
