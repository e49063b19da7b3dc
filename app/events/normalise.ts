import { z } from "zod";
import { answerEvents } from "./answer-event";
import { noteEvents } from "./app-note";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { flowEvents } from "./flow-event";
import { linkEvents } from "./link-event";
import { apiEvents, unsubscribedEvents } from "./own-events";
import { parseJson } from "./parse-json";
import { preferencesEvents } from "./preferences-event";
import { readPrivacyRequest } from "./privacy-request";
import { sendgridEvents } from "./sendgrid-events";
import { rescopedEvents, uninstalledEvents } from "./shopify/app-events";
import { cartEvents } from "./shopify/cart-events";
import { readCatalogueNews } from "./shopify/catalogue-news";
import { checkoutEvents } from "./shopify/checkout-events";
import { consentEvents, customerEvents, tagEvents } from "./shopify/customer-events";
import { orderEvents } from "./shopify/order-events";
import { fulfilmentEvents, refundEvents } from "./shopify/order-reference-events";

/** Why a delivery cannot become events; its text is shown to the merchant beside the parked delivery. */
export class UnreadableDelivery extends Error {
  override readonly name = "UnreadableDelivery";
}

/**
 * What a delivery says happened, oldest first; empty for a topic that is kept but tells nothing yet.
 * Throws UnreadableDelivery, which names the field at fault.
 */
export function normalise(delivery: Delivery): Event[] {
  try {
    return eventsOf(delivery, parseJson(delivery.payload));
  } catch (error) {
    if (error instanceof z.ZodError) {
      const [issue] = error.issues;
      throw new UnreadableDelivery(`${delivery.topic}: ${issue?.path.join(".") || "payload"}: ${issue?.message}`);
    }
    throw new UnreadableDelivery(`${delivery.topic}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function eventsOf(delivery: Delivery, json: unknown): Event[] {
  switch (delivery.topic) {
    case "checkouts/create":
    case "checkouts/update":
      return checkoutEvents(delivery, json);
    case "carts/create":
    case "carts/update":
      return cartEvents(delivery, json);
    case "orders/create":
    case "orders/updated":
    case "orders/fulfilled":
    case "orders/cancelled":
      return orderEvents(delivery, json, delivery.topic);
    case "refunds/create":
      return refundEvents(delivery, json);
    case "fulfillment_events/create":
      return fulfilmentEvents(delivery, json);
    case "customers/create":
    case "customers/update":
      return customerEvents(delivery, json);
    case "customer.tags_added":
    case "customer.tags_removed":
      return tagEvents(delivery, json);
    case "customers_email_marketing_consent/update":
      return consentEvents(delivery, json);
    case "consent/unsubscribed":
      return unsubscribedEvents(delivery, json);
    case "preferences/changed":
      return preferencesEvents(delivery, json);
    case "api/event":
      return apiEvents(delivery, json);
    case "flow/action":
      return flowEvents(delivery, json);
    case "link/followed":
      return linkEvents(delivery, json);
    case "question/answered":
      return answerEvents(delivery, json);
    case "sendgrid/event":
      return sendgridEvents(delivery, json);
    case "app/noted":
      return noteEvents(delivery, json);
    // Nothing that a person did. The worker looks at the operation itself: it polls too, because webhooks get lost.
    case "bulk_operations/finish":
      return [];
    case "app/uninstalled":
      return uninstalledEvents(delivery);
    case "app/scopes_update":
      return rescopedEvents(delivery, json);
    // Tells under which domain a shop is reached: read while the shop has not opened the app under it.
    case "shop/update":
      return [];
    // Nobody did anything: the catalogue changes. Read here too, so that one that cannot be read is parked and seen.
    case "products/create":
    case "products/update":
    case "products/delete":
    case "inventory_levels/update":
    case "collections/create":
    case "collections/update":
    case "collections/delete":
      readCatalogueNews(delivery);
      return [];
    // Not something that happened but something to do: see privacy-request.ts; read here for the same reason.
    case "customers/data_request":
    case "customers/redact":
    case "shop/redact":
      readPrivacyRequest(delivery.topic, json);
      return [];
    default:
      throw new Error("this topic is not one that Waypost subscribes to");
  }
}
