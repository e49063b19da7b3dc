import { createHmac } from "node:crypto";
import { derivedKey } from "~/derived-key.server";

/** Asked of a shop's link domain, it tells whether that domain leads here. */
export const LINK_CHECK_PATH = "/l/check";

/** What only this app answers there. Nothing follows from knowing it. */
export function linkProof(): string {
  return createHmac("sha256", derivedKey("waypost/public-link/v1")).update("link domain").digest("base64url");
}
