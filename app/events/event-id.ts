import { v5 as uuid } from "uuid";
import type { EventName } from "./event";

/** Waypost's own namespace for ids made of names (RFC 9562, 5.5). */
const NAMESPACE = "6f1d4f0e-6a53-4f5c-9c52-1838a0c0ffee";

/**
 * The id of an event that can be told more than once, by a webhook and by an import: the same for the same
 * happening of a shop, so that it is stored once. `what` names it, as an order's id does.
 */
export function eventIdOf(name: EventName, what: string): string {
  return uuid(`${name}|${what}`, NAMESPACE);
}
