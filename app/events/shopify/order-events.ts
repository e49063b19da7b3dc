import { z } from "zod";
import { channelOf } from "../channel";
import type { Delivery } from "../delivery";
import type { Event, Identity, OrderReference } from "../event";
import { frame, nobody } from "../frame";
import { minorUnits } from "../money";
import { emailAsTold } from "../normalise-email";
import { address, amount, customer, customerIdOf, id, line, lineOf, profileOf, text, time } from "./payload-parts";

const orderPayload = z.object({
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
  discount_codes: z.array(z.object({ code: z.string(), amount })).nullish(),
  line_items: z.array(line.extend({ id })),
});

type OrderTopic = "orders/create" | "orders/updated" | "orders/fulfilled" | "orders/cancelled";

/**
 * The topics that carry a whole order: its state, and, for the last two, what has become of it. Only orders/create is
 * a purchase.
 */
export function orderEvents(delivery: Delivery, json: unknown, topic: OrderTopic): Event[] {
  const payload = orderPayload.parse(json);
  const identity: Identity = {
    ...nobody,
    customerId: customerIdOf(payload.customer),
    email: emailAsTold(payload.email ?? payload.contact_email ?? payload.customer?.email),
    checkoutToken: payload.checkout_token ?? null,
    cartToken: payload.cart_token ?? null,
  };
  const isNew = topic === "orders/create";
  // What was given back since counts as not spent.
  const total = (!isNew && payload.current_total_price) || payload.total_price;
  const lines = payload.line_items.map((told) => ({ ...lineOf(told, payload.currency), lineId: told.id }));
  const order: Event<"order.created" | "order.updated"> = {
    ...frame(delivery, new Date(payload.updated_at)),
    name: isNew ? "order.created" : "order.updated",
    identity,
    profile: profileOf(payload.customer, payload.shipping_address ?? payload.billing_address, payload.customer_locale),
    data: {
      orderId: payload.admin_graphql_api_id ?? payload.id,
      name: payload.name,
      checkoutToken: identity.checkoutToken,
      cartToken: identity.cartToken,
      channel: channelOf(payload.source_name, payload.company != null),
      currency: payload.currency,
      totalMinor: minorUnits(total, payload.currency),
      cancelledAt: payload.cancelled_at ? new Date(payload.cancelled_at).toISOString() : null,
      placedAt: new Date(payload.processed_at ?? payload.created_at).toISOString(),
      discounts: (payload.discount_codes ?? []).map((used) => ({
        // Codes are the same in capitals and without: https://help.shopify.com/manual/discounts
        code: used.code.trim().toUpperCase(),
        amountMinor: minorUnits(used.amount, payload.currency),
      })),
      lines,
    },
  };
  const { orderId, name } = order.data;
  const reference: OrderReference = { orderId, name, productIds: productIdsOf(lines) };
  const about = { identity, profile: {}, data: reference };
  switch (topic) {
    case "orders/fulfilled":
      return [order, { ...frame(delivery, order.occurredAt), name: "order.fulfilled", ...about }];
    case "orders/cancelled": {
      const at = payload.cancelled_at ? new Date(payload.cancelled_at) : order.occurredAt;
      return [order, { ...frame(delivery, at), name: "order.cancelled", ...about }];
    }
    default:
      return [order];
  }
}

/** The products of an order, each once. */
export function productIdsOf(lines: readonly { readonly productId: string | null }[]): string[] {
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
}
