import type { Event } from "~/events/event";
import type { WorkflowTrigger } from "./definition";
import { fieldOf, passes } from "./field-test";
import type { About } from "./run";

/** Of more products no condition or mail has need. */
const MOST_PRODUCTS = 20;

const nothing: Omit<About, "fields"> = { checkoutToken: null, cartToken: null, orderId: null, productIds: [] };

/** What an event is about. `fields` names those that are kept of an event too large to keep whole. */
export function aboutOf(event: Event, fields: readonly string[]): About {
  switch (event.name) {
    case "checkout.updated":
      return {
        checkoutToken: event.data.token,
        cartToken: event.data.cartToken,
        orderId: null,
        productIds: productsIn(event.data.lines),
        fields: kept(event.data, fields),
      };
    case "cart.updated":
      return {
        ...nothing,
        cartToken: event.data.token,
        productIds: productsIn(event.data.lines),
        fields: kept(event.data, fields),
      };
    case "order.created":
      return {
        checkoutToken: event.data.checkoutToken,
        cartToken: event.data.cartToken,
        orderId: event.data.orderId,
        productIds: productsIn(event.data.lines),
        fields: kept(event.data, fields),
      };
    case "order.fulfilled":
    case "order.delivered":
    case "order.cancelled":
    case "order.refunded":
      return {
        ...nothing,
        orderId: event.data.orderId,
        productIds: event.data.productIds.slice(0, MOST_PRODUCTS),
        fields: kept(event.data, fields),
      };
    case "product.viewed":
    case "product.carted":
    case "product.restocked":
    case "price.dropped":
    case "replenishment.due":
      return { ...nothing, productIds: [event.data.productId], fields: kept(event.data, Object.keys(event.data)) };
    case "custom.happened":
      return { ...nothing, fields: kept(event.data, fields) };
    default:
      return { ...nothing, fields: kept(event.data, Object.keys(event.data)) };
  }
}

/** Whether an event is one that a workflow starts on. */
export function isTriggeredBy({ event: name, where }: WorkflowTrigger, event: Event): boolean {
  return event.name === name && where.every((test) => passes(test, fieldOf(event.data, test.field)));
}

/** What there is one run per, as text; null when the event has none or the contact is unknown. */
export function runKey({ oneRunPer }: WorkflowTrigger, about: About, contactId: string | null): string | null {
  switch (oneRunPer) {
    case "checkout":
      return about.checkoutToken;
    case "cart":
      return about.cartToken;
    case "order":
      return about.orderId;
    case "product": {
      const [productId] = about.productIds;
      return contactId === null || productId === undefined ? null : `${contactId}/${productId}`;
    }
    case "contact":
      return contactId;
  }
}

function productsIn(lines: readonly { readonly productId: string | null }[]): string[] {
  return [...new Set(lines.flatMap(({ productId }) => productId ?? []))].slice(0, MOST_PRODUCTS);
}

function kept(data: object, fields: readonly string[]): About["fields"] {
  return Object.fromEntries(fields.map((field) => [field, fieldOf(data, field)]));
}
