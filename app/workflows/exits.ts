import type { ConsentState, Event } from "~/events/event";
import type { Exit } from "./definition";
import type { Heard } from "./heard";
import type { Run, Values } from "./run";

/** Which of its exits an event takes a run out by, as the decision names it; null when none. */
export function exitMet(exits: readonly Exit[], run: Run, heard: Heard): { rule: string; values: Values } | null {
  const exit = exits.find((one) => isMet(one, run, heard));
  return exit ? { rule: rules[exit.on], values: valuesOf(exit, heard.event) } : null;
}

function isMet({ on, same }: Exit, run: Run, { event, contactIds }: Heard): boolean {
  const { about } = run.state;
  // Of a checkout that was paid we may hear before its order.
  if (event.name === "checkout.updated") {
    return (
      on === "order.created" &&
      same === "checkout" &&
      event.data.completedAt !== null &&
      event.data.token === about.checkoutToken
    );
  }
  if (event.name !== on) return false;
  const isTheirs = contactIds.includes(run.contactId);
  switch (event.name) {
    case "order.created": {
      const { data } = event;
      if (data.orderId === about.orderId) return false;
      if (same === "checkout") return about.checkoutToken !== null && data.checkoutToken === about.checkoutToken;
      if (same === "cart") return about.cartToken !== null && data.cartToken === about.cartToken;
      const isSince = isTheirs && data.channel !== "subscription" && new Date(data.placedAt) >= run.triggeredAt;
      if (same === "contact") return isSince;
      return (
        isSince &&
        same === "product" &&
        data.lines.some(({ productId }) => productId !== null && about.productIds.includes(productId))
      );
    }
    case "order.cancelled":
    case "order.refunded":
      return same === "contact" ? isTheirs : event.data.orderId === about.orderId;
    case "consent.changed":
      // Who was asked to confirm has taken nothing back; until they do the guard lets no marketing through.
      return isTheirs && !isAgreeing(event.data.state) && new Date(event.data.at) >= run.triggeredAt;
    default:
      return false;
  }
}

const isAgreeing = (state: ConsentState): boolean => state === "SUBSCRIBED" || state === "PENDING";

const rules: Readonly<Record<Exit["on"], string>> = {
  "order.created": "ordered",
  "order.cancelled": "order-cancelled",
  "order.refunded": "order-refunded",
  "consent.changed": "unsubscribed",
};

function valuesOf({ same }: Exit, event: Event): Values {
  if (event.name === "checkout.updated") return { order: null, placedAt: event.data.completedAt };
  if (event.name === "order.created") {
    return { order: event.data.name, placedAt: event.data.placedAt, same, channel: event.data.channel };
  }
  if (event.name === "consent.changed")
    return { consent: event.data.state, since: event.data.at, source: event.data.source };
  return "name" in event.data ? { order: event.data.name } : {};
}
