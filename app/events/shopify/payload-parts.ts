import { z } from "zod";
import type { CheckoutLine, Profile } from "../event";
import { minorUnits } from "../money";

/**
 * What Shopify's webhook payloads (API 2026-10) have in common. Everything that is not read is ignored, so that a
 * new field never parks a delivery; a field that we need and that is missing does.
 */
export const text = z.string().nullish();
export const time = z.iso.datetime({ offset: true });
export const amount = z.union([z.string(), z.number().transform(String)]);
/** "gid://shopify/Customer/123" or a number, as the bare id in text. */
export const id = z.union([z.string(), z.number()]).transform((value) => String(value).replace(/^gid:\/\/.*\//, ""));

export const address = z.object({
  first_name: text,
  last_name: text,
  country_code: text,
  province_code: text,
  city: text,
});

export const customer = z.object({
  id,
  // The exact id in text; the numeric one is rounded in Shopify's own samples.
  admin_graphql_api_id: id.optional(),
  email: text,
  first_name: text,
  last_name: text,
  default_address: address.nullish(),
});

export const line = z.object({
  product_id: id.nullish(),
  variant_id: id.nullish(),
  title: z.string(),
  variant_title: text,
  quantity: z.number().int(),
  price: amount,
});

type CustomerPayload = z.infer<typeof customer>;

export function customerIdOf(told: CustomerPayload | null | undefined): string | null {
  return told ? (told.admin_graphql_api_id ?? told.id) : null;
}

export function lineOf(told: z.infer<typeof line>, currency: string): CheckoutLine {
  return {
    productId: told.product_id ?? null,
    variantId: told.variant_id ?? null,
    title: told.title,
    // Shopify names the only variant of a plain product so; no shopper should read it.
    variantTitle: told.variant_title && told.variant_title !== "Default Title" ? told.variant_title : null,
    quantity: told.quantity,
    priceMinor: minorUnits(told.price, currency),
  };
}

export function profileOf(
  told: CustomerPayload | null | undefined,
  place: z.infer<typeof address> | null | undefined,
  locale: string | null | undefined,
): Profile {
  return {
    firstName: told?.first_name ?? place?.first_name ?? null,
    lastName: told?.last_name ?? place?.last_name ?? null,
    country: place?.country_code ?? told?.default_address?.country_code ?? null,
    region: place?.province_code ?? told?.default_address?.province_code ?? null,
    city: place?.city ?? told?.default_address?.city ?? null,
    locale: locale ?? null,
  };
}

/** The url when it is one that a mail may link to, else null. */
export function httpUrl(url: string | null | undefined): string | null {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}
