import type { Event } from "~/events/event";
import { type ConsentFact, consentOf, isEcho } from "./consent";
import { type Contact, consentFact, consentNow, withConsent, withoutConsent } from "./contact";

/** A word about consent and whom it was heard of. */
export interface HeardConsent {
  readonly contactId: string;
  readonly fact: ConsentFact;
  /** Whether it became their state. */
  readonly isApplied: boolean;
  /** Whether it was said to us, so that Shopify is to be told. */
  readonly isOurs: boolean;
}

type Entry = { contactId: string; readonly fact: ConsentFact; isApplied: boolean; readonly isOurs: boolean };

/** What a batch says about consent, and whose consent it puts in dispute: people of several addresses. */
export class ConsentDocket {
  private readonly entries: Entry[] = [];
  private readonly disputed = new Set<string>();

  /** Notes what an event says of a contact, as they were before it and as they are after. */
  hear(before: Contact, after: Contact, event: Event<"consent.changed">): void {
    const fact = consentFact(event);
    // Of a person of several addresses each word counts: which address it was said of may decide.
    if (!isOfSeveralAddresses(before) && isEcho(fact, consentNow(before))) return;
    const isOurs = event.data.tellsShopify === true;
    this.entries.push({ contactId: after.contactId, fact, isApplied: isState(fact, after), isOurs });
    this.dispute(after);
  }

  /** What holds of this contact must be read from the ledger, if several addresses have come together in them. */
  dispute(contact: Contact): void {
    if (isOfSeveralAddresses(contact)) this.disputed.add(contact.contactId);
  }

  move(fromId: string, toId: string): void {
    for (const entry of this.entries) if (entry.contactId === fromId) entry.contactId = toId;
    if (this.disputed.delete(fromId)) this.disputed.add(toId);
  }

  disputedIds(): string[] {
    return [...this.disputed];
  }

  /** The contact by all that was ever said of them; `ledger` is what was stored before this batch. */
  settle(contact: Contact, ledger: readonly ConsentFact[]): Contact {
    const heard = this.entries.filter(({ contactId }) => contactId === contact.contactId);
    const facts = [...ledger, ...heard.map(({ fact }) => fact)];
    const holds = consentOf(facts, addressesOf(contact), contact.email);
    const settled = holds ? withConsent(contact, holds) : withoutConsent(contact);
    for (const entry of heard) entry.isApplied = isState(entry.fact, settled);
    return settled;
  }

  heard(): readonly HeardConsent[] {
    return this.entries;
  }
}

function isOfSeveralAddresses(contact: Contact): boolean {
  return contact.customerId !== null && addressesOf(contact).size > 1;
}

/** The addresses that a customer is known to have, each with when that was first shown. */
function addressesOf({ profileClock }: Contact): Map<string, Date> {
  return new Map(
    Object.entries(profileClock).flatMap(([key, since]) =>
      key.startsWith("address:") ? [[key.slice("address:".length), new Date(since)] as const] : [],
    ),
  );
}

function isState(fact: ConsentFact, { consent, consentAt }: Contact): boolean {
  return fact.state === consent && fact.at.getTime() === consentAt?.getTime();
}
