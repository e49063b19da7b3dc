import type { Customer } from "../../store/types";
import { type ConnectionArguments, connection } from "./connection";
import { mailingAddress } from "./order-node";
import { sorted } from "./search";
import { type Fields, gid, money, type World } from "./world";

export function customerNode(world: World, customer: Customer): Fields {
  const orders = () => world.store.state.orders.filter((order) => order.customerId === customer.id);
  const { currency } = world.store.state.shop;
  const { consent } = customer;
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    legacyResourceId: customer.id,
    email: customer.email,
    phone: null,
    defaultPhoneNumber: null,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: [customer.firstName, customer.lastName].filter(Boolean).join(" ") || customer.email,
    locale: customer.locale,
    note: null,
    tags: customer.tags,
    state: "DISABLED",
    verifiedEmail: true,
    validEmailAddress: true,
    taxExempt: false,
    dataSaleOptOut: false,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    defaultEmailAddress: {
      emailAddress: customer.email,
      marketingState: consent.state,
      marketingOptInLevel: consent.optInLevel,
      marketingUpdatedAt: consent.updatedAt,
      marketingUnsubscribeUrl: `${world.context.url}/unsubscribe/${customer.id}`,
      openTrackingLevel: "UNKNOWN",
      openTrackingUrl: `${world.context.url}/open/${customer.id}`,
      sourceLocation: null,
      validFormat: true,
    },
    emailMarketingConsent: {
      marketingState: consent.state,
      marketingOptInLevel: consent.optInLevel,
      consentUpdatedAt: consent.updatedAt,
      sourceLocation: null,
    },
    smsMarketingConsent: null,
    defaultAddress: () => (customer.address === null ? null : mailingAddress(customer.address)),
    addresses: () => (customer.address === null ? [] : [mailingAddress(customer.address)]),
    addressesV2: (asked: ConnectionArguments) =>
      connection(customer.address === null ? [] : [customer.address], asked, ({ id }) => id, mailingAddress),
    numberOfOrders: () => String(orders().length),
    amountSpent: () => {
      const lines = orders().flatMap((order) => order.lines);
      return money(
        lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0),
        currency,
      );
    },
    lastOrder: () => {
      const last = orders().at(-1);
      return last ? world.node.order(last) : null;
    },
    orders: (asked: ConnectionArguments & { sortKey?: string }) =>
      connection(
        sorted(orders(), asked.sortKey, {
          ID: (order) => Number(order.id),
          CREATED_AT: (order) => order.createdAt,
          PROCESSED_AT: (order) => order.createdAt,
          UPDATED_AT: (order) => order.updatedAt,
        }),
        asked,
        ({ id }) => id,
        world.node.order,
      ),
    metafield: null,
  };
}
