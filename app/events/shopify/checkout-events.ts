import { z } from "zod";
import { channelOf } from "../channel";
import { consentChanged } from "../consent-changed";
import type { Delivery } from "../delivery";
import type { Event, Identity } from "../event";
import { frame, nobody } from "../frame";
import { minorUnits } from "../money";
import { emailAsTold } from "../normalise-email";
import {
  address,
  amount,
  customer,
  customerIdOf,
  httpUrl,
  id,
  line,
  lineOf,
  profileOf,
  text,
  time,
} from "./payload-parts";

const checkoutPayload = z.object({
  token: z.string().min(1),
  cart_token: text,
  email: text,
  buyer_accepts_marketing: z.boolean().nullish(),
  created_at: time,
  updated_at: time,
  completed_at: time.nullish(),
  customer_locale: text,
  source_name: text,
  abandoned_checkout_url: text,
  currency: z.string(),
  presentment_currency: text,
  total_price: amount,
  line_items: z.array(line),
  billing_address: address.nullish(),
  shipping_address: address.nullish(),
  customer: customer.nullish(),
  company: z.object({ id: id.nullish() }).nullish(),
});

/** checkouts/create and checkouts/update: the checkout, and the consent that a ticked box is. */
export function checkoutEvents(delivery: Delivery, json: unknown): Event[] {
  const payload = checkoutPayload.parse(json);
  const identity: Identity = {
    ...nobody,
    customerId: customerIdOf(payload.customer),
    email: emailAsTold(payload.email ?? payload.customer?.email),
    checkoutToken: payload.token,
    cartToken: payload.cart_token ?? null,
  };
  const currency = payload.presentment_currency ?? payload.currency;
  const acceptsMarketing = payload.buyer_accepts_marketing === true;
  const updated: Event<"checkout.updated"> = {
    ...frame(delivery, new Date(payload.updated_at)),
    name: "checkout.updated",
    identity,
    profile: profileOf(payload.customer, payload.shipping_address ?? payload.billing_address, payload.customer_locale),
    data: {
      token: payload.token,
      cartToken: payload.cart_token ?? null,
      channel: channelOf(payload.source_name, payload.company != null),
      recoveryUrl: httpUrl(payload.abandoned_checkout_url),
      currency,
      totalMinor: minorUnits(payload.total_price, currency),
      lines: payload.line_items.map((told) => lineOf(told, currency)),
      completedAt: payload.completed_at ? new Date(payload.completed_at).toISOString() : null,
      acceptsMarketing,
    },
  };
  // The ticked box is the consent; an unticked box takes none away that was given elsewhere. When it was
  // ticked is not told, only that it was not before the checkout began: that time is taken, so that a
  // checkout of before an unsubscribe never undoes it.
  if (!acceptsMarketing || !identity.email) return [updated];
  const agreedAt = new Date(payload.created_at);
  const ticked = { state: "SUBSCRIBED", source: "ticked the box at checkout", wording: CHECKOUT_WORDING } as const;
  return [consentChanged(delivery, agreedAt, identity, ticked), updated];
}

/** Shopify's own words; a merchant can change them, and no payload tells. */
const CHECKOUT_WORDING = "Email me with news and offers";
