import { env } from "~/env.server";
import { mintIdToken } from "../sandbox/admin/id-token";

/** Shopify's SDK turns away clients that do not name a browser. */
const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36" };

function signed() {
  const frame = {
    url: "",
    publicAppUrl: env.SHOPIFY_APP_URL,
    appUrl: "",
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    dataFolder: null,
  };
  return { ...browser, authorization: `Bearer ${mintIdToken(frame)}` };
}

/** What Remix hands a loader for a request that App Bridge signed. */
export function visit(path: string, params: Record<string, string> = {}) {
  return { request: new Request(`${env.SHOPIFY_APP_URL}${path}`, { headers: signed() }), params, context: {} };
}

/** The same of a form that is sent. */
export function post(path: string, form: Record<string, string>, params: Record<string, string> = {}) {
  const request = new Request(`${env.SHOPIFY_APP_URL}${path}`, {
    method: "POST",
    headers: signed(),
    body: new URLSearchParams(form),
  });
  return { request, params, context: {} };
}
