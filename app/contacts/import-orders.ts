import type { PoolClient } from "pg";
import { bareId } from "~/admin-api/bare-id";
import type { OrdersInBulkQuery } from "~/admin-api/generated/graphql";
import type { JsonlFamily } from "~/admin-api/read-jsonl";
import { channelOf } from "~/events/channel";
import type { Event } from "~/events/event";
import { eventIdOf } from "~/events/event-id";
import { minorUnits } from "~/events/money";
import { emailAsTold } from "~/events/normalise-email";
import { storeEvents } from "~/events/store-events";
import { applyToContacts } from "./contact-batch";
import { importedOrder } from "./import-customers";
import { storeCheckoutsAndOrders } from "./store-orders";

type OrderNode = OrdersInBulkQuery["orders"]["edges"][number]["node"];

/** An order as a bulk operation tells it, and what was bought. */
export type OrderLine = Omit<OrderNode, "lineItems">;
export type OrderPart = OrderNode["lineItems"]["edges"][number]["node"];
export type OrderFamily = JsonlFamily<OrderLine, OrderPart>;

/**
 * Takes a batch of the store's orders in, as if their webhooks had come: contacts (guests have one too),
 * orders with their lines, `order.created` events at the time of the order, totals. By the source's clock,
 * so that whatever a webhook told newer stays. No workflow hears of it. Repeated, it changes nothing. The
 * caller holds the shop's lock; `at` is business time.
 */
export async function importOrders(
  sql: PoolClient,
  shopId: number,
  orders: readonly OrderFamily[],
  at: Date,
): Promise<void> {
  const personal = await applyToContacts(sql, shopId, orders.map(orderEvent), at);
  await storeCheckoutsAndOrders(sql, shopId, personal);
  await storeEvents(
    sql,
    shopId,
    personal.map(({ event, contact }) => ({ event, contactId: contact?.contactId ?? null })),
  );
}

/** The event that an order is. Money is in the shop's currency; what was given back counts as not spent. */
export function orderEvent({ root, children }: OrderFamily): Event<"order.created"> {
  const orderId = bareId(root.id);
  const address = root.shippingAddress ?? root.billingAddress;
  const { currencyCode: currency } = root;
  const minor = ({ shopMoney }: OrderNode["currentTotalPriceSet"]) => minorUnits(shopMoney.amount, currency);
  return {
    eventId: eventIdOf("order.created", orderId),
    name: "order.created",
    occurredAt: new Date(root.processedAt),
    sourceOrder: importedOrder(root.updatedAt),
    // Tokens lead from a checkout's webhook to its person; those of long ago lead nowhere any more.
    identity: {
      customerId: root.customer && bareId(root.customer.id),
      email: emailAsTold(root.email),
      checkoutToken: null,
      cartToken: null,
      visitorId: null,
      contactId: null,
    },
    profile: {
      firstName: root.customer?.firstName ?? address?.firstName ?? null,
      lastName: root.customer?.lastName ?? address?.lastName ?? null,
      locale: root.customerLocale,
      country: address?.countryCodeV2 ?? null,
      region: address?.provinceCode ?? null,
      city: address?.city ?? null,
    },
    data: {
      orderId,
      name: root.name,
      checkoutToken: root.checkoutToken,
      cartToken: root.cartToken,
      channel: channelOf(root.sourceName, root.purchasingEntity?.__typename === "PurchasingCompany"),
      currency,
      totalMinor: minor(root.currentTotalPriceSet),
      cancelledAt: root.cancelledAt,
      placedAt: new Date(root.processedAt).toISOString(),
      lines: children.map((line) => ({
        lineId: bareId(line.id),
        productId: line.product && bareId(line.product.id),
        variantId: line.variant && bareId(line.variant.id),
        title: line.title,
        variantTitle: line.variantTitle,
        quantity: line.quantity,
        priceMinor: minor(line.originalUnitPriceSet),
      })),
    },
  };
}
