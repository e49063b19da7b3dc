import type { PoolClient } from "pg";
import type { Event, Identity } from "~/events/event";
import { nobody } from "~/events/frame";
import { awaitOrder, type ReadDelivery } from "~/events/inbox";
import { productIdsOf } from "~/events/shopify/order-events";

/** What a refund and a delivery leave out of their order. */
interface KnownOrder {
  readonly orderId: string;
  readonly name: string;
  readonly currency: string;
  readonly productIds: readonly string[];
  readonly identity: Identity;
}

/**
 * Refunds and deliveries name their order by its id alone. Fills in whose it is and what it is called, from the orders
 * that we have or that this very batch tells. A delivery whose order nobody has told yet is set aside with that reason,
 * and taken up again once it is; it is not among those returned.
 */
export async function completeOrderEvents(
  sql: PoolClient,
  shopId: number,
  read: readonly ReadDelivery[],
): Promise<ReadDelivery[]> {
  const wanted = read.flatMap(({ events }) => events.flatMap((event) => bareOrderId(event) ?? []));
  if (wanted.length === 0) return [...read];
  const known = new Map([...ordersIn(read), ...(await storedOrders(sql, shopId, wanted))]);
  const complete: ReadDelivery[] = [];
  for (const { delivery, events } of read) {
    const missing = events.map(bareOrderId).find((orderId) => orderId !== null && !known.has(orderId));
    if (missing) await awaitOrder(sql, shopId, delivery, missing);
    else complete.push({ delivery, events: events.map((event) => completed(event, known)) });
  }
  return complete;
}

/** The order of an event that names it by nothing but its id; else null. */
function bareOrderId({ name, data }: Event): string | null {
  return (name === "order.refunded" || name === "order.delivered") && data.name === "" ? data.orderId : null;
}

function completed(event: Event, known: ReadonlyMap<string, KnownOrder>): Event {
  if (event.name !== "order.refunded" && event.name !== "order.delivered") return event;
  const order = known.get(event.data.orderId);
  if (!order) return event;
  const { name, identity, currency, productIds } = order;
  if (event.name === "order.delivered") return { ...event, identity, data: { ...event.data, name, productIds } };
  return { ...event, identity, data: { ...event.data, name, currency: event.data.currency || currency } };
}

function ordersIn(read: readonly ReadDelivery[]): [string, KnownOrder][] {
  return read.flatMap(({ events }) =>
    events.flatMap((event): [string, KnownOrder][] => {
      if (event.name !== "order.created" && event.name !== "order.updated") return [];
      const { orderId, name, currency, lines } = event.data;
      // Its address is what the order said, not what is said now: it names only somebody whom nothing else does.
      const { email, customerId } = event.identity;
      const identity = { ...nobody, customerId, email: customerId === null ? email : null };
      return [[orderId, { orderId, name, currency, productIds: productIdsOf(lines), identity }]];
    }),
  );
}

async function storedOrders(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<[string, KnownOrder][]> {
  const { rows } = await sql.query<Omit<KnownOrder, "identity"> & { contactId: string | null }>({
    name: "orders-of-ids",
    text: `SELECT o.order_id AS "orderId", o.name, o.currency, o.contact_id AS "contactId", ARRAY(
        SELECT DISTINCT product_id FROM order_lines
        WHERE shop_id = $1 AND order_id = o.order_id AND product_id IS NOT NULL) AS "productIds"
      FROM orders o WHERE o.shop_id = $1 AND o.order_id = ANY($2::text[])`,
    values: [shopId, orderIds],
  });
  return rows.map(({ contactId, ...order }) => [order.orderId, { ...order, identity: { ...nobody, contactId } }]);
}
