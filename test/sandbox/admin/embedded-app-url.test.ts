import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { describe, expect, it } from "vitest";
import { embeddedAppUrl } from "../../../sandbox/admin/embedded-app-url";
import { mintIdToken } from "../../../sandbox/admin/id-token";
import { contextOf } from "../context-of";

// Shopify's own library is the judge.
const shopify = shopifyApi({
  apiKey: "sandbox-key",
  apiSecretKey: "sandbox-secret",
  apiVersion: ApiVersion.October26,
  hostName: "localhost:4101",
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Warning },
});

describe("the address that the admin frames", () => {
  const url = new URL(embeddedAppUrl(contextOf(), "/app/contacts?q=a b&page=2"));

  it("shows the app's path and query to the app", () => {
    expect(url.origin + url.pathname).toBe("http://localhost:4101/app/contacts");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ q: "a b", page: "2", embedded: "1" });
  });

  it("names a shop and a host that Shopify's library accepts", () => {
    expect(shopify.utils.sanitizeShop(url.searchParams.get("shop") ?? "")).toBe("lantern-lane.myshopify.com");
    expect(shopify.utils.sanitizeHost(url.searchParams.get("host") ?? "")).not.toBeNull();
  });

  it("is signed: any change to it is found out", async () => {
    const query = Object.fromEntries(url.searchParams);
    expect(await shopify.utils.validateHmac(query)).toBe(true);
    expect(await shopify.utils.validateHmac({ ...query, shop: "other.myshopify.com" })).toBe(false);
  });
});

describe("an id token", () => {
  it("is accepted by Shopify's library and lives for a minute", async () => {
    const payload = await shopify.session.decodeSessionToken(mintIdToken(contextOf()));
    expect(payload).toMatchObject({
      iss: "https://lantern-lane.myshopify.com/admin",
      dest: "https://lantern-lane.myshopify.com",
      aud: "sandbox-key",
    });
    expect(payload.exp - payload.nbf).toBe(60);
  });

  it("is another each time", () => {
    expect(mintIdToken(contextOf())).not.toBe(mintIdToken(contextOf()));
  });

  it("of another app or secret is refused", async () => {
    for (const other of [{ apiSecret: "other" }, { apiKey: "other" }]) {
      await expect(shopify.session.decodeSessionToken(mintIdToken(contextOf(other)))).rejects.toThrow();
    }
  });
});
