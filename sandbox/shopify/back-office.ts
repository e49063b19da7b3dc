import { now } from "~/clock";
import type { SandboxContext } from "../context";
import { idBase } from "../store/id-base";
import type { Store } from "../store/store";
import type { ConsentState, Customer } from "../store/types";
import { consentPayload, customerPayload } from "./payloads/customer-payload";
import { orderPayload } from "./payloads/order-payload";
import type { Webhooks } from "./webhooks";

/** What is done in the store's own admin, each with the webhooks that Shopify would send. */
export interface BackOffice {
  /** A customer who did not come by an order: an account, or one that the merchant entered. */
  addCustomer(customer: { readonly email: string; readonly firstName?: string }): Customer;
  /** Gives a customer another address. */
  changeEmail(customerId: string, email: string): void;
  setConsent(customerId: string, state: ConsentState): void;
  tag(customerId: string, tags: readonly string[]): void;
  untag(customerId: string, tags: readonly string[]): void;
  cancelOrder(orderId: string): void;
}

export function createBackOffice(store: Store, context: Pick<SandboxContext, "url">, webhooks: Webhooks): BackOffice {
  const { state } = store;
  const customerOf = (customerId: string): Customer => {
    const found = state.customers.find(({ id }) => id === customerId);
    if (!found) throw new Error(`The sandbox shop has no customer ${customerId}.`);
    return found;
  };
  const tellTags = (
    topic: "customer.tags_added" | "customer.tags_removed",
    customer: Customer,
    tags: readonly string[],
  ) => {
    const occurredAt = now().toISOString();
    customer.updatedAt = occurredAt;
    store.changed();
    webhooks.send(topic, { customerId: `gid://shopify/Customer/${customer.id}`, tags, occurredAt });
  };

  return {
    addCustomer({ email, firstName = null }) {
      const time = now().toISOString();
      const customer: Customer = {
        id: store.newId(idBase.customer),
        email: email.trim().toLowerCase(),
        firstName,
        lastName: null,
        locale: "en",
        tags: [],
        address: null,
        createdAt: time,
        updatedAt: time,
        consent: { state: "NOT_SUBSCRIBED", optInLevel: null, updatedAt: null },
      };
      state.customers.push(customer);
      store.changed();
      webhooks.send("customers/create", customerPayload(customer, state.shop));
      return customer;
    },
    changeEmail(customerId, email) {
      const customer = customerOf(customerId);
      customer.email = email.trim().toLowerCase();
      customer.updatedAt = now().toISOString();
      store.changed();
      webhooks.send("customers/update", customerPayload(customer, state.shop));
    },
    setConsent(customerId, consent) {
      const customer = customerOf(customerId);
      const time = now().toISOString();
      const optInLevel = customer.consent.optInLevel ?? "SINGLE_OPT_IN";
      customer.consent = { state: consent, optInLevel, updatedAt: time };
      customer.updatedAt = time;
      store.changed();
      webhooks.send("customers_email_marketing_consent/update", consentPayload(customer, state.shop));
    },
    tag(customerId, tags) {
      const customer = customerOf(customerId);
      customer.tags = [...new Set([...customer.tags, ...tags])];
      tellTags("customer.tags_added", customer, tags);
    },
    untag(customerId, tags) {
      const customer = customerOf(customerId);
      customer.tags = customer.tags.filter((tag) => !tags.includes(tag));
      tellTags("customer.tags_removed", customer, tags);
    },
    cancelOrder(orderId) {
      const order = state.orders.find(({ id }) => id === orderId);
      if (!order) throw new Error(`The sandbox shop has no order ${orderId}.`);
      order.cancelledAt = now().toISOString();
      order.updatedAt = order.cancelledAt;
      store.changed();
      for (const topic of ["orders/cancelled", "orders/updated"]) {
        webhooks.send(topic, orderPayload(store, order, context.url));
      }
    },
  };
}
