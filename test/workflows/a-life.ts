import fc from "fast-check";
import type { Event } from "~/events/event";
import type { Facts } from "~/workflows/facts";
import { type TriggerEventName, triggerEvents } from "~/workflows/trigger-events";
import { answers } from "./any-workflow";
import { checkout, happened, knowing, lamp, later, noon, ofMail, order } from "./happenings";

/** What may happen to two contacts: in any order, some of it twice, some of it told late. */

/** A move of the clock, and then one thing: an event, or the timers. */
export interface Move {
  readonly minutes: number;
  /** How much earlier than now it is said to have happened. */
  readonly lateMinutes: number;
  readonly who: number;
  /** Which of two carts, products, orders. */
  readonly thing: number;
  readonly facts: { readonly agreed: boolean; readonly orders: number };
  readonly what: What;
}

type What =
  | { readonly kind: "trigger" }
  | { readonly kind: "event"; readonly name: TriggerEventName }
  | { readonly kind: "order"; readonly tie: "checkout" | "cart" | "none"; readonly channel: "online" | "subscription" }
  | { readonly kind: "consent"; readonly agrees: boolean }
  | {
      readonly kind: "mail";
      readonly name: "email.clicked" | "email.opened" | "question.answered";
      readonly run: number;
      readonly step: number;
      readonly answer: number;
    }
  | { readonly kind: "timers" }
  | { readonly kind: "again" };

const what: fc.Arbitrary<What> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: "trigger" }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("event"), name: fc.constantFrom(...triggerEvents) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("order"),
      tie: fc.constantFrom("checkout", "cart", "none"),
      channel: fc.constantFrom("online", "subscription"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("consent"), agrees: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("mail"),
      name: fc.constantFrom("email.clicked", "email.clicked", "email.opened", "question.answered", "question.answered"),
      run: fc.nat(2),
      step: fc.nat(6),
      answer: fc.nat(2),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ kind: "timers" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "again" }) },
);

const move: fc.Arbitrary<Move> = fc.record({
  minutes: fc.oneof(fc.nat(60), fc.nat(6_000)),
  lateMinutes: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3_000) }),
  who: fc.nat(1),
  thing: fc.nat(1),
  facts: fc.record({ agreed: fc.boolean(), orders: fc.nat(1) }),
  what,
});

/** Up to thirty moves; the first is always a trigger, so that something begins. */
export const aLife: fc.Arbitrary<Move[]> = fc
  .tuple(move, fc.array(move, { maxLength: 30 }))
  .map(([first, others]) => [
    { ...first, lateMinutes: 0, facts: { agreed: true, orders: 0 }, what: { kind: "trigger" } },
    ...others,
  ]);

export const contacts = ["ada", "bea"] as const;

export const factsOf = ({ who, facts: { agreed, orders } }: Move): Facts =>
  knowing({
    contactId: contacts[who] ?? "",
    consent: agreed ? "SUBSCRIBED" : "UNSUBSCRIBED",
    ordersCount: orders,
  });

/** The event that a workflow may start on, about one of two things. */
export function triggerEvent(name: TriggerEventName, thing: number, at: Date): Event {
  const productId = String(thing + 1);
  const lines = [{ ...lamp, productId }];
  const reference = { orderId: String(100 + thing), name: `#${100 + thing}`, productIds: [productId] };
  const product = { productId, variantId: null, title: "Lamp", wanted: "asked" } as const;
  switch (name) {
    case "checkout.updated":
      return checkout(at, { token: `t${thing}`, cartToken: `c${thing}`, lines });
    case "cart.updated":
      return happened({ name, data: { token: `c${thing}`, currency: "EUR", totalMinor: 1, lines } }, at, {
        cartToken: `c${thing}`,
      });
    case "order.created":
      return order(at, { orderId: reference.orderId, lines: [{ ...lamp, productId, lineId: "1" }] });
    case "order.fulfilled":
    case "order.delivered":
    case "order.cancelled":
      return happened({ name, data: reference }, at);
    case "order.refunded":
      return happened({ name, data: { ...reference, refundedMinor: 1, currency: "EUR" } }, at);
    case "customer.created":
      return happened({ name, data: {} }, at);
    case "product.viewed":
      return happened({ name, data: { productId } }, at);
    case "contact.inactive":
      return happened({ name, data: { lastOrderAt: noon.toISOString(), expectedDays: 30, orders: 2 } }, at);
    case "segment.entered":
    case "segment.left":
      return happened({ name, data: { segmentId: "s", name: "VIPs" } }, at);
    case "stage.changed":
      return happened({ name, data: { from: "active", to: "loyal" } }, at);
    case "date.reached":
      return happened({ name, data: { date: "birthday", on: "2026-11-23", years: null } }, at);
    case "product.restocked":
      return happened({ name, data: product }, at);
    case "price.dropped":
      return happened({ name, data: { ...product, beforeMinor: 2, nowMinor: 1, currency: "EUR" } }, at);
    case "replenishment.due":
      return happened({ name, data: { productId, title: "Lamp", orderedAt: noon.toISOString(), everyDays: 9 } }, at);
    case "custom.happened":
      return happened({ name, data: { name: "came-by", properties: {} } }, at);
  }
}

/** The event of a move; null for one that is none. `name` is what the workflow starts on. */
export function eventOf({ what, thing, lateMinutes }: Move, name: TriggerEventName, now: Date): Event | null {
  const at = later(-lateMinutes / 60, now);
  switch (what.kind) {
    case "trigger":
      return triggerEvent(name, thing, at);
    case "event":
      return triggerEvent(what.name, thing, at);
    case "order": {
      const tokens = {
        checkout: { checkoutToken: `t${thing}` },
        cart: { cartToken: `c${thing}` },
        none: {},
      }[what.tie];
      return order(at, { orderId: `of-${at.getTime()}`, channel: what.channel, ...tokens });
    }
    case "consent": {
      const state = what.agrees ? "SUBSCRIBED" : "UNSUBSCRIBED";
      return happened({ name: "consent.changed", data: { state, at: at.toISOString(), source: "test" } }, at);
    }
    case "mail":
      return what.name === "question.answered"
        ? happened({ name: what.name, data: { messageId: "m", answer: answers[what.answer] ?? "" } }, at)
        : happened({ name: what.name, data: ofMail }, at);
    case "timers":
    case "again":
      return null;
  }
}
