import type { Delivery } from "./delivery";
import type { ConsentData, Event, Identity } from "./event";
import { frame } from "./frame";

/** That a person said yes or no, at the time at which they said it. */
export function consentChanged(
  delivery: Delivery,
  at: Date,
  identity: Identity,
  told: Omit<ConsentData, "at">,
): Event<"consent.changed"> {
  const data: ConsentData = { ...told, at: at.toISOString() };
  return { ...frame(delivery, at), name: "consent.changed", identity, profile: {}, data };
}
