import { v7 as uuid } from "uuid";
import type { Delivery } from "./delivery";
import type { Identity } from "./event";

/** The fields that each event has; `sourceOrder` sorts two tellings of one thing (DESIGN §3, rule 1). */
export function frame(delivery: Delivery, occurredAt: Date) {
  return { eventId: uuid(), occurredAt, sourceOrder: sourceOrderOf(delivery, occurredAt) };
}

/** How new a telling is: the source's clock, then when it was told, then its id. Compare as text. */
export function sourceOrderOf({ triggeredAt, eventId, deliveryId }: Delivery, occurredAt: Date): string {
  return `${occurredAt.toISOString()}|${triggeredAt.toISOString()}|${eventId ?? deliveryId}`;
}

/** What an event that names no person is recognised by. */
export const nobody: Identity = {
  customerId: null,
  email: null,
  checkoutToken: null,
  cartToken: null,
  visitorId: null,
  contactId: null,
};
