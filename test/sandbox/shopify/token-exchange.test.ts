import "../../../sandbox/route-shopify.mjs";
import type { Session } from "@shopify/shopify-api";
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, shopifyApp } from "@shopify/shopify-app-remix/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mintIdToken } from "../../../sandbox/admin/id-token";
import { type Sandbox, startSandbox } from "../../../sandbox/start";
import { contextOf } from "../context-of";

let sandbox: Sandbox;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  sandbox = await startSandbox({
    // Where route-shopify.mjs looks for it.
    port: Number(new URL(process.env.SANDBOX_URL ?? "").port),
    appUrl: "http://127.0.0.1:1",
    apiKey: "sandbox-key",
    apiSecret: "sandbox-secret",
    dataFolder: null,
  });
});
afterAll(() => sandbox.close());

/** Shopify's own library, as a real app runs it. */
function realApp() {
  return shopifyApp({
    apiKey: "sandbox-key",
    apiSecretKey: "sandbox-secret",
    apiVersion: ApiVersion.October26,
    appUrl: "http://localhost:4101",
    scopes: ["read_products"],
    logger: { log: () => {} },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    sessionStorage: {
      storeSession: async (session) => Boolean(sessions.set(session.id, session)),
      loadSession: async (id) => sessions.get(id),
      deleteSession: async (id) => sessions.delete(id),
      deleteSessions: async () => true,
      findSessionsByShop: async () => [...sessions.values()],
    },
  });
}

const documentRequest = () => {
  const host = Buffer.from("admin.shopify.com/store/lantern-lane").toString("base64");
  const query = new URLSearchParams({
    shop: "lantern-lane.myshopify.com",
    host,
    embedded: "1",
    id_token: mintIdToken(contextOf()),
  });
  return new Request(`http://localhost:4101/app?${query}`, {
    headers: {
      "user-agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    },
  });
};

test("Shopify's own library trades a session token for an expiring offline token, and queries with it", async () => {
  const { admin, session } = await realApp().authenticate.admin(documentRequest());
  expect(session).toMatchObject({ isOnline: false, shop: "lantern-lane.myshopify.com" });
  expect(session.refreshToken).toMatch(/^shprt_/);
  expect(session.expires?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);

  const answer = await (await admin.graphql("{ shop { name currencyCode } }")).json();
  expect(answer.data).toEqual({ shop: { name: "Lantern & Lane", currencyCode: "EUR" } });
});

test("it renews a token that has run out by itself", async () => {
  const [old] = sessions.values();
  if (!old?.expires) throw new Error("The first test leaves a session.");
  const before = old.accessToken;
  old.expires = new Date(Date.now() - 1000);
  const { session } = await realApp().unauthenticated.admin("lantern-lane.myshopify.com");
  expect(session.accessToken).not.toBe(before);
});
