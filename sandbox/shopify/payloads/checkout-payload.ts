import { createHash } from "node:crypto";
import type { Store } from "../../store/store";
import type { Checkout } from "../../store/types";
import { wireAddress, wireCustomer, wireId, wireMoney, wireTime } from "./wire";

/** Where a shopper's checkout can be taken up again. */
export function recoveryUrl(checkout: Checkout, url: string): string {
  return `${url}/checkouts/ac/${checkout.token}/recover?key=${checkout.recoveryKey}`;
}

/** The name comes with the address, as soon as a shopper has begun to write one. */
function addresses({ address, firstName, lastName }: Checkout) {
  if (address) return { billing_address: wireAddress(address), shipping_address: wireAddress(address) };
  if (!firstName && !lastName) return {};
  const begun = {
    first_name: firstName,
    last_name: lastName,
    name: [firstName, lastName].filter(Boolean).join(" "),
    ...{ address1: null, address2: null, city: null, zip: null, province: null, country: null, company: null },
    ...{ phone: null, latitude: null, longitude: null, country_code: null, province_code: null },
  };
  return { shipping_address: begun };
}

/**
 * The body of checkouts/create and checkouts/update, with the keys of API 2026-07's sample: no `id`.
 * Prices are today's; `customer` and the addresses are left out until they are known.
 */
export function checkoutPayload(store: Store, checkout: Checkout, url: string) {
  const { shop } = store.state;
  const customer = checkout.email === null ? null : store.customerByEmail(checkout.email);
  const total = wireMoney(store.linesTotal(checkout.lines));
  const tax = wireMoney(includedTax(store.linesTotal(checkout.lines)));
  return {
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    gateway: null,
    buyer_accepts_marketing: checkout.acceptsMarketing,
    created_at: wireTime(checkout.createdAt, shop),
    updated_at: wireTime(checkout.updatedAt, shop),
    landing_site: "/",
    note: null,
    note_attributes: [],
    referring_site: null,
    shipping_lines: [],
    taxes_included: true,
    total_weight: checkout.lines.reduce(
      (sum, line) => sum + store.variant(line.variantId).variant.grams * line.quantity,
      0,
    ),
    currency: shop.currency,
    completed_at: wireTime(checkout.completedAt, shop),
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: null,
    customer_locale: checkout.locale,
    line_items: checkout.lines.map((line) => checkoutLine(store, line.variantId, line.quantity)),
    name: checkout.name,
    source: null,
    abandoned_checkout_url: recoveryUrl(checkout, url),
    discount_codes: [],
    tax_lines: [{ price: tax, rate: 0.19, title: "MwSt", channel_liable: false }],
    source_name: checkout.sourceName,
    presentment_currency: shop.currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    total_discounts: "0.00",
    total_line_items_price: total,
    total_price: total,
    total_tax: tax,
    subtotal_price: total,
    total_duties: null,
    reservation_token: null,
    ...addresses(checkout),
    ...(customer && { customer: wireCustomer(customer, shop) }),
  };
}

function checkoutLine(store: Store, variantId: string, quantity: number) {
  const { product, variant } = store.variant(variantId);
  const variantTitle = variant.title === "Default Title" ? null : variant.title;
  return {
    applied_discounts: [],
    discount_allocations: [],
    key: createHash("md5").update(variantId).digest("hex"),
    destination_location_id: null,
    fulfillment_service: "manual",
    gift_card: false,
    grams: variant.grams,
    origin_location_id: null,
    presentment_title: product.title,
    presentment_variant_title: variantTitle,
    product_id: wireId(product.id),
    properties: null,
    quantity,
    requires_shipping: true,
    sku: variant.sku,
    tax_lines: [],
    taxable: true,
    title: product.title,
    variant_id: wireId(variant.id),
    variant_title: variantTitle,
    variant_price: wireMoney(variant.priceMinor),
    vendor: product.vendor,
    user_id: null,
    unit_price_measurement: {
      measured_type: null,
      quantity_value: null,
      quantity_unit: null,
      reference_value: null,
      reference_unit: null,
    },
    rank: null,
    compare_at_price: variant.compareAtMinor === null ? null : wireMoney(variant.compareAtMinor),
    line_price: wireMoney(variant.priceMinor * quantity),
    price: wireMoney(variant.priceMinor),
  };
}

/** The 19 % that a German price contains. */
export function includedTax(minor: number): number {
  return Math.round(minor - minor / 1.19);
}
