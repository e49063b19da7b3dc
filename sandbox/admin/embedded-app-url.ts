import { createHmac } from "node:crypto";
import type { SandboxContext } from "../context";
import { shopIdentity } from "../shop-identity";
import { mintIdToken } from "./id-token";

/** Shopify's own address of this shop's admin, which the sandbox stands in for. */
export const adminHost = `admin.shopify.com/store/${shopIdentity.handle}`;

/**
 * The address that the admin loads into the app's frame: `path` on the app with the shop, a fresh id token
 * and Shopify's HMAC over the query (hex, of the sorted parameters without `hmac`).
 */
export function embeddedAppUrl(context: SandboxContext, path: string): string {
  const url = new URL(path, context.publicAppUrl);
  const added = {
    embedded: "1",
    host: Buffer.from(adminHost).toString("base64"),
    id_token: mintIdToken(context),
    locale: "en",
    session: createHmac("sha256", context.apiSecret).update(shopIdentity.domain).digest("hex"),
    shop: shopIdentity.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  url.searchParams.set("hmac", hmacOf(url.searchParams, context.apiSecret));
  return url.href;
}

function hmacOf(parameters: URLSearchParams, secret: string): string {
  const pairs = [...parameters].toSorted(([a], [b]) => a.localeCompare(b));
  const signed = pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  return createHmac("sha256", secret).update(signed).digest("hex");
}
