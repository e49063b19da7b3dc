import type { StopCheck } from "./guard";
import { isStoppedBy } from "./sunset-reason";

/** How a run ends that was not cut short: what it queued on its way is still to go out. */
const naturalEnds: ReadonlySet<string> = new Set(["completed", "exit-step", "lasted-long-enough"]);

/** What keeps a message from being sent for good. The first that holds is the one that its contact's page tells. */
export const stops = [
  {
    rule: "shop-uninstalled",
    check: (_message, { shop }) => shop.uninstalledAt && { since: shop.uninstalledAt.toISOString() },
  },
  { rule: "shop-not-opened", check: (_message, { shop }) => (shop.openedAt ? null : {}) },
  { rule: "workflow-off", check: (_message, { workflow }) => (workflow.isOn ? null : {}) },
  { rule: "contact-gone", check: (_message, { contact }) => (contact ? null : {}) },
  { rule: "no-address", check: (_message, { contact }) => (contact?.email ? null : {}) },
  {
    rule: "address-problem",
    check: (_message, { contact }) => (contact?.addressProblem ? { problem: contact.addressProblem } : null),
  },
  {
    rule: "suppressed",
    check: (message, { suppressions }) => {
      const stop = suppressions.find(({ reason }) => isStoppedBy(reason, message.class));
      return stop ? { reason: stop.reason, since: stop.since.toISOString() } : null;
    },
  },
  {
    rule: "not-subscribed",
    check: (message, { contact }) =>
      message.class !== "marketing" || contact?.consent === "SUBSCRIBED"
        ? null
        : {
            consent: contact?.consent ?? null,
            since: contact?.consentAt?.toISOString() ?? null,
            source: contact?.consentSource ?? null,
          },
  },
  {
    // By what its own version ends on: a receipt is not stopped by its order, nor "it is back" by one of something else.
    rule: "ordered",
    check: (_message, { orders, run: { exits } }) => {
      const order = orders.find(({ tie }) => exits.includes(tie));
      return order ? { order: order.name, placedAt: order.placedAt.toISOString(), under: order.under } : null;
    },
  },
  {
    rule: "checkout-completed",
    check: (_message, { checkout }) =>
      checkout?.completedAt ? { completedAt: checkout.completedAt.toISOString() } : null,
  },
  {
    // The shopper corrected the address: the first one may be a stranger's.
    rule: "checkout-of-another",
    check: (message, { checkout }) => (checkout?.contactId && checkout.contactId !== message.contactId ? {} : null),
  },
  {
    rule: "run-ended",
    check: (message, { run: { outcome } }) => {
      if (outcome === null || naturalEnds.has(outcome)) return null;
      // Who wants no more marketing still gets the receipt, and the one mail that they asked for.
      return outcome === "unsubscribed" && message.class !== "marketing" ? null : { outcome };
    },
  },
  {
    rule: "too-late",
    check: (message, _facts, at) =>
      at > message.usefulUntil ? { usefulUntil: message.usefulUntil.toISOString(), heldBackBy: message.reason } : null,
  },
  {
    rule: "nothing-left-to-buy",
    check: (_message, { checkout }) =>
      checkout && checkout.unavailableLines >= checkout.lines
        ? { lines: checkout.lines, unavailable: checkout.unavailableLines }
        : null,
  },
  {
    rule: "sold-out",
    check: (_message, { product }) => (product?.isAvailable === false ? { product: product.title } : null),
  },
  {
    rule: "no-longer-cheaper",
    check: (_message, { product }) =>
      product?.price && product.price.nowMinor >= product.price.beforeMinor
        ? { product: product.title, ...product.price }
        : null,
  },
] as const satisfies readonly { readonly rule: string; readonly check: StopCheck }[];
