import { createHmac, timingSafeEqual } from "node:crypto";
import { parse as uuidBytes, stringify as uuidText } from "uuid";
import { derivedKey } from "~/derived-key.server";
import { env } from "~/env.server";

/** What a link in a mail may ask for. Its place in this list is its code on the wire: append only. */
const PURPOSES = ["unsubscribe", "preferences", "answer"] as const;
export type LinkPurpose = (typeof PURPOSES)[number];

/** `id` is a message's id for `unsubscribe` and `answer`, a contact's for `preferences`. */
export type PublicLink = { readonly shopId: number; readonly id: string } & (
  | { readonly purpose: "unsubscribe" | "preferences" }
  /** `answer` is the name of one of a question's answers. */
  | { readonly purpose: "answer"; readonly answer: string }
);

const VERSION = 1;
const BODY_BYTES = 1 + 1 + 4 + 16;
const MAC_BYTES = 32;
/** As the names of steps and answers are written: see app/workflows/definition.ts. */
const ANSWER = /^[a-z][a-z0-9-]{0,39}$/;

/**
 * The link as characters that need no escaping: version, purpose, shop, id, an answer's name, HMAC-SHA256; 72 of
 * them without an answer. A reader can neither guess another's nor turn one purpose into another.
 */
export function linkToken(link: PublicLink): string {
  const head = Buffer.alloc(BODY_BYTES);
  head.writeUInt8(VERSION, 0);
  head.writeUInt8(PURPOSES.indexOf(link.purpose), 1);
  head.writeUInt32BE(link.shopId, 2);
  head.set(uuidBytes(link.id), 6);
  const body = Buffer.concat([head, Buffer.from(link.purpose === "answer" ? link.answer : "")]);
  return Buffer.concat([body, mac(body)]).toString("base64url");
}

/** The link that a token stands for; null for anything that `linkToken` did not make. */
export function parseLinkToken(token: string): PublicLink | null {
  const bytes = Buffer.from(token, "base64url");
  // Compared as text too: base64url has several spellings of the same bytes, and a link has one.
  if (bytes.length < BODY_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const body = bytes.subarray(0, -MAC_BYTES);
  if (!timingSafeEqual(mac(body), bytes.subarray(-MAC_BYTES))) return null;
  const purpose = PURPOSES[body.readUInt8(1)];
  if (body.readUInt8(0) !== VERSION || !purpose) return null;
  const link = { shopId: body.readUInt32BE(2), id: uuidText(body.subarray(6, BODY_BYTES)) };
  const rest = body.subarray(BODY_BYTES).toString();
  if (purpose === "answer") return ANSWER.test(rest) ? { ...link, purpose, answer: rest } : null;
  return rest === "" ? { ...link, purpose } : null;
}

/** The address in a mail's footer and List-Unsubscribe header. It works as long as the message's row lives. */
export function unsubscribeUrl(shopId: number, messageId: string): string {
  return new URL(`/u/${linkToken({ purpose: "unsubscribe", shopId, id: messageId })}`, env.SHOPIFY_APP_URL).href;
}

/** The address of one answer to a message's question. */
export function answerUrl(shopId: number, messageId: string, answer: string): string {
  return new URL(`/a/${linkToken({ purpose: "answer", shopId, id: messageId, answer })}`, env.SHOPIFY_APP_URL).href;
}

function mac(body: Uint8Array): Buffer {
  return createHmac("sha256", derivedKey("waypost/public-link/v1")).update(body).digest();
}
