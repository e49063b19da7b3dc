import { z } from "zod";
import { consentChanged } from "../consent-changed";
import type { Delivery } from "../delivery";
import { type Event, SET_IN_SHOPIFY } from "../event";
import { frame, nobody } from "../frame";
import { emailAsTold } from "../normalise-email";
import { customer, customerIdOf, id, profileOf, text, time } from "./payload-parts";

const customerPayload = customer.extend({ updated_at: time });

/** customers/create and customers/update. */
export function customerEvents(delivery: Delivery, json: unknown): Event[] {
  const payload = customerPayload.parse(json);
  return [
    {
      ...frame(delivery, new Date(payload.updated_at)),
      name: delivery.topic === "customers/create" ? "customer.created" : "customer.updated",
      identity: { ...nobody, customerId: customerIdOf(payload), email: emailAsTold(payload.email) },
      profile: profileOf(payload, payload.default_address, null),
      data: {},
    },
  ];
}

const tagsPayload = z.object({ customerId: id, tags: z.array(z.string()), occurredAt: time });

/** customer.tags_added and customer.tags_removed. */
export function tagEvents(delivery: Delivery, json: unknown): Event[] {
  const { customerId, tags, occurredAt } = tagsPayload.parse(json);
  const isAdded = delivery.topic === "customer.tags_added";
  return [
    {
      ...frame(delivery, new Date(occurredAt)),
      name: "customer.tagged",
      identity: { ...nobody, customerId },
      profile: {},
      data: { added: isAdded ? tags : [], removed: isAdded ? [] : tags },
    },
  ];
}

const consentPayload = z.object({
  customer_id: id,
  email_address: text,
  email_marketing_consent: z.object({
    state: z
      .string()
      .transform((state) => state.toUpperCase())
      .pipe(z.enum(["SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "NOT_SUBSCRIBED", "REDACTED", "INVALID"])),
    consent_updated_at: time.nullish(),
  }),
});

/** customers_email_marketing_consent/update. */
export function consentEvents(delivery: Delivery, json: unknown): Event[] {
  const { customer_id, email_address, email_marketing_consent: told } = consentPayload.parse(json);
  const at = told.consent_updated_at ? new Date(told.consent_updated_at) : delivery.triggeredAt;
  const identity = { ...nobody, customerId: customer_id, email: emailAsTold(email_address) };
  return [consentChanged(delivery, at, identity, { state: told.state, source: SET_IN_SHOPIFY })];
}
