import { createHmac, randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import { shopIdentity } from "../shop-identity";
import { staffMember } from "../shopify/access-tokens";

const LIFETIME_SECONDS = 60;
const sessionId = randomUUID();

/**
 * A session token as Shopify's admin gives it to an embedded app: HS256, valid for a minute of machine time.
 * https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
 */
export function mintIdToken({ apiKey, apiSecret }: SandboxContext): string {
  const issuedAt = Math.floor(Date.now() / 1000);
  const header = encode({ alg: "HS256", typ: "JWT" });
  const payload = encode({
    iss: `https://${shopIdentity.domain}/admin`,
    dest: `https://${shopIdentity.domain}`,
    aud: apiKey,
    sub: String(staffMember.id),
    exp: issuedAt + LIFETIME_SECONDS,
    nbf: issuedAt,
    iat: issuedAt,
    jti: randomUUID(),
    sid: sessionId,
  });
  const signature = createHmac("sha256", apiSecret).update(`${header}.${payload}`).digest("base64url");
  return `${header}.${payload}.${signature}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
