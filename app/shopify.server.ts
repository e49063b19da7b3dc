import "@shopify/shopify-app-remix/adapters/node";
import type { PrismaClient } from "@prisma/client";
import { ApiVersion, AppDistribution, LogSeverity, type Session, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { type AdminClient, adminClient } from "./admin.server";
import { API_VERSION } from "./admin-api/version";
import { db } from "./db.server";
import { env } from "./env.server";
import { log } from "./log.server";
import { openShop } from "./shop.server";
import { learnBrand } from "./shop-brand.server";

// The version has one home; this line stops compiling when the SDK and it part ways.
API_VERSION satisfies `${ApiVersion.October26}`;

/**
 * The Shopify app: Shopify-managed installation, token exchange, and offline tokens that expire and
 * are refreshed.
 */
const shopify = shopifyApp({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.October26,
  scopes: env.SCOPES.split(","),
  appUrl: env.SHOPIFY_APP_URL,
  distribution: AppDistribution.AppStore,
  sessionStorage: sessionStorageOnUse(),
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    afterAuth: async ({ session }) => {
      try {
        const { shopId } = await openShop(session.shop, adminOf(session));
        await learnBrand(shopId, session.shop);
      } catch (error) {
        // The SDK answers 500 and drops the reason.
        log.error({ err: error, shop: session.shop }, "the shop could not be opened");
        throw error;
      }
    },
  },
  // Below "warning" the SDK writes session tokens and e-mail addresses.
  logger: { level: LogSeverity.Warning, log: logFromSdk },
});

export const { authenticate, addDocumentResponseHeaders, sessionStorage } = shopify;

/**
 * The Admin API of a shop without a person present, for the worker. Refreshes a token that is about to
 * expire. Throws when the shop has never been opened, or when Shopify refuses the refresh.
 */
export async function offlineAdmin(domain: string): Promise<AdminClient> {
  const { session } = await shopify.unauthenticated.admin(domain).catch((error: unknown) => {
    // The SDK reports a refused refresh as a Response, which no worker knows how to read.
    if (!(error instanceof Response)) throw error;
    throw new Error(`Shopify refused to refresh the access token of ${domain}; the merchant must open the app again.`);
  });
  return adminOf(session);
}

/** The Admin API with a session's token. Throws when the session holds none. */
export function adminOf({ shop, accessToken }: Pick<Session, "shop" | "accessToken">): AdminClient {
  if (!accessToken) throw new Error(`The session of ${shop} holds no access token.`);
  return adminClient(shop, accessToken);
}

/** The storage looks for its table when it is made, and this module is imported before the migrations run. */
function sessionStorageOnUse(): SessionStorage {
  let made: PrismaSessionStorage<PrismaClient> | null = null;
  const storage = () => {
    made ??= new PrismaSessionStorage(db);
    return made;
  };
  return {
    storeSession: (session) => storage().storeSession(session),
    loadSession: (id) => storage().loadSession(id),
    deleteSession: (id) => storage().deleteSession(id),
    deleteSessions: (ids) => storage().deleteSessions(ids),
    findSessionsByShop: (domain) => storage().findSessionsByShop(domain),
  };
}

function logFromSdk(severity: LogSeverity, message: string): void {
  const level = severity === LogSeverity.Error ? "error" : severity === LogSeverity.Warning ? "warn" : "debug";
  log[level]({ from: "shopify-app" }, message);
}
