import { z } from "zod";
import { type ApiEvent, apiEvent, stockRequestOf } from "./api-event";
import { consentChanged } from "./consent-changed";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { frame, nobody } from "./frame";

const unsubscribedPayload = z.object({ contactId: z.uuid(), at: z.iso.datetime({ offset: true }), source: z.string() });

/** consent/unsubscribed: our own unsubscribe page's word, put in the inbox by app/delivery/unsubscribe.ts. */
export function unsubscribedEvents(delivery: Delivery, json: unknown): Event[] {
  const { contactId, at, source } = unsubscribedPayload.parse(json);
  const told = { state: "UNSUBSCRIBED", source, tellsShopify: true } as const;
  return [consentChanged(delivery, new Date(at), { ...nobody, contactId }, told)];
}

/** api/event: what another system told us; under the one reserved name it is an event of our own. */
export function apiEvents(delivery: Delivery, json: unknown): Event[] {
  return [toldEvent(delivery, apiEvent.parse(json))];
}

/** What another system told, as an event. */
export function toldEvent(delivery: Delivery, told: ApiEvent): Event {
  const { event, occurredAt, contact, properties = {}, profile = {} } = told;
  const identity = { ...nobody, email: contact.email ?? null, customerId: contact.customerId ?? null };
  const base = { ...frame(delivery, occurredAt ? new Date(occurredAt) : delivery.triggeredAt), identity, profile };
  const request = stockRequestOf(event, properties);
  if (request) return { ...base, name: "stock.requested", data: request };
  return { ...base, name: "custom.happened", data: { name: event, properties } };
}
