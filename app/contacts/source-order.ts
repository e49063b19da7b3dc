import type { Event } from "~/events/event";

/**
 * An event's source order (DESIGN §3, rule 1) in a third of its length and with the same order as text:
 * each known profile field and key keeps one. A time becomes its milliseconds in base 36, eight places until
 * 2059; of the event's id, which only breaks ties, eight characters remain.
 */
export function shortOrder(sourceOrder: string): string {
  return sourceOrder.split("|").map(shortPart).join("|");
}

function shortPart(part: string): string {
  const time = /^\d{4}-.*Z$/.test(part) ? Date.parse(part) : Number.NaN;
  return Number.isNaN(time) ? part.slice(0, 8) : Math.max(0, time).toString(36).padStart(8, "0");
}

/**
 * The order of what an event says of an address: whose it is, and which one is a person's. A customer's own
 * record outranks what a checkout, an order or another system says, whenever that was: an order may carry a
 * friend's address, while Shopify gives an address to one customer only.
 */
export function addressOrder({ name, sourceOrder }: Pick<Event, "name" | "sourceOrder">): string {
  const isOwnRecord = name === "customer.created" || name === "customer.updated";
  return `${isOwnRecord ? 1 : 0}${shortOrder(sourceOrder)}`;
}

/** The order of whose a token is: a checkout knows best who is at it. */
export function tokenOrder({ name, sourceOrder }: Pick<Event, "name" | "sourceOrder">): string {
  return `${name === "checkout.updated" ? 1 : 0}${shortOrder(sourceOrder)}`;
}
