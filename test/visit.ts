import { env } from "~/env.server";
import { mintIdToken } from "../sandbox/admin/id-token";

/** Shopify's SDK turns away clients that do not name a browser. */
const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36" };

/** What Remix hands a loader for a request that App Bridge signed. */
export function visit(path: string, params: Record<string, string> = {}) {
  const frame = {
    url: "",
    publicAppUrl: env.SHOPIFY_APP_URL,
    appUrl: "",
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    dataFolder: null,
  };
  const headers = { ...browser, authorization: `Bearer ${mintIdToken(frame)}` };
  return { request: new Request(`${env.SHOPIFY_APP_URL}${path}`, { headers }), params, context: {} };
}
