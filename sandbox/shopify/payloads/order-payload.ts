import type { Store } from "../../store/store";
import type { Order, OrderLine } from "../../store/types";
import { includedTax } from "./checkout-payload";
import { moneySet, wireAddress, wireCustomer, wireId, wireMoney, wireTime } from "./wire";

/** The body of orders/create, with the keys of API 2026-07's sample: no `checkout_id`. */
export function orderPayload(store: Store, order: Order, url: string) {
  const { shop } = store.state;
  const customer = store.state.customers.find((candidate) => candidate.id === order.customerId);
  const goods = order.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  const off = order.discount?.amountMinor ?? 0;
  const subtotal = goods - off;
  const total = subtotal + order.shippingMinor;
  const set = (minor: number) => moneySet(minor, shop.currency);
  return {
    id: wireId(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: order.acceptsMarketing,
    cancel_reason: order.cancelledAt === null ? null : "customer",
    cancelled_at: wireTime(order.cancelledAt, shop),
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    client_details: null,
    closed_at: null,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: wireTime(order.createdAt, shop),
    currency: shop.currency,
    current_shipping_price_set: set(order.shippingMinor),
    current_subtotal_price: wireMoney(subtotal),
    current_subtotal_price_set: set(subtotal),
    current_total_additional_fees_set: null,
    current_total_discounts: wireMoney(off),
    current_total_discounts_set: set(off),
    current_total_duties_set: null,
    current_total_price: wireMoney(total - order.refundedMinor),
    current_total_price_set: set(total - order.refundedMinor),
    current_total_tax: wireMoney(includedTax(total)),
    current_total_tax_set: set(includedTax(total)),
    customer_locale: order.locale,
    device_id: null,
    discount_codes: order.discount
      ? [{ code: order.discount.code, amount: wireMoney(off), type: order.discount.type }]
      : [],
    duties_included: false,
    email: order.email,
    estimated_taxes: false,
    financial_status: financialStatus(order.refundedMinor, total),
    fulfillment_status: order.fulfilledAt === null ? null : "fulfilled",
    landing_site: order.sourceName === "web" ? "/" : null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
    merchant_of_record_app_id: null,
    name: `#${order.number}`,
    note: null,
    note_attributes: [],
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `${url}/orders/${order.token}/authenticate?key=${order.token.slice(0, 8)}`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: ["bogus"],
    phone: null,
    po_number: null,
    presentment_currency: shop.currency,
    processed_at: wireTime(order.createdAt, shop),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    subtotal_price: wireMoney(subtotal),
    subtotal_price_set: set(subtotal),
    tags: "",
    tax_exempt: false,
    tax_lines: [],
    taxes_included: true,
    test: true,
    token: order.token,
    total_cash_rounding_payment_adjustment_set: set(0),
    total_cash_rounding_refund_adjustment_set: set(0),
    total_discounts: wireMoney(off),
    total_discounts_set: set(off),
    total_line_items_price: wireMoney(goods),
    total_line_items_price_set: set(goods),
    total_outstanding: "0.00",
    total_price: wireMoney(total),
    total_price_set: set(total),
    total_shipping_price_set: set(order.shippingMinor),
    total_tax: wireMoney(includedTax(total)),
    total_tax_set: set(includedTax(total)),
    total_tip_received: "0.00",
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    updated_at: wireTime(order.updatedAt, shop),
    user_id: null,
    ...(order.address && { billing_address: wireAddress(order.address) }),
    ...(customer && { customer: wireCustomer(customer, shop) }),
    discount_applications: [],
    fulfillments: [],
    line_items: order.lines.map((line) => orderLine(line, shop.currency)),
    payment_terms: null,
    refunds: [],
    ...(order.address && { shipping_address: wireAddress(order.address) }),
    shipping_lines: [],
    returns: [],
    line_item_groups: [],
  };
}

function financialStatus(refundedMinor: number, totalMinor: number): string {
  if (refundedMinor === 0) return "paid";
  return refundedMinor < totalMinor ? "partially_refunded" : "refunded";
}

/** A line as orders and refunds carry it. */
export function orderLine(line: OrderLine, currency: string) {
  return {
    id: wireId(line.id),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: line.quantity,
    fulfillable_quantity: line.quantity,
    fulfillment_service: "manual",
    fulfillment_status: null,
    gift_card: false,
    grams: line.grams,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: wireMoney(line.priceMinor),
    price_set: moneySet(line.priceMinor, currency),
    product_exists: true,
    product_id: wireId(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: "0.00",
    total_discount_set: moneySet(0, currency),
    variant_id: wireId(line.variantId),
    variant_inventory_management: "shopify",
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}
