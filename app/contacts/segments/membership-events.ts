import type { PoolClient } from "pg";
import type { Contact } from "../contact";
import type { PersonalEvent } from "../contact-batch";
import { type SegmentChange, updateMemberships } from "./membership";

/**
 * Brings the memberships of everyone whom a batch of events is about up to date, and returns what changed, for
 * workflows to hear of. To be called once all that the batch says is written: orders, events, totals, stages.
 */
export async function membershipEvents(
  sql: PoolClient,
  shopId: number,
  personal: readonly PersonalEvent[],
  at: Date,
): Promise<PersonalEvent[]> {
  const contacts = new Map(personal.flatMap(({ contact }) => (contact ? [[contact.contactId, contact] as const] : [])));
  const touched = new Set([...contacts.keys(), ...personal.flatMap(({ contactIds }) => contactIds)]);
  return aboutContacts(await updateMemberships(sql, shopId, [...touched], at), contacts);
}

/** Changes as workflows hear of them. */
export function aboutContacts(
  changes: readonly SegmentChange[],
  contacts: ReadonlyMap<string, Contact>,
): PersonalEvent[] {
  return changes.map(({ event, contactId }) => {
    return { event, contact: contacts.get(contactId) ?? null, contactIds: [contactId] };
  });
}
