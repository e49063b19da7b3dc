import type { ConsentState, Event, FlatFields } from "~/events/event";
import { addressProblem } from "./address-quality";
import { type ConsentFact, type ConsentNow, holdsOver } from "./consent";
import { addressOrder, shortOrder } from "./source-order";

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
  readonly city: string | null;
  readonly timezone: string | null;
  readonly tags: readonly string[];
  /** Fields that other systems told us, by name. */
  readonly custom: FlatFields;
  readonly consent: ConsentState;
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  /** Why the address cannot work; null when it can. */
  readonly addressProblem: string | null;
  /** The source's clock of the newest event that told of the profile. */
  readonly profileAt: Date | null;
  readonly profileClock: ProfileClock;
  /** When they were last heard of, by the source's clock. */
  readonly seenAt: Date | null;
  readonly createdAt: Date;
}

/**
 * Where each piece of a contact comes from, as text that sorts by the source's clock: a profile field by its
 * name, "tag:<name>", "custom:<name>". "address:<e-mail>" is when a telling first showed that the address is
 * theirs, ISO 8601 in UTC.
 */
export type ProfileClock = Readonly<Record<string, string>>;

const profileFields = ["firstName", "lastName", "locale", "country", "region", "city", "timezone"] as const;
type Field = (typeof profileFields)[number] | "email";

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
    city: null,
    timezone: null,
    tags: [],
    custom: {},
    consent: "NOT_SUBSCRIBED",
    consentAt: null,
    consentSource: null,
    addressProblem: null,
    profileAt: null,
    profileClock: {},
    seenAt: null,
    createdAt,
  };
}

/**
 * The contact after an event that names them. For each field, tag and custom field the newest telling wins by
 * the source's clock, whenever it arrives; a field that an event does not speak of stays.
 */
export function applyEvent(contact: Contact, event: Event): Contact {
  const after = applyTags(applyProfile(contact, event), event);
  return event.name === "consent.changed" ? applyConsent(after, consentFact(event)) : after;
}

/** A consent event as the ledger keeps it. */
export function consentFact({ data, identity }: Event<"consent.changed">): ConsentFact {
  const { state, at, source, wording = null } = data;
  return { state, at: new Date(at), source, wording, email: identity.email };
}

/** The contact after a word about consent: the newest holds; of two of one moment the stricter. */
export function applyConsent(contact: Contact, said: ConsentNow): Contact {
  return holdsOver(said, consentNow(contact)) ? withConsent(contact, said) : contact;
}

export function withConsent(contact: Contact, { state, at, source }: ConsentNow): Contact {
  return { ...contact, consent: state, consentAt: at, consentSource: source };
}

/** The contact of whom nothing that was said holds. */
export function withoutConsent(contact: Contact): Contact {
  return { ...contact, consent: "NOT_SUBSCRIBED", consentAt: null, consentSource: null };
}

/** What holds of a contact's consent; null while nothing was said. */
export function consentNow({ consent, consentAt, consentSource }: Contact): ConsentNow | null {
  return consentAt && { state: consent, at: consentAt, source: consentSource ?? "" };
}

/** The contact with one more address that is known to be theirs since `at`, or for longer. */
export function withAddress(contact: Contact, email: string, at: Date): Contact {
  const key = `address:${email}`;
  const since = contact.profileClock[key];
  if (since !== undefined && since <= at.toISOString()) return contact;
  return { ...contact, profileClock: { ...contact.profileClock, [key]: at.toISOString() } };
}

/** The contact with another address to write to, or with none, because it turned out to be somebody else's. */
export function withEmail(contact: Contact, email: string | null): Contact {
  return { ...contact, email, addressProblem: email === null ? null : addressProblem(email) };
}

/** Whom a file, a tag or a workflow's step names was not seen: the merchant was; nor who was only mailed. */
const notTheirDoing: ReadonlySet<string> = new Set([
  ...["contact.imported", "contact.noted", "customer.tagged"],
  ...["email.processed", "email.deferred", "email.delivered", "email.bounced", "email.blocked", "email.dropped"],
  "email.scanned",
]);

function applyProfile(contact: Contact, event: Event): Contact {
  const { profile, identity, occurredAt } = event;
  const clock: Record<string, string> = { ...contact.profileClock };
  const order = shortOrder(event.sourceOrder);
  const news: Partial<Record<Field, string>> = {};
  for (const field of profileFields) {
    const told = profile[field];
    if (told == null || !isNewer(order, told, clock[field], contact[field])) continue;
    clock[field] = order;
    news[field] = told;
  }
  const { custom } = profile;
  const after = {
    ...contact,
    ...news,
    ...(custom && { custom: appliedCustom(contact.custom, custom, clock, order) }),
    profileClock: clock,
    profileAt: latest(contact.profileAt, occurredAt),
    createdAt: knownSince(contact, event),
    seenAt: notTheirDoing.has(event.name) ? contact.seenAt : latest(contact.seenAt, occurredAt),
  };
  const addressed = addressOrder(event);
  if (identity.email === null || !isNewer(addressed, identity.email, clock.email, contact.email)) return after;
  clock.email = addressed;
  return contact.email === identity.email ? after : withEmail(after, identity.email);
}

/** A person is known since their first trace in the store, not since we were told of it. */
function knownSince({ createdAt }: Contact, event: Event): Date {
  if (event.name !== "customer.created" && event.name !== "order.created") return createdAt;
  const trace = event.name === "order.created" ? new Date(event.data.placedAt) : event.occurredAt;
  return trace < createdAt ? trace : createdAt;
}

/** Whether a telling counts. Of two of one moment the greater text does: any rule will do that knows no arrival. */
function isNewer(order: string, told: string, known: string | undefined, value: string | null): boolean {
  return known === undefined || order > known || (order === known && told > (value ?? ""));
}

function appliedCustom(known: FlatFields, told: FlatFields, clock: Record<string, string>, order: string): FlatFields {
  const custom = { ...known };
  for (const [name, value] of Object.entries(told)) {
    const before = clock[`custom:${name}`];
    if (before !== undefined && !isNewer(order, String(value), before, String(known[name] ?? null))) continue;
    clock[`custom:${name}`] = order;
    if (value === null) delete custom[name];
    else custom[name] = value;
  }
  return custom;
}

function applyTags(contact: Contact, event: Event): Contact {
  if (event.name !== "customer.tagged") return contact;
  const tags = new Set(contact.tags);
  const clock: Record<string, string> = { ...contact.profileClock };
  const order = shortOrder(event.sourceOrder);
  // A tag added and removed at one moment is taken to be gone: the removal comes last.
  for (const [names, isAdded] of [
    [event.data.added, true],
    [event.data.removed, false],
  ] as const) {
    for (const name of names) {
      const known = clock[`tag:${name}`];
      if (known !== undefined && (known > order || (known === order && isAdded))) continue;
      clock[`tag:${name}`] = order;
      if (isAdded) tags.add(name);
      else tags.delete(name);
    }
  }
  return { ...contact, tags: [...tags].sort(), profileClock: clock };
}

/** Of two dates the later; null is none. */
export function latest(one: Date | null, other: Date): Date {
  return one && one > other ? one : other;
}
