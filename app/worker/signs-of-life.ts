import type { PersonalEvent } from "~/contacts/contact-batch";

/**
 * Who did something that shows that they are still there: ordered, clicked, or agreed anew; by every address that is
 * known of them, and when. To open a mail is no sign: mail programs do it by themselves.
 */
export function signsOfLife(personal: readonly PersonalEvent[]): { email: string; at: Date }[] {
  return personal.flatMap(({ event, contact }) => {
    const at = signAt(event);
    const emails = new Set([event.identity.email, contact?.email ?? null]);
    return at === null ? [] : [...emails].flatMap((email) => (email === null ? [] : [{ email, at }]));
  });
}

function signAt(event: PersonalEvent["event"]): Date | null {
  switch (event.name) {
    case "order.created":
      return new Date(event.data.placedAt);
    case "email.clicked":
      return event.occurredAt;
    case "consent.changed":
      return event.data.state === "SUBSCRIBED" ? new Date(event.data.at) : null;
    default:
      return null;
  }
}
