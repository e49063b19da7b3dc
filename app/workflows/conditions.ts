import type { Event } from "~/events/event";
import type { Condition } from "./definition";
import type { Facts, OrderFact } from "./facts";

/** JSON that a decision keeps: the values that a rule read. */
export type Values = Readonly<Record<string, string | number | boolean | null>>;

export interface Verdict {
  readonly holds: boolean;
  readonly values: Values;
}

export type TriggerEvent = Event<"checkout.updated">;

interface Rule {
  /** The kinds of facts that the shell must load before this rule is asked. */
  readonly reads: readonly (keyof Facts)[];
  readonly test: (facts: Facts, trigger: TriggerEvent, condition: Condition) => Verdict;
}

/** Every condition there is: what it reads and when it holds. */
export const conditions: Record<Condition["is"], Rule> = {
  subscribed: {
    reads: ["contact"],
    test: ({ contact }) => ({
      holds: contact?.consent === "SUBSCRIBED" && contact.suppression === null,
      values: {
        consent: contact?.consent ?? null,
        since: contact?.consentAt?.toISOString() ?? null,
        source: contact?.consentSource ?? null,
        suppressed: contact?.suppression?.reason ?? null,
      },
    }),
  },
  reachable: {
    reads: ["contact"],
    test: ({ contact }) => ({ holds: contact?.email != null, values: { hasEmail: contact?.email != null } }),
  },
  "online-checkout": {
    reads: [],
    test: (_facts, { data }) => ({ holds: data.channel === "online", values: { channel: data.channel } }),
  },
  "something-in-checkout": {
    reads: [],
    test: (_facts, { data }) => ({
      holds: data.lines.length > 0 && data.recoveryUrl !== null,
      values: { lines: data.lines.length, hasRecoveryLink: data.recoveryUrl !== null },
    }),
  },
  "not-ordered-since": {
    reads: ["orders"],
    test: ({ orders }, trigger) => {
      const order = orders.find((one) => isOrderOf(one, trigger));
      return {
        holds: order === undefined && trigger.data.completedAt === null,
        values: { order: order?.name ?? null, placedAt: order?.placedAt.toISOString() ?? trigger.data.completedAt },
      };
    },
  },
  "in-segment": {
    reads: ["segments"],
    test: ({ segments }, _trigger, condition) => {
      const segment = condition.is === "in-segment" ? segments.get(condition.segmentId) : undefined;
      return {
        holds: segment !== undefined && segment.memberSince !== null,
        values: { segment: segment?.name ?? null, since: segment?.memberSince?.toISOString() ?? null },
      };
    },
  },
};

/**
 * Whether an order answers a checkout: it carries the checkout's or cart's token, or the same person
 * placed it since. A subscription's renewal is nobody's decision and answers nothing.
 */
function isOrderOf(order: OrderFact, { data, occurredAt }: TriggerEvent): boolean {
  const isSameCheckout =
    order.checkoutToken === data.token || (data.cartToken !== null && order.cartToken === data.cartToken);
  return isSameCheckout || (order.channel !== "subscription" && order.placedAt >= occurredAt);
}
