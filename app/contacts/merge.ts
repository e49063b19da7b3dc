import { applyConsent, type Contact, consentNow, latest, withEmail } from "./contact";

/** Two contacts that turned out to be one person, by our ids. */
export interface Merge {
  readonly loserId: string;
  readonly survivorId: string;
  /** How a merchant knew the contact that is no more. */
  readonly loserEmail: string | null;
  /** When the telling that proved it happened. */
  readonly at: Date;
}

/** The survivor of two contacts: who has a customer id, else the older (DESIGN §3, rule 7). Never two customers. */
export function survivorOf(one: Contact, other: Contact): Contact {
  if (one.customerId !== null && other.customerId !== null) throw new Error("Two customers are never one person.");
  if (one.customerId !== null) return one;
  if (other.customerId !== null) return other;
  if (one.createdAt.getTime() !== other.createdAt.getTime()) return one.createdAt < other.createdAt ? one : other;
  return one.contactId < other.contactId ? one : other;
}

/**
 * The survivor with what was known of the other: the newest telling of each field, tag and custom field. Its
 * consent is the newer of the two; where several addresses have come together, the ledger decides after this.
 */
export function mergedContact(survivor: Contact, loser: Contact): Contact {
  const clock: Record<string, string> = { ...survivor.profileClock };
  let contact = survivor;
  for (const [key, order] of Object.entries(loser.profileClock)) {
    const known = clock[key];
    const [kind, name] = splitKey(key);
    const isTaken = known === undefined || (kind === "address" ? order < known : order > known);
    if (!isTaken) continue;
    clock[key] = order;
    contact = takeOver(contact, loser, kind, name);
  }
  const said = consentNow(loser);
  const merged = {
    ...contact,
    profileClock: clock,
    profileAt: loser.profileAt ? latest(survivor.profileAt, loser.profileAt) : survivor.profileAt,
    seenAt: loser.seenAt ? latest(survivor.seenAt, loser.seenAt) : survivor.seenAt,
    createdAt: new Date(Math.min(loser.createdAt.getTime(), survivor.createdAt.getTime())),
  };
  return said ? applyConsent(merged, said) : merged;
}

function takeOver(contact: Contact, loser: Contact, kind: string, name: string): Contact {
  switch (kind) {
    case "tag": {
      const others = contact.tags.filter((tag) => tag !== name);
      return { ...contact, tags: loser.tags.includes(name) ? [...others, name].sort() : others };
    }
    case "custom": {
      const { [name]: _before, ...others } = contact.custom;
      const value = loser.custom[name];
      return { ...contact, custom: value === undefined ? others : { ...others, [name]: value } };
    }
    case "address":
      return contact;
    case "email":
      return withEmail(contact, loser.email);
    case "firstName":
    case "lastName":
    case "locale":
    case "country":
    case "region":
    case "city":
    case "timezone":
      return { ...contact, [kind]: loser[kind] };
    default:
      return contact;
  }
}

/** "tag:VIP" as "tag" and "VIP"; a field's own name stays whole. */
function splitKey(key: string): [kind: string, name: string] {
  const colon = key.indexOf(":");
  return colon < 0 ? [key, ""] : [key.slice(0, colon), key.slice(colon + 1)];
}
