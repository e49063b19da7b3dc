import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { AdminClient } from "~/admin.server";
import type { ShopDetailsQuery } from "~/admin-api/generated/graphql";
import { env } from "~/env.server";

/** An Admin API that knows one thing: Shopify's answer about the shop, typed as codegen has it. */
export function shopAnswer(domain: string, changes: Partial<ShopDetailsQuery["shop"]> = {}): AdminClient {
  const answer: ShopDetailsQuery = {
    shop: {
      id: "gid://shopify/Shop/1",
      name: "Lantern & Lane",
      email: "hello@lantern-lane.example",
      currencyCode: "EUR",
      ianaTimezone: "Europe/Berlin",
      shopAddress: { countryCodeV2: "DE" },
      primaryDomain: { url: "https://lantern-lane.example" },
      ...changes,
    },
    currentAppInstallation: { accessScopes: env.SCOPES.split(",").map((handle) => ({ handle })) },
  };
  return {
    domain,
    request: <TResult>(_document: TypedDocumentNode<TResult, never>) => Promise.resolve(answer as TResult),
  };
}
