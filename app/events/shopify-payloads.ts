import { z } from "zod";

/**
 * What Waypost reads of Shopify's webhook payloads (API 2026-10). Everything else in them is ignored,
 * so that a new field never parks a delivery; a field that we need and that is missing does.
 */
const text = z.string().nullish();
const time = z.iso.datetime({ offset: true });
const amount = z.union([z.string(), z.number().transform(String)]);
/** "gid://shopify/Customer/123" or a number, as the bare id in text. */
const id = z.union([z.string(), z.number()]).transform((value) => String(value).replace(/^gid:\/\/.*\//, ""));

const address = z.object({
  first_name: text,
  last_name: text,
  country_code: text,
  province_code: text,
  city: text,
});

const customer = z.object({
  id,
  // The exact id in text; the numeric one is rounded in Shopify's own samples.
  admin_graphql_api_id: id.optional(),
  email: text,
  first_name: text,
  last_name: text,
  default_address: address.nullish(),
});

const line = z.object({
  product_id: id.nullish(),
  variant_id: id.nullish(),
  title: z.string(),
  variant_title: text,
  quantity: z.number().int(),
  price: amount,
});

export const checkoutPayload = z.object({
  token: z.string().min(1),
  cart_token: text,
  email: text,
  buyer_accepts_marketing: z.boolean().nullish(),
  created_at: time,
  updated_at: time,
  completed_at: time.nullish(),
  customer_locale: text,
  source_name: text,
  abandoned_checkout_url: text,
  currency: z.string(),
  presentment_currency: text,
  total_price: amount,
  line_items: z.array(line),
  billing_address: address.nullish(),
  shipping_address: address.nullish(),
  customer: customer.nullish(),
  company: z.object({ id: id.nullish() }).nullish(),
});

export const orderPayload = z.object({
  id,
  admin_graphql_api_id: id.optional(),
  name: z.string(),
  email: text,
  contact_email: text,
  checkout_token: text,
  cart_token: text,
  source_name: text,
  currency: z.string(),
  total_price: amount,
  /** After refunds and edits. */
  current_total_price: amount.nullish(),
  created_at: time,
  processed_at: time.nullish(),
  updated_at: time,
  cancelled_at: time.nullish(),
  customer_locale: text,
  billing_address: address.nullish(),
  shipping_address: address.nullish(),
  customer: customer.nullish(),
  company: z.object({ id: id.nullish() }).nullish(),
  line_items: z.array(line.extend({ id })),
});

export const customerPayload = customer.extend({ updated_at: time });

export const consentPayload = z.object({
  customer_id: id,
  email_address: text,
  email_marketing_consent: z.object({
    state: z.string(),
    consent_updated_at: time.nullish(),
  }),
});

export const rescopedPayload = z.object({ current: z.array(z.string()), updated_at: time.nullish() });

/** https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
export const personRequestPayload = z.object({
  customer: z.object({ id: id.nullish(), email: text }),
  orders_requested: z.array(id).nullish(),
  orders_to_redact: z.array(id).nullish(),
});

/** Topics about the shop itself name it: `id` in its own, `shop_id` in the privacy topics. */
export const namesShopPayload = z.object({ id: id.optional(), shop_id: id.optional() });

export const tagsPayload = z.object({ customerId: id, tags: z.array(z.string()), occurredAt: time });

/** Our own unsubscribe page's word, put in the inbox by app/delivery/unsubscribe.ts. */
export const unsubscribedPayload = z.object({ contactId: z.uuid(), at: time, source: z.string() });

export type CustomerPayload = z.infer<typeof customer>;
export type AddressPayload = z.infer<typeof address>;
