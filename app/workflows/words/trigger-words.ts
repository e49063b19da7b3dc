import type { Exit, WorkflowTrigger } from "../definition";
import { durationText } from "../duration";
import type { FieldTest } from "../field-test";
import type { TriggerEventName } from "../trigger-events";
import { fieldTestWords } from "./field-words";
import { lowerFirst, type Names } from "./names";

interface EventWords {
  /** As what a workflow starts on. */
  readonly starts: string;
  /** As what a run waits for: "Wait until …". */
  readonly awaited: string;
}

const eventWords: Readonly<Record<TriggerEventName, EventWords>> = {
  "customer.created": {
    starts: "Somebody opens an account, or becomes a customer",
    awaited: "they open an account, or become a customer",
  },
  "product.viewed": { starts: "A shopper looks at a product", awaited: "they look at a product" },
  "cart.updated": {
    starts: "A shopper puts something in the cart, or changes it",
    awaited: "they change their cart",
  },
  "checkout.updated": {
    starts: "A shopper begins a checkout, or changes it",
    awaited: "they are at a checkout",
  },
  "order.created": { starts: "Somebody orders", awaited: "they order" },
  "order.fulfilled": { starts: "All of an order has been sent off", awaited: "all of the order has been sent off" },
  "order.delivered": { starts: "An order has been delivered", awaited: "the order has been delivered" },
  "order.cancelled": { starts: "An order is cancelled", awaited: "the order is cancelled" },
  "order.refunded": { starts: "An order is refunded", awaited: "the order is refunded" },
  "contact.inactive": {
    starts: "A customer stays away for longer than one may expect of them",
    awaited: "they have stayed away for longer than one may expect of them",
  },
  "segment.entered": { starts: "Somebody comes into a segment", awaited: "they come into a segment" },
  "segment.left": { starts: "Somebody leaves a segment", awaited: "they leave a segment" },
  "stage.changed": {
    starts: "Somebody comes into another stage of the lifecycle",
    awaited: "they come into another stage of the lifecycle",
  },
  "date.reached": { starts: "A day of theirs comes round", awaited: "a day of theirs comes round" },
  "product.restocked": {
    starts: "A product that they wanted can be bought again",
    awaited: "a product that they wanted can be bought again",
  },
  "price.dropped": {
    starts: "A product that they wanted costs less than before",
    awaited: "a product that they wanted costs less than before",
  },
  "replenishment.due": {
    starts: "What they bought is probably used up",
    awaited: "what they bought is probably used up",
  },
  "custom.happened": { starts: "Another system tells of an event", awaited: "another system tells of an event" },
};

/** What starts a workflow: "A shopper looks at a product". */
export function startsWhen({ event, where }: WorkflowTrigger, names: Names): string {
  const [only] = where;
  const day =
    only?.field === "date" && only.op === "is" && where.length === 1 ? days.get(String(only.value)) : undefined;
  return day ?? `${eventWords[event].starts}${whereWords(where, names)}`;
}

/** A day is better named than told by its field. */
const days: ReadonlyMap<string, string> = new Map([
  ["birthday", "It is somebody's birthday"],
  ["first-order-anniversary", "It is the anniversary of somebody's first order"],
]);

/** What a run waits for, after "Wait until": "they order". */
export function awaitedWords(event: TriggerEventName, where: readonly FieldTest[], names: Names): string {
  return `${eventWords[event].awaited}${whereWords(where, names)}`;
}

const oncePer: Readonly<Record<WorkflowTrigger["oneRunPer"], string>> = {
  checkout: "Once for each checkout",
  cart: "Once for each cart",
  order: "Once for each order",
  product: "Once for each person and product",
  contact: "Once for each person",
};

/** How often somebody may go through it: "Once for each person, and again after 90 days". */
export function howOften({ oneRunPer, again, restart }: WorkflowTrigger): string {
  const anew =
    restart === "until-first-send" ? ". What happens again before the first mail starts the waiting anew" : "";
  return `${oncePer[oneRunPer]}${again ? `, and again after ${durationText(again)}` : ""}${anew}`;
}

const belonging: Readonly<Record<Exit["same"], string>> = {
  checkout: "from this checkout",
  cart: "from this cart",
  contact: "with the same e-mail or account",
  order: "this very order",
  product: "this product",
};

/** What ends it early: "They order from this checkout". */
export function exitWords({ on, same }: Exit): string {
  switch (on) {
    case "order.created":
      return same === "contact"
        ? "They order anything, with the same e-mail or account"
        : `They order ${belonging[same]}`;
    case "order.cancelled":
      return `${orderOf[same]} is cancelled`;
    case "order.refunded":
      return `${orderOf[same]} is refunded`;
    case "consent.changed":
      return "They no longer agree to marketing e-mails";
  }
}

const orderOf: Readonly<Record<Exit["same"], string>> = {
  checkout: "The order of this checkout",
  cart: "The order of this cart",
  contact: "An order of theirs",
  order: "This order",
  product: "An order with this product",
};

function whereWords(where: readonly FieldTest[], names: Names): string {
  if (where.length === 0) return "";
  return `, where ${where.map((test) => lowerFirst(fieldTestWords(test, false, names))).join(", and ")}`;
}
