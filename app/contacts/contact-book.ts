import type { Event, Identity } from "~/events/event";
import type { ConsentFact } from "./consent";
import { ConsentDocket, type HeardConsent } from "./consent-docket";
import { applyEvent, type Contact, latest, newContact, withAddress, withEmail } from "./contact";
import { type Key, type KeyKind, KeyRing, keysOf, tokensOf } from "./key-ring";
import { type Merge, mergedContact, survivorOf } from "./merge";
import { addressOrder, tokenOrder } from "./source-order";

/** What a batch changed, for the shell to write. All ids are survivors'. */
export interface BookChanges {
  readonly contacts: readonly Contact[];
  readonly keys: readonly Key[];
  /** Keys that nobody had before: what was heard of them comes along. */
  readonly firstKeys: readonly Key[];
  readonly merges: readonly Merge[];
  readonly consents: readonly HeardConsent[];
  /** Contacts, known before, who became customers. */
  readonly newCustomerIds: readonly string[];
}

/**
 * The pure part of recognising people: it is given contacts and keys, then events, and says what changed.
 *
 * A customer id names a person, and so does an e-mail address: the customer whom the newest telling gives it to,
 * else a guest. So an event that names a customer and a guest's address proves that they are one, and the guest is
 * merged. A checkout, a cart or a browser belongs to who was last named with it; it leads to a person when an
 * event names none, and merges nobody.
 */
export class ContactBook {
  private readonly contacts = new Map<string, Contact>();
  private readonly keys = new KeyRing();
  private readonly docket = new ConsentDocket();
  private readonly merges: Merge[] = [];
  private readonly fresh = new Set<string>();
  private readonly changed = new Set<string>();
  private readonly newCustomers = new Set<string>();

  /** `makeId` names the contacts that are new. */
  constructor(private readonly makeId: () => string) {}

  /** Lays down what is known, before any event. */
  addContact(contact: Contact): void {
    const { contactId } = contact;
    this.contacts.set(contactId, contact);
    this.addKey({ kind: "contact", value: contactId, contactId, sourceOrder: "" });
  }

  addKey(key: Key): void {
    this.keys.add(key);
  }

  /** Applies an event to whom it names, who is made or merged where it says so. Null when it names nobody. */
  apply(event: Event, at: Date): string | null {
    const named = this.named(event, at);
    if (named === null) return null;
    const order = tokenOrder(event);
    for (const [kind, value] of tokensOf(event.identity)) this.claim(kind, value, named, order);
    const before = this.get(named);
    const after = this.withOwnEmail(applyEvent(before, event));
    this.put(after);
    if (event.name === "consent.changed") this.docket.hear(before, after, event);
    if (before.email !== after.email) this.docket.dispute(after);
    return named;
  }

  /** Whether an event only tells tags that are as it says, as Shopify's webhook does of what we had set there ourselves. */
  isEcho(event: Event): boolean {
    if (event.name !== "customer.tagged") return false;
    const { added, removed } = event.data;
    const [known] = this.allOf(event.identity);
    if (known === undefined) return false;
    const { tags } = this.get(known);
    return added.every((tag) => tags.includes(tag)) && !removed.some((tag) => tags.includes(tag));
  }

  /**
   * Whom an event that names nobody leads to, once all others were applied; null while the visitor is unknown.
   * What it says of a profile is nobody's word: it only shows that they were there.
   */
  lead({ identity, occurredAt }: Event): string | null {
    const owners = tokensOf(identity).map(([kind, value]) => this.keys.owner(kind, value));
    const led = owners.find((owner) => owner !== null) ?? null;
    if (led !== null) this.put({ ...this.get(led), seenAt: latest(this.get(led).seenAt, occurredAt) });
    return led;
  }

  /** Every contact that one of the event's keys belongs to. */
  allOf(identity: Identity): string[] {
    return [...new Set(keysOf(identity).flatMap(([kind, value]) => this.keys.owner(kind, value) ?? []))];
  }

  /** A contact by its id; by that of a merged one, its survivor. */
  get(contactId: string): Contact {
    const contact = this.contacts.get(this.keys.owner("contact", contactId) ?? "");
    if (!contact) throw new Error(`contact ${contactId} is not in this batch`);
    return contact;
  }

  /** Whose stored ledger `settleConsents` needs: contacts whose consent is in dispute, and who went into them. */
  disputedIds(): string[] {
    const ids = this.docket.disputedIds();
    const losers = this.merges.filter(({ survivorId }) => ids.includes(survivorId)).map(({ loserId }) => loserId);
    return [...ids.filter((id) => !this.fresh.has(id)), ...losers];
  }

  settleConsents(ledger: readonly { readonly contactId: string; readonly fact: ConsentFact }[]): void {
    const facts = Map.groupBy(ledger, ({ contactId }) => this.get(contactId).contactId);
    for (const contactId of this.docket.disputedIds()) {
      const stored = (facts.get(contactId) ?? []).map(({ fact }) => fact);
      this.put(this.docket.settle(this.get(contactId), stored));
    }
  }

  changes(): BookChanges {
    return {
      contacts: [...this.changed].flatMap((contactId) => this.contacts.get(contactId) ?? []),
      keys: this.keys.changedKeys(),
      firstKeys: this.keys.firstKeys(),
      merges: this.merges,
      consents: this.docket.heard(),
      newCustomerIds: [...this.newCustomers],
    };
  }

  /** Who the event names by our id, a customer id or an address; made when nobody is known by them. */
  private named(event: Event, at: Date): string | null {
    const { customerId, email, contactId } = event.identity;
    if (contactId !== null) return this.keys.owner("contact", contactId);
    const byEmail = email === null ? null : this.keys.owner("email", email);
    if (customerId === null) return email === null ? null : (byEmail ?? this.makeGuest(email, at));

    const guest = byEmail !== null && this.get(byEmail).customerId === null ? byEmail : null;
    const known = this.keys.owner("customer", customerId);
    let person = known ?? guest ?? this.make(at);
    if (known === null) this.becomeCustomer(person, customerId);
    else if (guest !== null) person = this.merge(known, guest, event.occurredAt);
    if (email !== null) {
      this.claim("email", email, person, addressOrder(event));
      this.put(withAddress(this.get(person), email, event.occurredAt));
      this.docket.dispute(this.get(person));
    }
    return person;
  }

  private make(at: Date): string {
    const contact = newContact(this.makeId(), at);
    this.fresh.add(contact.contactId);
    this.addContact(contact);
    return contact.contactId;
  }

  /** A guest's address is theirs until any telling gives it to a customer. */
  private makeGuest(email: string, at: Date): string {
    const contactId = this.make(at);
    this.claim("email", email, contactId, "");
    return contactId;
  }

  private becomeCustomer(contactId: string, customerId: string): void {
    this.claim("customer", customerId, contactId, "");
    this.put({ ...this.get(contactId), customerId });
    if (!this.fresh.has(contactId)) this.newCustomers.add(contactId);
  }

  private merge(oneId: string, otherId: string, at: Date): string {
    const survivor = survivorOf(this.get(oneId), this.get(otherId));
    const { contactId: survivorId } = survivor;
    const loser = this.get(survivorId === oneId ? otherId : oneId);
    const { contactId: loserId, email: loserEmail } = loser;
    this.keys.move(loserId, survivorId);
    this.docket.move(loserId, survivorId);
    this.contacts.delete(loserId);
    this.put(mergedContact(survivor, loser));
    this.docket.dispute(this.get(survivorId));
    // A contact that this very batch made has no row, and leaves no trace.
    if (!this.fresh.has(loserId)) this.merges.push({ loserId, survivorId, loserEmail, at });
    return survivorId;
  }

  private claim(kind: KeyKind, value: string, contactId: string, sourceOrder: string): void {
    const loserId = this.keys.claim({ kind, value, contactId, sourceOrder });
    if (loserId === null || kind !== "email") return;
    this.put(this.withOwnEmail(this.get(loserId)));
    this.docket.dispute(this.get(loserId));
  }

  /** An address that is another contact's by now is not this one's. */
  private withOwnEmail(contact: Contact): Contact {
    const owner = contact.email === null ? null : this.keys.owner("email", contact.email);
    // A key that no event of this batch names is not here; whose it is has not changed.
    return owner === null || owner === contact.contactId ? contact : withEmail(contact, null);
  }

  private put(contact: Contact): void {
    this.contacts.set(contact.contactId, contact);
    this.changed.add(contact.contactId);
  }
}
