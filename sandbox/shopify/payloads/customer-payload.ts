import type { Customer, Shop } from "../../store/types";
import { wireCustomer, wireId, wireTime } from "./wire";

/** The body of customers/create and customers/update, with the keys of API 2026-07's sample. */
export function customerPayload(customer: Customer, shop: Shop) {
  const wired = wireCustomer(customer, shop);
  return { ...wired, addresses: wired.default_address ? [wired.default_address] : [] };
}

/** The body of customers_email_marketing_consent/update. Its state and level are in small letters, unlike GraphQL's. */
export function consentPayload(customer: Customer, shop: Shop) {
  return {
    customer_id: wireId(customer.id),
    email_address: customer.email,
    email_marketing_consent: {
      state: customer.consent.state.toLowerCase(),
      opt_in_level: customer.consent.optInLevel?.toLowerCase() ?? null,
      consent_updated_at: wireTime(customer.consent.updatedAt, shop),
    },
  };
}
