import express, { Router } from "express";
import type { SandboxContext } from "../context";
import type { Store } from "../store/store";
import type { Flow } from "../systems/flow";
import { answerTokenRequest, findGrant } from "./access-tokens";
import type { BulkOperations } from "./bulk/bulk-operations";
import type { Faults } from "./faults";
import { executeQuery } from "./graphql/execute-query";
import { adminRoot } from "./graphql/root";
import { answerStorefront } from "./graphql/storefront-api";
import { createThrottle } from "./graphql/throttle";
import { apiVersion, type Webhooks } from "./webhooks";

/** Whether a request was meant for Shopify's own host, `<shop>.myshopify.com`. */
export function isForShopify(host: string | undefined): boolean {
  return /^[a-z0-9-]+\.myshopify\.com(:\d+)?$/i.test(host ?? "");
}

/** What `https://<shop>.myshopify.com` answers an app: access tokens, the Admin API and the Storefront API. */
export function shopifyRouter(
  context: SandboxContext,
  store: Store,
  webhooks: Webhooks,
  bulk: BulkOperations,
  scopes: string,
  faults: Faults,
  flow: Flow,
): Router {
  const router = Router();
  const root = adminRoot(store, context, webhooks, bulk, scopes, faults, flow);
  const throttle = createThrottle();

  router.use((request, response, next) => {
    if (request.hostname === store.state.shop.domain) next();
    else response.status(404).json({ errors: "Not Found" });
  });
  router.use(express.json({ limit: "2mb" }), express.urlencoded({ extended: false }));

  router.post("/admin/oauth/access_token", (request, response) => {
    const answer = answerTokenRequest(store, context, scopes, request.body);
    response.status(answer.status).json(answer.body);
  });

  router.post(`/admin/api/${apiVersion}/graphql.json`, async (request, response, next) => {
    if (!findGrant(store, request.get("X-Shopify-Access-Token"))) {
      const refusal = "[API] Invalid API key or access token (unrecognized login or wrong password)";
      response.status(401).json({ errors: refusal });
      return;
    }
    try {
      response.set("X-Shopify-API-Version", apiVersion).json(await executeQuery(root, throttle, request.body));
    } catch (error) {
      next(error);
    }
  });

  // Without a token: https://shopify.dev/docs/api/storefront#authentication
  router.post(`/api/${apiVersion}/graphql.json`, async (request, response, next) => {
    try {
      response.set("X-Shopify-API-Version", apiVersion).json(await answerStorefront(store, request.body));
    } catch (error) {
      next(error);
    }
  });

  router.use((request, response) => {
    console.error(
      `The sandbox's Shopify has no ${request.method} ${request.path} (it speaks Admin API ${apiVersion}).`,
    );
    response.status(404).json({ errors: "Not Found" });
  });
  return router;
}
