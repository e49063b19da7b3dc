import type { PoolClient } from "pg";
import { bareId } from "~/admin-api/bare-id";
import type { CustomersInBulkQuery } from "~/admin-api/generated/graphql";
import type { Event, Identity } from "~/events/event";
import { eventIdOf } from "~/events/event-id";
import { emailAsTold } from "~/events/normalise-email";
import { storeEvents } from "~/events/store-events";
import { applyToContacts } from "./contact-batch";

/** A customer as a bulk operation tells it. */
export type CustomerLine = CustomersInBulkQuery["customers"]["edges"][number]["node"];

/**
 * Takes a batch of the store's customers in, as if their webhooks had come: contacts, identities, consent
 * with its ledger, tags. By the source's clock, so that whatever a webhook told newer stays. Of the events
 * only merges are stored, because a customer's state is no happening; no workflow hears of any. Repeated,
 * it changes nothing. The caller holds the shop's lock; `at` is business time. Returns who agreed to mails, by
 * their address, and when.
 */
export async function importCustomers(
  sql: PoolClient,
  shopId: number,
  customers: readonly CustomerLine[],
  at: Date,
): Promise<{ readonly email: string; readonly at: Date }[]> {
  const tags = await tagsOfCustomers(sql, shopId, customers);
  const events = customers.flatMap((customer) => customerEvents(customer, tags.get(bareId(customer.id)) ?? []));
  const personal = await applyToContacts(sql, shopId, events, at);
  const merges = personal.filter(({ event }) => event.name === "contact.merged");
  await storeEvents(
    sql,
    shopId,
    merges.map(({ event, contact }) => ({ event, contactId: contact?.contactId ?? null })),
  );
  return events.flatMap((event) =>
    event.name === "consent.changed" && event.data.state === "SUBSCRIBED" && event.identity.email
      ? [{ email: event.identity.email, at: event.occurredAt }]
      : [],
  );
}

/** What a customer of the store says of a person; `knownTags` are those that the contact has now. */
export function customerEvents(customer: CustomerLine, knownTags: readonly string[]): Event[] {
  const customerId = bareId(customer.id);
  const { defaultEmailAddress: email, defaultAddress: address, tags } = customer;
  const identity: Identity = {
    customerId,
    email: emailAsTold(email?.emailAddress),
    checkoutToken: null,
    cartToken: null,
    visitorId: null,
    contactId: null,
  };
  // Seen when they became a customer: a shop's bulk edit moves `updatedAt`, and is nothing that the person did.
  const frame = (name: Event["name"], at: string, order: string) => ({
    eventId: eventIdOf(name, `${customerId}|${order}`),
    occurredAt: new Date(at),
    sourceOrder: importedOrder(order),
  });
  const events: Event[] = [
    {
      ...frame("customer.created", customer.createdAt, customer.updatedAt),
      name: "customer.created",
      identity,
      profile: {
        firstName: customer.firstName ?? address?.firstName ?? null,
        lastName: customer.lastName ?? address?.lastName ?? null,
        locale: customer.locale || null,
        country: address?.countryCodeV2 ?? null,
        region: address?.provinceCode ?? null,
        city: address?.city ?? null,
      },
      data: {},
    },
  ];
  const added = tags.filter((tag) => !knownTags.includes(tag));
  const removed = knownTags.filter((tag) => !tags.includes(tag));
  if (added.length > 0 || removed.length > 0) {
    const tagged = frame("customer.tagged", customer.createdAt, customer.updatedAt);
    events.push({ ...tagged, name: "customer.tagged", identity, profile: {}, data: { added, removed } });
  }
  if (email && (email.marketingUpdatedAt || email.marketingState !== "NOT_SUBSCRIBED")) {
    // Without a time it was given before Shopify noted times: whatever was said since the customer is known wins.
    const at = new Date(email.marketingUpdatedAt ?? customer.createdAt).toISOString();
    const data = { state: email.marketingState, at, source: "imported from Shopify" };
    events.push({ ...frame("consent.changed", at, at), name: "consent.changed", identity, profile: {}, data });
  }
  return events;
}

/** No delivery told it: of a webhook with the same source clock, the webhook's telling is kept. */
export function importedOrder(updatedAt: string): string {
  const time = new Date(updatedAt).toISOString();
  return `${time}|${time}|`;
}

async function tagsOfCustomers(
  sql: PoolClient,
  shopId: number,
  customers: readonly CustomerLine[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ customerId: string; tags: string[] }>({
    name: "import-known-tags",
    text: `SELECT i.value AS "customerId", c.tags FROM contact_identities i
      JOIN contacts c ON c.shop_id = i.shop_id AND c.contact_id = i.contact_id
      WHERE i.shop_id = $1 AND i.kind = 'customer' AND i.value = ANY($2::text[])`,
    values: [shopId, customers.map(({ id }) => bareId(id))],
  });
  return new Map(rows.map(({ customerId, tags }) => [customerId, tags]));
}
