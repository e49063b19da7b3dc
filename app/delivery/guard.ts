import type { ConsentState } from "~/events/event";
import type { JsonValues } from "./json-values";

/** Marketing needs SUBSCRIBED; transactional carries no promotion; requested is one mail that was asked for. */
export type MessageClass = "marketing" | "transactional" | "requested";

/** What the guard looks at of a message. */
export interface GuardedMessage {
  readonly contactId: string;
  readonly class: MessageClass;
  readonly usefulUntil: Date;
  /** Why it was held back the last time, if it was. */
  readonly reason: string | null;
}

/** How an order is known to answer this message, the surest first. */
export type OrderedUnder = "the same checkout" | "the same cart" | "the same customer" | "the same e-mail address";

/** The world at the moment of sending. Never what was true when the run started. */
export interface GuardFacts {
  readonly shop: { readonly openedAt: Date | null; readonly uninstalledAt: Date | null };
  /** What a merchant must still do before any mail can leave, in plain words. */
  readonly senderProblems: readonly string[];
  readonly isWorkflowOn: boolean;
  readonly contact: {
    readonly email: string | null;
    /** Why the address cannot work or is not to be mailed; null when it can. */
    readonly addressProblem: string | null;
    readonly consent: ConsentState;
    readonly consentAt: Date | null;
    readonly consentSource: string | null;
  } | null;
  readonly suppressions: readonly { readonly reason: string; readonly since: Date }[];
  readonly orders: readonly { readonly name: string; readonly placedAt: Date; readonly under: OrderedUnder }[];
  /** The checkout that the run is about; null for a run about something else. */
  readonly checkout: {
    readonly contactId: string | null;
    readonly completedAt: Date | null;
    /** Lines, and how many of them the catalogue says cannot be bought. */
    readonly lines: number;
    readonly unavailableLines: number;
  } | null;
}

export type GuardVerdict =
  | { readonly kind: "send" }
  | { readonly kind: "not-sent"; readonly rule: StopRule; readonly values: JsonValues }
  | { readonly kind: "wait"; readonly until: Date; readonly rule: HoldRule; readonly values: JsonValues };

type Check = (message: GuardedMessage, facts: GuardFacts, at: Date) => JsonValues | null;

/** In this order: the first that stops a message is the one that its contact's page tells. */
const stops = [
  {
    rule: "shop-uninstalled",
    check: (_message, { shop }) => shop.uninstalledAt && { since: shop.uninstalledAt.toISOString() },
  },
  { rule: "shop-not-opened", check: (_message, { shop }) => (shop.openedAt ? null : {}) },
  { rule: "workflow-off", check: (_message, { isWorkflowOn }) => (isWorkflowOn ? null : {}) },
  { rule: "contact-gone", check: (_message, { contact }) => (contact ? null : {}) },
  { rule: "no-address", check: (_message, { contact }) => (contact?.email ? null : {}) },
  {
    rule: "address-problem",
    check: (_message, { contact }) => (contact?.addressProblem ? { problem: contact.addressProblem } : null),
  },
  {
    rule: "suppressed",
    check: (_message, { suppressions: [first] }) =>
      first ? { reason: first.reason, since: first.since.toISOString() } : null,
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
    // The receipt of an order must not be stopped by that order, nor "it is back" by an order of something else.
    rule: "ordered",
    check: (message, { orders: [first], checkout }) =>
      first && (message.class === "marketing" || checkout)
        ? { order: first.name, placedAt: first.placedAt.toISOString(), under: first.under }
        : null,
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
] as const satisfies readonly { readonly rule: string; readonly check: Check }[];

export type StopRule = (typeof stops)[number]["rule"];
export type HoldRule = "sender-not-ready";

const RETRY_HELD_AFTER = 15 * 60_000;

/**
 * Decides on one message at the moment of sending. Pure. A stop is for good; a hold is for what a
 * merchant can mend, and ends at `usefulUntil` at the latest, when the message is looked at once more.
 */
export function guard(message: GuardedMessage, facts: GuardFacts, at: Date): GuardVerdict {
  for (const { rule, check } of stops) {
    const values = check(message, facts, at);
    if (values) return { kind: "not-sent", rule, values };
  }
  if (facts.senderProblems.length > 0) {
    const until = new Date(Math.min(at.getTime() + RETRY_HELD_AFTER, message.usefulUntil.getTime() + 1));
    return { kind: "wait", until, rule: "sender-not-ready", values: { problems: [...facts.senderProblems] } };
  }
  return { kind: "send" };
}
