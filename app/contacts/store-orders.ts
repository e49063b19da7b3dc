import type { PoolClient } from "pg";
import type { Event } from "~/events/event";
import type { PersonalEvent } from "./contact-batch";

interface TellingOf<N extends "checkout.updated" | "order.created"> {
  readonly event: Event<N>;
  readonly contactId: string | null;
}

/**
 * Keeps the newest telling of each checkout and order, by the source's clock. Two tellings of one
 * checkout in a batch are reduced to the newer here, because one INSERT cannot touch a row twice.
 */
export async function storeCheckoutsAndOrders(
  sql: PoolClient,
  shopId: number,
  events: readonly PersonalEvent[],
): Promise<void> {
  const checkouts = new Map<string, TellingOf<"checkout.updated">>();
  const orders = new Map<string, TellingOf<"order.created">>();
  for (const { event, contact } of events) {
    const contactId = contact?.contactId ?? null;
    if (event.name === "checkout.updated") keepNewer(checkouts, event.data.token, { event, contactId });
    if (event.name === "order.created") keepNewer(orders, event.data.orderId, { event, contactId });
  }
  await storeCheckouts(sql, shopId, [...checkouts.values()]);
  await storeOrders(sql, shopId, [...orders.values()]);
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

async function storeOrders(
  sql: PoolClient,
  shopId: number,
  tellings: readonly TellingOf<"order.created">[],
): Promise<void> {
  if (tellings.length === 0) return;
  const rows = tellings.map(({ event, contactId }) => ({
    ...event.data,
    contactId,
    email: event.identity.email,
    updatedAt: event.occurredAt,
    sourceOrder: event.sourceOrder,
  }));
  const lines = tellings.flatMap(({ event }) =>
    event.data.lines.map((line) => ({ ...line, orderId: event.data.orderId })),
  );
  await sql.query({
    name: "orders-store",
    text: `INSERT INTO orders AS known (shop_id, order_id, name, contact_id, email, checkout_token, cart_token, channel, placed_at,
        updated_at, source_order, cancelled_at, currency, total_minor)
      SELECT $1, "orderId", name, "contactId", email, "checkoutToken", "cartToken", channel, "placedAt",
        "updatedAt", "sourceOrder", "cancelledAt", currency, "totalMinor"
      FROM json_to_recordset($2) AS r("orderId" text, name text, "contactId" uuid, email text, "checkoutToken" text,
        "cartToken" text, channel text, "placedAt" timestamptz, "updatedAt" timestamptz, "sourceOrder" text,
        "cancelledAt" timestamptz, currency text, "totalMinor" bigint)
      ON CONFLICT (shop_id, order_id) DO UPDATE SET name = excluded.name,
        contact_id = coalesce(excluded.contact_id, known.contact_id), email = coalesce(excluded.email, known.email),
        checkout_token = excluded.checkout_token, cart_token = excluded.cart_token, channel = excluded.channel,
        placed_at = excluded.placed_at, updated_at = excluded.updated_at, source_order = excluded.source_order,
        cancelled_at = excluded.cancelled_at, currency = excluded.currency, total_minor = excluded.total_minor
      WHERE known.source_order < excluded.source_order`,
    values: [shopId, JSON.stringify(rows)],
  });
  await sql.query({
    name: "order-lines-store",
    text: `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, variant_id, title, quantity, price_minor)
      SELECT DISTINCT ON ("orderId", "lineId") $1::int, "orderId", "lineId", "productId", "variantId", title, quantity, "priceMinor"
      FROM json_to_recordset($2) AS r("orderId" text, "lineId" text, "productId" text, "variantId" text, title text,
        quantity int, "priceMinor" bigint)
      ON CONFLICT (shop_id, order_id, line_id) DO NOTHING`,
    values: [shopId, JSON.stringify(lines)],
  });
}
