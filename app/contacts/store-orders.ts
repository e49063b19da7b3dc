import type { PoolClient } from "pg";
import type { Event } from "~/events/event";
import type { PersonalEvent } from "./contact-batch";
import { refreshOrderTotals } from "./order-totals";

type OrderEvent = "order.created" | "order.updated";

interface TellingOf<N extends "checkout.updated" | OrderEvent> {
  readonly event: Event<N>;
  readonly contactId: string | null;
}

/**
 * Keeps the newest telling of each checkout and order, by the source's clock, and the totals of whoever
 * ordered. Two tellings of one checkout in a batch are reduced to the newer here, because one INSERT cannot
 * touch a row twice.
 */
export async function storeCheckoutsAndOrders(
  sql: PoolClient,
  shopId: number,
  events: readonly PersonalEvent[],
): Promise<void> {
  const checkouts = new Map<string, TellingOf<"checkout.updated">>();
  const orders = new Map<string, TellingOf<OrderEvent>>();
  for (const { event, contact } of events) {
    const contactId = contact?.contactId ?? null;
    if (event.name === "checkout.updated") keepNewer(checkouts, event.data.token, { event, contactId });
    if (event.name === "order.created" || event.name === "order.updated") {
      keepNewer(orders, event.data.orderId, { event, contactId });
    }
  }
  await storeCheckouts(sql, shopId, [...checkouts.values()]);
  const buyers = await storeOrders(sql, shopId, [...orders.values()]);
  const survivors = events.flatMap(({ event, contact }) =>
    event.name === "contact.merged" && contact ? [contact.contactId] : [],
  );
  await refreshOrderTotals(sql, shopId, [...buyers, ...survivors]);
}

function keepNewer<T extends { readonly event: Event }>(newest: Map<string, T>, key: string, telling: T): void {
  const known = newest.get(key);
  if (!known || known.event.sourceOrder < telling.event.sourceOrder) newest.set(key, telling);
}

async function storeCheckouts(
  sql: PoolClient,
  shopId: number,
  tellings: readonly TellingOf<"checkout.updated">[],
): Promise<void> {
  if (tellings.length === 0) return;
  const rows = tellings.map(({ event, contactId }) => ({
    ...event.data,
    contactId,
    email: event.identity.email,
    updatedAt: event.occurredAt,
    sourceOrder: event.sourceOrder,
  }));
  await sql.query({
    name: "checkouts-store",
    text: `INSERT INTO checkouts AS known (shop_id, token, cart_token, contact_id, email, channel, updated_at, source_order,
        completed_at, recovery_url, currency, total_minor, lines)
      SELECT $1, token, "cartToken", "contactId", email, channel, "updatedAt", "sourceOrder",
        "completedAt", "recoveryUrl", currency, "totalMinor", lines
      FROM json_to_recordset($2) AS r(token text, "cartToken" text, "contactId" uuid, email text, channel text,
        "updatedAt" timestamptz, "sourceOrder" text, "completedAt" timestamptz, "recoveryUrl" text, currency text,
        "totalMinor" bigint, lines jsonb)
      ON CONFLICT (shop_id, token) DO UPDATE SET cart_token = excluded.cart_token,
        contact_id = coalesce(excluded.contact_id, known.contact_id), email = coalesce(excluded.email, known.email),
        channel = excluded.channel, updated_at = excluded.updated_at, source_order = excluded.source_order,
        completed_at = coalesce(excluded.completed_at, known.completed_at), recovery_url = excluded.recovery_url,
        currency = excluded.currency, total_minor = excluded.total_minor, lines = excluded.lines
      WHERE known.source_order < excluded.source_order`,
    values: [shopId, JSON.stringify(rows)],
  });
}

/** Returns the contacts whose orders they are, and whose they were before. */
async function storeOrders(
  sql: PoolClient,
  shopId: number,
  tellings: readonly TellingOf<OrderEvent>[],
): Promise<string[]> {
  if (tellings.length === 0) return [];
  const rows = tellings.map(({ event: { data, identity, sourceOrder }, contactId }) => {
    const { lines: _, discounts: __, ...order } = data;
    return { ...order, contactId, email: identity.email, updatedAt: sourceOrder.split("|")[0], sourceOrder };
  });
  const lines = tellings.flatMap(({ event }) =>
    event.data.lines.map((line) => ({ ...line, orderId: event.data.orderId })),
  );
  const discounts = tellings.flatMap(({ event: { data } }) =>
    (data.discounts ?? []).map((discount) => ({ ...discount, orderId: data.orderId })),
  );
  // Lines go with the telling that they came with: one that a newer telling has overtaken changes none.
  const buyers = await sql.query<{ contactId: string }>({
    name: "orders-store",
    text: `WITH before AS (
        SELECT contact_id FROM orders WHERE shop_id = $1 AND order_id = ANY($4)
      ), stored AS (
        INSERT INTO orders AS known (shop_id, order_id, name, contact_id, email, checkout_token, cart_token, channel,
          placed_at, updated_at, source_order, cancelled_at, currency, total_minor)
        SELECT $1::int, "orderId", name, "contactId", email, "checkoutToken", "cartToken", channel, "placedAt",
          "updatedAt", "sourceOrder", "cancelledAt", currency, "totalMinor"
        FROM json_to_recordset($2) AS r("orderId" text, name text, "contactId" uuid, email text, "checkoutToken" text,
          "cartToken" text, channel text, "placedAt" timestamptz, "updatedAt" timestamptz, "sourceOrder" text,
          "cancelledAt" timestamptz, currency text, "totalMinor" bigint)
        ON CONFLICT (shop_id, order_id) DO UPDATE SET name = excluded.name,
          contact_id = coalesce(excluded.contact_id, known.contact_id), email = coalesce(excluded.email, known.email),
          checkout_token = excluded.checkout_token, cart_token = excluded.cart_token, channel = excluded.channel,
          placed_at = excluded.placed_at, updated_at = excluded.updated_at, source_order = excluded.source_order,
          cancelled_at = excluded.cancelled_at, currency = excluded.currency, total_minor = excluded.total_minor
        WHERE known.source_order COLLATE "C" < excluded.source_order
        RETURNING order_id, contact_id
      ), told AS (
        SELECT DISTINCT ON ("orderId", "lineId") r.*
        FROM json_to_recordset($3) AS r("orderId" text, "lineId" text, "productId" text, "variantId" text, title text,
          quantity int, "priceMinor" bigint)
        JOIN stored ON order_id = "orderId"
      ), removed AS (
        DELETE FROM order_lines l USING stored
        WHERE l.shop_id = $1 AND l.order_id = stored.order_id
          AND (l.order_id, l.line_id) NOT IN (SELECT "orderId", "lineId" FROM told)
      ), lines AS (
        INSERT INTO order_lines AS known (shop_id, order_id, line_id, product_id, variant_id, title, quantity, price_minor)
        SELECT $1::int, "orderId", "lineId", "productId", "variantId", title, quantity, "priceMinor" FROM told
        ON CONFLICT (shop_id, order_id, line_id) DO UPDATE SET
          product_id = coalesce(excluded.product_id, known.product_id),
          variant_id = coalesce(excluded.variant_id, known.variant_id), title = excluded.title,
          quantity = excluded.quantity, price_minor = excluded.price_minor
      ), discounts AS (
        INSERT INTO order_discounts AS known (shop_id, order_id, code, amount_minor)
        SELECT $1::int, "orderId", code, max("amountMinor")
        FROM json_to_recordset($5) AS r("orderId" text, code text, "amountMinor" bigint) JOIN stored ON order_id = "orderId"
        GROUP BY "orderId", code
        ON CONFLICT (shop_id, order_id, code) DO UPDATE SET amount_minor = excluded.amount_minor
      )
      SELECT contact_id AS "contactId" FROM (SELECT contact_id FROM before UNION SELECT contact_id FROM stored) AS buyers
      WHERE contact_id IS NOT NULL`,
    values: [
      shopId,
      JSON.stringify(rows),
      JSON.stringify(lines),
      rows.map(({ orderId }) => orderId),
      JSON.stringify(discounts),
    ],
  });
  return buyers.rows.map(({ contactId }) => contactId);
}
