import type { ConsentState } from "~/events/event";
import type { Cap, SentMail } from "./frequency";
import { holds } from "./holds";
import type { JsonValues } from "./json-values";
import type { ReminderAhead } from "./reminders-ahead";
import type { HourSpan } from "./sending-hours";
import type { SendingRules } from "./sending-rules";
import { stops } from "./stops";

/** Marketing needs SUBSCRIBED; transactional carries no promotion; requested is one mail that was asked for. */
export type MessageClass = "marketing" | "transactional" | "requested";

/** What the guard looks at of a message. */
export interface GuardedMessage {
  readonly contactId: string;
  readonly workflowId: string;
  readonly class: MessageClass;
  readonly usefulUntil: Date;
  /** Why it was held back the last time, if it was. */
  readonly reason: string | null;
}

/** How an order has to belong to a run to end it. */
export type OrderTie = "checkout" | "cart" | "contact" | "product";

/** How an order is known to answer a message. */
export type OrderedUnder =
  | "the same checkout"
  | "the same cart"
  | "the same customer"
  | "the same e-mail address"
  | "the same product";

/** The world at the moment of sending. Never what was true when the run started. */
export interface GuardFacts {
  readonly shop: { readonly openedAt: Date | null; readonly uninstalledAt: Date | null };
  /** What a merchant must still do before any mail can leave, in plain words. */
  readonly senderProblems: readonly string[];
  readonly rules: SendingRules;
  /** What the live version says (DESIGN §3, rule 8). */
  readonly workflow: {
    readonly isOn: boolean;
    /** Who speaks first: the lower. */
    readonly rank: number;
    readonly cap: Cap | null;
    readonly window: HourSpan | null;
  };
  readonly run: {
    /** Why it ended; null while it goes on. */
    readonly outcome: string | null;
    /** By which orders the version that it is pinned to ends. */
    readonly exits: readonly OrderTie[];
  };
  readonly contact: {
    readonly email: string | null;
    /** Why the address cannot work or is not to be mailed; null when it can. */
    readonly addressProblem: string | null;
    readonly consent: ConsentState;
    readonly consentAt: Date | null;
    readonly consentSource: string | null;
    /** The IANA zone that they live by. */
    readonly zone: string;
  } | null;
  readonly suppressions: readonly { readonly reason: string; readonly since: Date }[];
  /** The surest first. */
  readonly orders: readonly {
    readonly name: string;
    readonly placedAt: Date;
    readonly tie: OrderTie;
    readonly under: OrderedUnder;
  }[];
  /** The checkout that the run is about; null for a run about something else. */
  readonly checkout: {
    readonly contactId: string | null;
    readonly completedAt: Date | null;
    /** Lines, and how many of them the catalogue says cannot be bought. */
    readonly lines: number;
    readonly unavailableLines: number;
  } | null;
  /** The one product that the run is about, as the catalogue has it now; null for a run about something else. */
  readonly product: {
    readonly title: string;
    /** Null: the catalogue does not know it, which is no proof of anything. */
    readonly isAvailable: boolean | null;
    /** Of a run that a lower price began; in minor units. */
    readonly price: { readonly beforeMinor: number; readonly nowMinor: number; readonly currency: string } | null;
  } | null;
  /** Marketing mails that left or may have left, the newest first: as many as any rule looks back on. */
  readonly sent: readonly SentMail[];
  /** Reminders of what they were about to buy that are nearly due, those of the best rank first. */
  readonly ahead: readonly ReminderAhead[];
  /** How many of them in a row were neither opened nor clicked, nor followed by an order; 0 where nobody can know. */
  readonly unanswered: number;
}

export type StopRule = (typeof stops)[number]["rule"];
export type HoldRule = (typeof holds)[number]["rule"];

/** Why something stops a message: the values that the rule read. */
export type StopCheck = (message: GuardedMessage, facts: GuardFacts, at: Date) => JsonValues | null;

/** Why something holds a message, and when to look again: after `at`; null: not while the message is useful. */
export type HoldCheck = (
  message: GuardedMessage,
  facts: GuardFacts,
  at: Date,
) => { readonly until: Date | null; readonly values: JsonValues } | null;

export type GuardVerdict =
  | { readonly kind: "send" }
  | { readonly kind: "not-sent"; readonly rule: StopRule; readonly values: JsonValues }
  | { readonly kind: "wait"; readonly until: Date; readonly rule: HoldRule; readonly values: JsonValues };

/**
 * Decides on one message at the moment of sending. Pure. A stop is for good; a hold is for what passes by itself or a
 * merchant can mend, and ends at `usefulUntil` at the latest, when the message is looked at once more.
 */
export function guard(message: GuardedMessage, facts: GuardFacts, at: Date): GuardVerdict {
  for (const { rule, check } of stops) {
    const values = check(message, facts, at);
    if (values) return { kind: "not-sent", rule, values };
  }
  for (const { rule, check } of holds) {
    const hold = check(message, facts, at);
    if (!hold) continue;
    const last = message.usefulUntil.getTime() + 1;
    const until = new Date(Math.min(hold.until?.getTime() ?? last, last));
    return { kind: "wait", until, rule, values: hold.values };
  }
  return { kind: "send" };
}
