import type { ConsentState, Event } from "~/events/event";

/** A person as a shop knows them now. */
export interface Contact {
  readonly contactId: string;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly consent: ConsentState;
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  readonly profileAt: Date | null;
  readonly createdAt: Date;
}

/** Someone of whom nothing is known yet. NOT_SUBSCRIBED: nobody is mailed who did not agree. */
export function newContact(contactId: string, createdAt: Date): Contact {
  return {
    contactId,
    customerId: null,
    email: null,
    firstName: null,
    lastName: null,
    locale: null,
    country: null,
    region: null,
    consent: "NOT_SUBSCRIBED",
    consentAt: null,
    consentSource: null,
    profileAt: null,
    createdAt,
  };
}

/**
 * The contact after an event. The newer telling wins field by field, by the source's clock; an older
 * one only fills what is empty, so that disorder ends in the same person.
 */
export function applyEvent(contact: Contact, event: Event): Contact {
  const { profile, identity, occurredAt } = event;
  const isNewer = contact.profileAt === null || occurredAt >= contact.profileAt;
  const pick = (known: string | null, told: string | null | undefined) =>
    isNewer ? (told ?? known) : (known ?? told ?? null);
  return applyConsent(
    {
      ...contact,
      customerId: contact.customerId ?? identity.customerId,
      email: pick(contact.email, identity.email),
      firstName: pick(contact.firstName, profile.firstName),
      lastName: pick(contact.lastName, profile.lastName),
      locale: pick(contact.locale, profile.locale),
      country: pick(contact.country, profile.country),
      region: pick(contact.region, profile.region),
      profileAt: isNewer ? occurredAt : contact.profileAt,
    },
    event,
  );
}

/** How far a state lets us mail; of two facts of one moment the stricter holds (DESIGN §3, rule 7). */
const strictness: Record<ConsentState, number> = {
  SUBSCRIBED: 0,
  PENDING: 1,
  NOT_SUBSCRIBED: 2,
  UNSUBSCRIBED: 3,
  INVALID: 4,
  REDACTED: 5,
};

function applyConsent(contact: Contact, event: Event): Contact {
  if (event.name !== "consent.changed") return contact;
  const { state, source } = event.data;
  const at = new Date(event.data.at);
  const gap = contact.consentAt ? at.getTime() - contact.consentAt.getTime() : 1;
  const holds = gap > 0 || (gap === 0 && strictness[state] > strictness[contact.consent]);
  return holds ? { ...contact, consent: state, consentAt: at, consentSource: source } : contact;
}
