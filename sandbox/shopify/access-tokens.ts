import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { SandboxContext } from "../context";
import type { Store } from "../store/store";
import type { AccessGrant } from "../store/types";

/** What an OAuth request comes to: Shopify's status and JSON body. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: object;
}

/** Whoever is logged in to the sandbox's admin: one person, who owns the shop. */
export const staffMember = {
  id: 902541635,
  first_name: "Marta",
  last_name: "Lindqvist",
  email: "marta@lantern-lane.example",
  account_owner: true,
  locale: "en",
  collaborator: false,
  email_verified: true,
} as const;

const HOUR = 3600;
const REFRESH_SECONDS = 90 * 24 * HOUR;
const onlineType = "urn:shopify:params:oauth:token-type:online-access-token";
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";

const client = { client_id: z.string(), client_secret: z.string() };
const request = z.discriminatedUnion("grant_type", [
  z.object({
    ...client,
    grant_type: z.literal("urn:ietf:params:oauth:grant-type:token-exchange"),
    subject_token: z.string(),
    subject_token_type: z.literal("urn:ietf:params:oauth:token-type:id_token"),
    requested_token_type: z.enum([onlineType, offlineType]),
    expiring: z.enum(["0", "1"]).default("0"),
  }),
  z.object({ ...client, grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);

/**
 * Answers POST /admin/oauth/access_token: token exchange and refresh.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
 */
export function answerTokenRequest(store: Store, context: SandboxContext, scopes: string, body: unknown): TokenAnswer {
  const parsed = request.safeParse(body);
  if (!parsed.success) return refuse("invalid_request", z.prettifyError(parsed.error));
  const asked = parsed.data;
  if (asked.client_id !== context.apiKey || asked.client_secret !== context.apiSecret) {
    return refuse("application_cannot_be_found", "There is no app with this client id and secret.");
  }
  if (asked.grant_type === "refresh_token") return refresh(store, asked.refresh_token);
  const fault = sessionTokenFault(asked.subject_token, context, store.state.shop.domain);
  if (fault) return refuse("invalid_subject_token", fault);
  return asked.requested_token_type === onlineType
    ? grantOnline(store, scopes)
    : grantOffline(store, scopes, asked.expiring === "1");
}

/** The grant behind an X-Shopify-Access-Token header; null when there is none or it has run out. */
export function findGrant(store: Store, accessToken: string | undefined): AccessGrant | null {
  const grant = store.state.tokens.find((candidate) => candidate.accessToken === accessToken);
  if (!grant || (grant.expiresAt !== null && grant.expiresAt < Date.now())) return null;
  return grant;
}

function refresh(store: Store, refreshToken: string): TokenAnswer {
  const old = store.state.tokens.find((candidate) => candidate.refreshToken === refreshToken);
  if (!old || (old.refreshTokenExpiresAt ?? 0) < Date.now()) {
    return refuse("invalid_grant", "The refresh token is unknown, used up or too old.");
  }
  // A refresh token is good for once; the access token beside it lives out its hour.
  store.state.tokens.splice(store.state.tokens.indexOf(old), 1, { ...old, refreshToken: null });
  return grantOffline(store, old.scope, true);
}

function grantOffline(store: Store, scope: string, isExpiring: boolean): TokenAnswer {
  const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
  const refreshToken = isExpiring ? `shprt_${randomBytes(16).toString("hex")}` : null;
  keep(store, {
    accessToken,
    kind: "offline",
    scope,
    userId: null,
    expiresAt: isExpiring ? Date.now() + HOUR * 1000 : null,
    refreshToken,
    refreshTokenExpiresAt: isExpiring ? Date.now() + REFRESH_SECONDS * 1000 : null,
  });
  const expiry = { expires_in: HOUR, refresh_token: refreshToken, refresh_token_expires_in: REFRESH_SECONDS };
  return { status: 200, body: { access_token: accessToken, scope, ...(isExpiring && expiry) } };
}

function grantOnline(store: Store, scope: string): TokenAnswer {
  const accessToken = `shpua_${randomBytes(16).toString("hex")}`;
  const seconds = 24 * HOUR - 1;
  keep(store, {
    accessToken,
    kind: "online",
    scope,
    userId: staffMember.id,
    expiresAt: Date.now() + seconds * 1000,
    refreshToken: null,
    refreshTokenExpiresAt: null,
  });
  const user = { associated_user_scope: scope, associated_user: staffMember };
  return { status: 200, body: { access_token: accessToken, scope, expires_in: seconds, ...user } };
}

function keep(store: Store, grant: AccessGrant): void {
  const { tokens } = store.state;
  const alive = tokens.filter(
    ({ expiresAt, refreshToken }) => expiresAt === null || expiresAt > Date.now() || refreshToken,
  );
  tokens.splice(0, tokens.length, ...alive, grant);
  store.changed();
}

const claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
});

/** What is wrong with a session token of the admin frame (a JWT under HS256), in words; null when it is right. */
export function sessionTokenFault(
  token: string,
  context: Pick<SandboxContext, "apiKey" | "apiSecret">,
  domain: string,
): string | null {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const expected = createHmac("sha256", context.apiSecret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return "The session token's signature is wrong.";
  const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  if (!parsed.success) return `The session token lacks claims: ${z.prettifyError(parsed.error)}`;
  const { aud, exp, nbf, dest } = parsed.data;
  const seconds = Date.now() / 1000;
  if (aud !== context.apiKey) return "The session token is for another app.";
  if (dest !== `https://${domain}`) return "The session token is for another shop.";
  if (exp < seconds) return "The session token has expired.";
  if (nbf > seconds + 10) return "The session token is not valid yet.";
  return null;
}

function refuse(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } };
}
