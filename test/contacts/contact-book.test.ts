import fc from "fast-check";
import { expect, it } from "vitest";
import type { ConsentFact } from "~/contacts/consent";
import type { Contact } from "~/contacts/contact";
import { ContactBook } from "~/contacts/contact-book";
import { type Key, keysOf } from "~/contacts/key-ring";
import type { Delivery } from "~/events/delivery";
import type { Event } from "~/events/event";
import { normalise } from "~/events/normalise";
import { disorder } from "./a-stream";

/** What the database would hold, in memory: the same book, read and written a batch at a time. */
class Memory {
  readonly contacts = new Map<string, Contact>();
  readonly keys = new Map<string, Key>();
  readonly mergedInto = new Map<string, string>();
  ledger: { contactId: string; fact: ConsentFact }[] = [];
  private lastId = 0;

  receive(deliveries: readonly Delivery[]): void {
    this.apply(deliveries.flatMap(normalise));
  }

  apply(events: readonly Event[]): void {
    const book = new ContactBook(() => `contact-${++this.lastId}`);
    // As from the database: only what the events' keys lead to.
    for (const [kind, value] of events.flatMap(({ identity }) => keysOf(identity))) {
      const key = this.keys.get(`${kind}:${value}`);
      const contact = this.contacts.get(key?.contactId ?? this.mergedInto.get(value) ?? value);
      if (contact) book.addContact(contact);
      if (key) book.addKey(key);
    }
    for (const event of events.toSorted((a, b) => (a.sourceOrder < b.sourceOrder ? -1 : 1))) book.apply(event, now);
    const disputed = new Set(book.disputedIds());
    book.settleConsents(this.ledger.filter(({ contactId }) => disputed.has(contactId)));
    const { contacts, keys, merges, consents } = book.changes();
    for (const { loserId, survivorId } of merges) {
      this.contacts.delete(loserId);
      this.mergedInto.set(loserId, survivorId);
      for (const [text, key] of this.keys) {
        if (key.contactId === loserId) this.keys.set(text, { ...key, contactId: survivorId });
      }
      this.ledger = this.ledger.map((one) => (one.contactId === loserId ? { ...one, contactId: survivorId } : one));
    }
    for (const contact of contacts) this.contacts.set(contact.contactId, contact);
    for (const key of keys) this.keys.set(`${key.kind}:${key.value}`, key);
    this.ledger.push(...consents.map(({ contactId, fact }) => ({ contactId, fact })));
  }

  /** Everybody by what they are recognised by, without our own ids and times. */
  people() {
    const keys = Map.groupBy(this.keys.values(), ({ contactId }) => contactId);
    return [...this.contacts.values()]
      .map(({ contactId, createdAt: _, seenAt: _seen, ...contact }) => ({
        ...contact,
        keys: (keys.get(contactId) ?? []).map(({ kind, value }) => `${kind}:${value}`).sort(),
      }))
      .sort((one, other) => (one.keys.join() < other.keys.join() ? -1 : 1));
  }
}

const now = new Date("2026-11-23T12:00:00Z");

it("any order, with duplicates, in any batches, ends in the same people", () => {
  fc.assert(
    fc.property(disorder, ({ inOrder, batches }) => {
      const one = new Memory();
      for (const delivery of inOrder) one.receive([delivery]);
      const other = new Memory();
      for (const batch of batches) other.receive(batch);
      expect(other.people()).toEqual(one.people());
    }),
    { numRuns: Number(process.env.RUNS ?? 200) },
  );
});
