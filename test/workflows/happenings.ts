import type { CheckoutData, Event, EventName, Identity, OrderData } from "~/events/event";
import type { ContactFacts, Facts } from "~/workflows/facts";

/** What happens in stories about the pure engine, and what is known there. All of it is Ada's unless it says otherwise. */

/** Noon on a Monday. */
export const noon = new Date("2026-11-23T12:00:00Z");

export const later = (hours: number, from = noon) => new Date(from.getTime() + hours * 3_600_000);

type Told = { [K in EventName]: Pick<Event<K>, "name" | "data"> }[EventName];

export const ada: Identity = {
  customerId: null,
  email: "ada@example.com",
  checkoutToken: null,
  cartToken: null,
  visitorId: null,
  contactId: null,
};

/** An event with its frame. */
export function happened(told: Told, at: Date, identity: Partial<Identity> = {}): Event {
  return {
    eventId: `${told.name} at ${at.toISOString()}`,
    occurredAt: at,
    sourceOrder: at.toISOString(),
    identity: { ...ada, ...identity },
    profile: {},
    ...told,
  };
}

export const lamp = {
  productId: "1",
  variantId: "1",
  title: "Lamp",
  variantTitle: null,
  quantity: 1,
  priceMinor: 1990,
};

/** Ada's checkout t, made of the cart c, with a lamp in it. */
export function checkout(at: Date, changes: Partial<CheckoutData> = {}): Event {
  const data = {
    token: "t",
    cartToken: "c",
    channel: "online",
    recoveryUrl: "https://shop.example/recover",
    currency: "EUR",
    totalMinor: 1990,
    lines: [lamp],
    completedAt: null,
    acceptsMarketing: true,
    ...changes,
  } as const;
  return happened({ name: "checkout.updated", data }, at, { checkoutToken: data.token, cartToken: data.cartToken });
}

/** An order of another checkout, with nothing in it. */
export function order(at: Date, changes: Partial<OrderData> = {}): Event {
  const data = {
    orderId: "1",
    name: "#1001",
    checkoutToken: null,
    cartToken: null,
    channel: "online",
    currency: "EUR",
    totalMinor: 1990,
    cancelledAt: null,
    placedAt: at.toISOString(),
    lines: [],
    ...changes,
  } as const;
  return happened({ name: "order.created", data }, at, {
    checkoutToken: data.checkoutToken,
    cartToken: data.cartToken,
  });
}

export const ofMail = { messageId: "of the mail", reason: null };

/** What is known of somebody who agreed, in Berlin, and has not ordered. */
export function knowing(contact: Partial<ContactFacts> = {}, rest: Partial<Facts> = {}): Facts {
  return {
    contact: {
      contactId: "ada",
      email: "ada@example.com",
      consent: "SUBSCRIBED",
      consentAt: noon,
      consentSource: "test",
      suppression: null,
      country: "DE",
      region: null,
      city: null,
      locale: "de",
      zone: "Europe/Berlin",
      stage: "prospect",
      ordersCount: 0,
      ...contact,
    },
    orders: [],
    segments: new Map(),
    products: new Map(),
    ...rest,
  };
}
