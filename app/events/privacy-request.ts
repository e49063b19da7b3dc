import { z } from "zod";
import { emailAsTold } from "./normalise-email";
import { parseJson } from "./parse-json";
import { id, text } from "./shopify/payload-parts";
import type { ComplianceTopic } from "./topics";

/** https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
const personRequestPayload = z.object({
  customer: z.object({ id: id.nullish(), email: text }),
  orders_requested: z.array(id).nullish(),
  orders_to_redact: z.array(id).nullish(),
});

/** Topics about the shop itself name it: `id` in its own, `shop_id` in the privacy topics. */
const namesShopPayload = z.object({ id: id.optional(), shop_id: id.optional() });

/** Whom a request by law is about. Stored in `privacy_requests.subject` until it is carried out. */
export const privacySubject = z.object({
  customerId: z.string().nullable(),
  email: z.string().nullable(),
  /** The orders that Shopify names as theirs. */
  orderIds: z.array(z.string()),
});

export type PrivacySubject = Readonly<z.infer<typeof privacySubject>>;

/** What Shopify asks for on behalf of a person, or once a store has left; its subject is then the shop itself. */
export type PrivacyRequest =
  | { readonly kind: Exclude<ComplianceTopic, "shop/redact">; readonly subject: PrivacySubject }
  | { readonly kind: "shop/redact"; readonly subject: Record<never, never> };

/** The request in a delivery's parsed payload; null for another topic. Throws ZodError. */
export function readPrivacyRequest(topic: string, json: unknown): PrivacyRequest | null {
  switch (topic) {
    case "customers/data_request":
    case "customers/redact": {
      const { customer, orders_requested, orders_to_redact } = personRequestPayload.parse(json);
      return {
        kind: topic,
        subject: {
          customerId: customer.id ?? null,
          email: emailAsTold(customer.email),
          orderIds: orders_requested ?? orders_to_redact ?? [],
        },
      };
    }
    case "shop/redact":
      namesShopPayload.parse(json);
      return { kind: topic, subject: {} };
    default:
      return null;
  }
}

/** Shopify's own id of the shop ("gid://shopify/Shop/1") that a delivery about the shop itself names; else null. */
export function shopifyIdIn({ topic, payload }: { readonly topic: string; readonly payload: Uint8Array }) {
  try {
    const told = namesShopPayload.parse(parseJson(payload));
    // In app/scopes_update `id` is the change's own.
    const bare = told.shop_id ?? (topic === "app/scopes_update" ? undefined : told.id);
    return bare === undefined ? null : `gid://shopify/Shop/${bare}`;
  } catch (error) {
    // What cannot be read is parked when its turn comes.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof z.ZodError) return null;
    throw error;
  }
}
