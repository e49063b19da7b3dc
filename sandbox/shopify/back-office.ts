import { now } from "~/clock";
import type { SandboxContext } from "../context";
import { idBase } from "../store/id-base";
import type { Store } from "../store/store";
import type { ConsentState, Customer, Order } from "../store/types";
import { addTags, removeTags } from "./customer-tags";
import { consentPayload, customerPayload } from "./payloads/customer-payload";
import { fulfilmentEventPayload } from "./payloads/fulfilment-event-payload";
import { orderPayload } from "./payloads/order-payload";
import { productPayload } from "./payloads/product-payload";
import { refundPayload } from "./payloads/refund-payload";
import { wireId } from "./payloads/wire";
import { tellStock } from "./tell-stock";
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
  /** Sends all of an order off. */
  fulfilOrder(orderId: string): void;
  /** The carrier says that the parcel is on its way, and then that it arrived. */
  deliverOrder(orderId: string): void;
  /** Gives back what the goods cost. */
  refundOrder(orderId: string): void;
  /** Gives every variant of a product this many pieces. */
  setStock(handle: string, pieces: number): void;
  /** Gives every variant of a product this price, a decimal text such as "19.90". */
  setPrice(handle: string, amount: string): void;
  deleteProduct(handle: string): void;
}

export function createBackOffice(store: Store, context: Pick<SandboxContext, "url">, webhooks: Webhooks): BackOffice {
  const { state } = store;
  const customerOf = (customerId: string): Customer => {
    const found = state.customers.find(({ id }) => id === customerId);
    if (!found) throw new Error(`The sandbox shop has no customer ${customerId}.`);
    return found;
  };
  const orderOf = (orderId: string): Order => {
    const found = state.orders.find(({ id }) => id === orderId);
    if (!found) throw new Error(`The sandbox shop has no order ${orderId}.`);
    return found;
  };
  const tellOrder = (order: Order, ...first: readonly string[]) => {
    store.changed();
    for (const topic of [...first, "orders/updated"]) webhooks.send(topic, orderPayload(store, order, context.url));
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
      addTags(store, webhooks, customerOf(customerId), tags);
    },
    untag(customerId, tags) {
      removeTags(store, webhooks, customerOf(customerId), tags);
    },
    cancelOrder(orderId) {
      const cancelledAt = now().toISOString();
      tellOrder(Object.assign(orderOf(orderId), { cancelledAt, updatedAt: cancelledAt }), "orders/cancelled");
    },
    fulfilOrder(orderId) {
      const fulfilledAt = now().toISOString();
      tellOrder(Object.assign(orderOf(orderId), { fulfilledAt, updatedAt: fulfilledAt }), "orders/fulfilled");
    },
    deliverOrder(orderId) {
      const order = orderOf(orderId);
      for (const status of ["in_transit", "delivered"] as const) {
        const eventId = store.newId(idBase.order);
        webhooks.send("fulfillment_events/create", fulfilmentEventPayload(order, state.shop, { eventId, status }));
      }
      store.changed();
    },
    refundOrder(orderId) {
      const order = orderOf(orderId);
      const goods = order.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
      Object.assign(order, { refundedMinor: goods, updatedAt: now().toISOString() });
      webhooks.send("refunds/create", refundPayload(order, state.shop, store.newId(idBase.order)));
      tellOrder(order);
    },
    setStock(handle, pieces) {
      store.setStock(handle, pieces);
      const variantIds = store.product(handle).variants.map(({ id }) => id);
      tellStock(store, context, webhooks, variantIds);
    },
    setPrice(handle, amount) {
      store.setPrice(handle, amount);
      webhooks.send("products/update", productPayload(store.product(handle), state.shop, context.url));
    },
    deleteProduct(handle) {
      const { id } = store.product(handle);
      state.products.splice(
        state.products.findIndex((product) => product.id === id),
        1,
      );
      store.changed();
      webhooks.send("products/delete", { id: wireId(id) });
    },
  };
}
