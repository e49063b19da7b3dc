import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { ConsentState, Event } from "~/events/event";
import { storeEvents } from "~/events/store-events";
import { applyToContacts } from "./contact-batch";

/** A consent that was said to us: on a page of ours, in a file, by our API. */
export interface RecordedConsent {
  readonly contactId: string;
  readonly state: Extract<ConsentState, "SUBSCRIBED" | "UNSUBSCRIBED" | "PENDING">;
  readonly at: Date;
  readonly source: string;
  /** What the person was asked, where it is known. */
  readonly wording: string | null;
}

/**
 * Takes in what people said to us: the newest word holds, the ledger keeps every one, and Shopify is told of
 * what holds. The caller holds the shop's lock; `heardAt` is business time.
 */
export async function recordConsent(
  sql: PoolClient,
  shopId: number,
  consents: readonly RecordedConsent[],
  heardAt: Date,
): Promise<void> {
  const events = consents.map(({ contactId, state, at, source, wording }): Event<"consent.changed"> => {
    const eventId = uuid();
    return {
      eventId,
      name: "consent.changed",
      occurredAt: at,
      sourceOrder: `${at.toISOString()}|${heardAt.toISOString()}|${eventId}`,
      identity: {
        customerId: null,
        email: null,
        checkoutToken: null,
        cartToken: null,
        visitorId: null,
        contactId,
      },
      profile: {},
      data: { state, at: at.toISOString(), source, wording, tellsShopify: true },
    };
  });
  const personal = await applyToContacts(sql, shopId, events, heardAt);
  await storeEvents(
    sql,
    shopId,
    personal.map(({ event, contact }) => ({ event, contactId: contact?.contactId ?? null })),
  );
}
