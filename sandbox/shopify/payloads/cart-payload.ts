import { createHash } from "node:crypto";
import type { Store } from "../../store/store";
import type { Cart, Line } from "../../store/types";
import { moneySet, wireId, wireMoney } from "./wire";

/** The body of carts/create and carts/update: nobody is named. Its times are in UTC, unlike all others. */
export function cartPayload(store: Store, cart: Cart) {
  return {
    id: cart.token,
    token: cart.token,
    line_items: cart.lines.map((line) => cartLine(store, line)),
    note: null,
    updated_at: cart.updatedAt,
    created_at: cart.createdAt,
  };
}

function cartLine(store: Store, { variantId, quantity }: Line) {
  const { product, variant } = store.variant(variantId);
  const { currency } = store.state.shop;
  const one = wireMoney(variant.priceMinor);
  const all = wireMoney(variant.priceMinor * quantity);
  return {
    id: wireId(variantId),
    properties: null,
    quantity,
    variant_id: wireId(variantId),
    key: `${variantId}:${createHash("md5").update(variantId).digest("hex")}`,
    discounted_price: one,
    discounts: [],
    gift_card: false,
    grams: variant.grams,
    line_price: all,
    original_line_price: all,
    original_price: one,
    price: one,
    product_id: wireId(product.id),
    sku: variant.sku,
    taxable: true,
    // With its variant, as in the online store.
    title: variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`,
    total_discount: "0.00",
    vendor: product.vendor,
    discounted_price_set: moneySet(variant.priceMinor, currency),
    line_price_set: moneySet(variant.priceMinor * quantity, currency),
    original_line_price_set: moneySet(variant.priceMinor * quantity, currency),
    price_set: moneySet(variant.priceMinor, currency),
    total_discount_set: moneySet(0, currency),
    parent_relationship: null,
  };
}
