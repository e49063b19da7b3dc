import type { Event } from "~/events/event";

/** Something that a daily look noticed about a contact. */
export interface Noticed {
  readonly event: Event<"contact.inactive" | "date.reached" | "replenishment.due">;
  readonly contactId: string;
}

/** What all events have that a look over the contacts makes: it is noticed `at`, and known to be of this contact. */
export function noticedOf(contactId: string, eventId: string, at: Date) {
  return {
    eventId,
    occurredAt: at,
    sourceOrder: `${at.toISOString()}|${at.toISOString()}|${eventId}`,
    identity: { customerId: null, email: null, checkoutToken: null, cartToken: null, visitorId: null, contactId },
    profile: {},
  };
}
