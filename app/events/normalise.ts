import { v7 as uuid } from "uuid";
import { z } from "zod";
import { apiEvent } from "./api-event";
import { channelOf } from "./channel";
import { type CheckoutLine, type ConsentData, type Event, type Identity, type Profile, SET_IN_SHOPIFY } from "./event";
import { minorUnits } from "./money";
import { emailAsTold } from "./normalise-email";
import { parseJson } from "./parse-json";
import { readPrivacyRequest } from "./privacy-request";
import {
  type AddressPayload,
  type CustomerPayload,
  checkoutPayload,
  consentPayload,
  customerPayload,
  orderPayload,
  rescopedPayload,
  tagsPayload,
  unsubscribedPayload,
} from "./shopify-payloads";

/** A delivery as the inbox holds it. */
export interface Delivery {
  readonly source: string;
  readonly deliveryId: string;
  readonly topic: string;
  readonly eventId: string | null;
  readonly triggeredAt: Date;
  readonly payload: Uint8Array;
}

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
    case "orders/create":
      return orderEvents(delivery, json, "order.created");
    case "orders/updated":
    case "orders/cancelled":
      return orderEvents(delivery, json, "order.updated");
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
    case "api/event":
      return apiEvents(delivery, json);
    // Nothing that a person did. The worker looks at the operation itself: it polls too, because webhooks get lost.
    case "bulk_operations/finish":
      return [];
    case "app/uninstalled":
      return [
        { ...frame(delivery, delivery.triggeredAt), name: "app.uninstalled", identity: nobody, profile: {}, data: {} },
      ];
    case "app/scopes_update":
      return rescopedEvents(delivery, json);
    // Tells under which domain a shop is reached: read while the shop has not opened the app under it.
    case "shop/update":
      return [];
    // Not something that happened but something to do: see privacy-request.ts. Read here too, so that one that
    // cannot be read is parked and seen.
    case "customers/data_request":
    case "customers/redact":
    case "shop/redact":
      readPrivacyRequest(delivery.topic, json);
      return [];
    default:
      throw new Error("this topic is not one that Waypost subscribes to");
  }
}

const nobody: Identity = {
  customerId: null,
  email: null,
  checkoutToken: null,
  cartToken: null,
  visitorId: null,
  contactId: null,
};

/** The fields that each event has; `sourceOrder` sorts two tellings of one thing (DESIGN §3, rule 1). */
function frame(delivery: Delivery, occurredAt: Date) {
  return {
    eventId: uuid(),
    occurredAt,
    sourceOrder: `${occurredAt.toISOString()}|${delivery.triggeredAt.toISOString()}|${delivery.eventId ?? delivery.deliveryId}`,
  };
}

function checkoutEvents(delivery: Delivery, json: unknown): Event[] {
  const payload = checkoutPayload.parse(json);
  const base = frame(delivery, new Date(payload.updated_at));
  const identity: Identity = {
    ...nobody,
    customerId: customerId(payload.customer),
    email: emailAsTold(payload.email ?? payload.customer?.email),
    checkoutToken: payload.token,
    cartToken: payload.cart_token ?? null,
  };
  const profile = profileOf(
    payload.customer,
    payload.shipping_address ?? payload.billing_address,
    payload.customer_locale,
  );
  const currency = payload.presentment_currency ?? payload.currency;
  const acceptsMarketing = payload.buyer_accepts_marketing === true;
  const updated: Event<"checkout.updated"> = {
    ...base,
    name: "checkout.updated",
    identity,
    profile,
    data: {
      token: payload.token,
      cartToken: payload.cart_token ?? null,
      channel: channelOf(payload.source_name, payload.company != null),
      recoveryUrl: httpUrl(payload.abandoned_checkout_url),
      currency,
      totalMinor: minorUnits(payload.total_price, currency),
      lines: payload.line_items.map((line) => lineOf(line, currency)),
      completedAt: payload.completed_at ? new Date(payload.completed_at).toISOString() : null,
      acceptsMarketing,
    },
  };
  // The ticked box is the consent; an unticked box takes none away that was given elsewhere. When it was
  // ticked is not told, only that it was not before the checkout began: that time is taken, so that a
  // checkout of before an unsubscribe never undoes it.
  if (!acceptsMarketing || !identity.email) return [updated];
  const agreedAt = new Date(payload.created_at);
  const ticked = { state: "SUBSCRIBED", source: "ticked the box at checkout", wording: CHECKOUT_WORDING } as const;
  return [consentChanged(delivery, agreedAt, identity, ticked), updated];
}

/** Shopify's own words; a merchant can change them, and no payload tells. */
const CHECKOUT_WORDING = "Email me with news and offers";

function orderEvents(delivery: Delivery, json: unknown, name: "order.created" | "order.updated"): Event[] {
  const payload = orderPayload.parse(json);
  // What was given back since counts as not spent.
  const total = (name === "order.updated" && payload.current_total_price) || payload.total_price;
  const identity: Identity = {
    ...nobody,
    customerId: customerId(payload.customer),
    email: emailAsTold(payload.email ?? payload.contact_email ?? payload.customer?.email),
    checkoutToken: payload.checkout_token ?? null,
    cartToken: payload.cart_token ?? null,
  };
  return [
    {
      ...frame(delivery, new Date(payload.updated_at)),
      name,
      identity,
      profile: profileOf(
        payload.customer,
        payload.shipping_address ?? payload.billing_address,
        payload.customer_locale,
      ),
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
        lines: payload.line_items.map((line) => ({ ...lineOf(line, payload.currency), lineId: line.id })),
      },
    },
  ];
}

function customerEvents(delivery: Delivery, json: unknown): Event[] {
  const payload = customerPayload.parse(json);
  return [
    {
      ...frame(delivery, new Date(payload.updated_at)),
      name: delivery.topic === "customers/create" ? "customer.created" : "customer.updated",
      identity: { ...nobody, customerId: customerId(payload), email: emailAsTold(payload.email) },
      profile: profileOf(payload, payload.default_address, null),
      data: {},
    },
  ];
}

function consentEvents(delivery: Delivery, json: unknown): Event[] {
  const payload = consentPayload.parse(json);
  const { state, consent_updated_at } = payload.email_marketing_consent;
  const at = consent_updated_at ? new Date(consent_updated_at) : delivery.triggeredAt;
  const identity = { ...nobody, customerId: payload.customer_id, email: emailAsTold(payload.email_address) };
  const told = { state: consentState.parse(state.toUpperCase()), source: SET_IN_SHOPIFY };
  return [consentChanged(delivery, at, identity, told)];
}

function tagEvents(delivery: Delivery, json: unknown): Event[] {
  const { customerId, tags, occurredAt } = tagsPayload.parse(json);
  const isAdded = delivery.topic === "customer.tags_added";
  return [
    {
      ...frame(delivery, new Date(occurredAt)),
      name: "customer.tagged",
      identity: { ...nobody, customerId },
      profile: {},
      data: { added: isAdded ? tags : [], removed: isAdded ? [] : tags },
    },
  ];
}

function unsubscribedEvents(delivery: Delivery, json: unknown): Event[] {
  const { contactId, at, source } = unsubscribedPayload.parse(json);
  const told = { state: "UNSUBSCRIBED", source, tellsShopify: true } as const;
  return [consentChanged(delivery, new Date(at), { ...nobody, contactId }, told)];
}

function rescopedEvents(delivery: Delivery, json: unknown): Event[] {
  const { current, updated_at } = rescopedPayload.parse(json);
  const at = updated_at ? new Date(updated_at) : delivery.triggeredAt;
  return [{ ...frame(delivery, at), name: "app.rescoped", identity: nobody, profile: {}, data: { scopes: current } }];
}

function apiEvents(delivery: Delivery, json: unknown): Event[] {
  const { event, occurredAt, contact, properties = {}, profile = {} } = apiEvent.parse(json);
  const identity = { ...nobody, email: contact.email ?? null, customerId: contact.customerId ?? null };
  const at = occurredAt ? new Date(occurredAt) : delivery.triggeredAt;
  return [{ ...frame(delivery, at), name: "custom.happened", identity, profile, data: { name: event, properties } }];
}

const consentState = z.enum(["SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "NOT_SUBSCRIBED", "REDACTED", "INVALID"]);

function consentChanged(delivery: Delivery, at: Date, identity: Identity, told: Omit<ConsentData, "at">) {
  const data: ConsentData = { ...told, at: at.toISOString() };
  return { ...frame(delivery, at), name: "consent.changed" as const, identity, profile: {}, data };
}

function customerId(customer: CustomerPayload | null | undefined): string | null {
  return customer ? (customer.admin_graphql_api_id ?? customer.id) : null;
}

function lineOf(line: z.infer<typeof checkoutPayload>["line_items"][number], currency: string): CheckoutLine {
  return {
    productId: line.product_id ?? null,
    variantId: line.variant_id ?? null,
    title: line.title,
    // Shopify names the only variant of a plain product so; no shopper should read it.
    variantTitle: line.variant_title && line.variant_title !== "Default Title" ? line.variant_title : null,
    quantity: line.quantity,
    priceMinor: minorUnits(line.price, currency),
  };
}

function profileOf(
  customer: CustomerPayload | null | undefined,
  address: AddressPayload | null | undefined,
  locale: string | null | undefined,
): Profile {
  return {
    firstName: customer?.first_name ?? address?.first_name ?? null,
    lastName: customer?.last_name ?? address?.last_name ?? null,
    country: address?.country_code ?? customer?.default_address?.country_code ?? null,
    region: address?.province_code ?? customer?.default_address?.province_code ?? null,
    city: address?.city ?? customer?.default_address?.city ?? null,
    locale: locale ?? null,
  };
}

/** The url when it is one that a mail may link to, else null. */
function httpUrl(url: string | null | undefined): string | null {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}
