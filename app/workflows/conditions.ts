import type { Event } from "~/events/event";
import type { Condition, SimpleCondition } from "./condition";
import type { FactKind, Facts, OrderFact } from "./facts";
import { fieldOf, passes } from "./field-test";
import type { Run, Values } from "./run";

export interface Verdict {
  readonly holds: boolean;
  /** What was read, for the decision's row. */
  readonly values: Values;
}

/** What a condition is asked about. */
export interface Case {
  readonly facts: Facts;
  readonly run: Pick<Run, "state" | "triggeredAt">;
  /** The event that starts it; null once it is under way. */
  readonly event: Event | null;
}

interface Rule<C extends SimpleCondition> {
  /** The kinds of facts that the shell must load before this rule is asked. */
  readonly reads: readonly FactKind[];
  /** Whether only the event that starts a run can answer it: then it has no place in a branch. */
  readonly atStartOnly?: true;
  readonly test: (condition: C, about: Case) => Verdict;
}

type Is = SimpleCondition["is"];
type Named = { readonly [K in Is]: Extract<SimpleCondition, { is: K }> };
type Rules = { readonly [K in Is]: Rule<Named[K]> };

/** Every condition there is: what it reads and when it holds. */
export const conditions: Rules = {
  subscribed: {
    reads: ["contact"],
    test: (_condition, { facts: { contact } }) => ({
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
    test: (_condition, { facts: { contact } }) => ({
      holds: contact?.email != null,
      values: { hasEmail: contact?.email != null },
    }),
  },
  online: {
    reads: [],
    atStartOnly: true,
    test: (_condition, { event }) => {
      const channel = event && "channel" in event.data ? event.data.channel : "online";
      return { holds: channel === "online", values: { channel } };
    },
  },
  "something-in-it": {
    reads: [],
    atStartOnly: true,
    test: (_condition, { event }) => {
      const lines = event && "lines" in event.data ? event.data.lines.length : 0;
      const hasLink = event?.name !== "checkout.updated" || event.data.recoveryUrl !== null;
      return { holds: lines > 0 && hasLink, values: { lines, hasRecoveryLink: hasLink } };
    },
  },
  "not-ordered-since": {
    reads: ["orders"],
    test: (_condition, { facts: { orders }, run, event }) => {
      const order = orders.find((one) => isOrderOf(one, run));
      const completedAt = event?.name === "checkout.updated" ? event.data.completedAt : null;
      return {
        holds: order === undefined && completedAt === null,
        values: { order: order?.name ?? null, placedAt: order?.placedAt.toISOString() ?? completedAt },
      };
    },
  },
  "orders-count": {
    reads: ["contact"],
    test: ({ op, count }, { facts: { contact } }) => {
      const orders = contact?.ordersCount ?? 0;
      const holds = { exactly: orders === count, "at-least": orders >= count, "at-most": orders <= count }[op];
      return { holds, values: { orders, op, count } };
    },
  },
  "in-segment": {
    reads: ["segments"],
    test: ({ segmentId }, { facts: { segments } }) => {
      const segment = segments.get(segmentId);
      return {
        holds: segment !== undefined && segment.memberSince !== null,
        values: { segment: segment?.name ?? null, since: segment?.memberSince?.toISOString() ?? null },
      };
    },
  },
  stage: {
    reads: ["contact"],
    test: ({ of }, { facts: { contact } }) => ({
      holds: contact !== null && of.includes(contact.stage),
      values: { stage: contact?.stage ?? null },
    }),
  },
  profile: {
    reads: ["contact"],
    test: ({ field, of }, { facts: { contact } }) => {
      const found = contact?.[field] ?? null;
      const isSame = (value: string) => value.toLowerCase() === found?.toLowerCase();
      return { holds: of.some(isSame), values: { field, value: found } };
    },
  },
  field: {
    reads: [],
    test: (condition, { run, event }) => {
      const value = event ? fieldOf(event.data, condition.field) : (run.state.about.fields[condition.field] ?? null);
      return { holds: passes(condition, value), values: { field: condition.field, value } };
    },
  },
  "about-product": {
    reads: ["products"],
    test: ({ by, of }, { facts: { products }, run }) => {
      const wanted = new Set(of.map((one) => one.toLowerCase()));
      const found = run.state.about.productIds.find((id) => {
        const product = products.get(id);
        const { type = "", tags = [], collections = [] } = product ?? {};
        const named = { product: [id], type: [type], tag: tags, collection: collections }[by];
        return named.some((one) => wanted.has(one.toLowerCase()));
      });
      return {
        holds: found !== undefined,
        values: { by, product: found === undefined ? null : (products.get(found)?.title ?? found) },
      };
    },
  },
  clicked: {
    reads: [],
    test: ({ step }, { run }) => ({ holds: run.state.heard.includes(`clicked:${step}`), values: { mail: step } }),
  },
  opened: {
    reads: [],
    // Whoever clicked has seen it, whether or not a picture told so.
    test: ({ step }, { run: { state } }) => ({
      holds: state.heard.includes(`opened:${step}`) || state.heard.includes(`clicked:${step}`),
      values: { mail: step },
    }),
  },
  answered: {
    reads: [],
    test: ({ step, answer }, { run }) => ({
      holds: run.state.heard.includes(`answered:${step}:${answer}`),
      values: { mail: step, answer },
    }),
  },
  happened: {
    reads: [],
    test: ({ step }, { run }) => ({ holds: run.state.heard.includes(`happened:${step}`), values: { wait: step } }),
  },
};

/** Asks a condition. */
export function ask(condition: Condition, about: Case): Verdict {
  if (condition.is !== "not") return askSimple(condition, about);
  const { holds, values } = askSimple(condition.of, about);
  return { holds: !holds, values };
}

function askSimple<K extends Is>(condition: { [P in K]: Named[P] & { is: P } }[K], about: Case): Verdict {
  const rules: Rules = conditions;
  return rules[condition.is].test(condition, about);
}

/**
 * Whether an order answers what a run is about: it carries the checkout's or cart's token, or the same person
 * placed it since. The order that started the run is no answer, nor a subscription's renewal: nobody decided on it.
 */
function isOrderOf(order: OrderFact, { state: { about }, triggeredAt }: Case["run"]): boolean {
  if (order.orderId === about.orderId) return false;
  const isSameCheckout = about.checkoutToken !== null && order.checkoutToken === about.checkoutToken;
  const isSameCart = about.cartToken !== null && order.cartToken === about.cartToken;
  return isSameCheckout || isSameCart || (order.channel !== "subscription" && order.placedAt >= triggeredAt);
}
