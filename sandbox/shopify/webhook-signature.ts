import { createHmac } from "node:crypto";

/**
 * X-Shopify-Hmac-Sha256: the HMAC-SHA256 of the raw body under the app's secret, in base64.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-5-verify-the-webhook
 */
export function webhookSignature(body: string | Buffer, apiSecret: string): string {
  return createHmac("sha256", apiSecret).update(body).digest("base64");
}
