import type { PoolClient } from "pg";
import type { Event } from "./event";
import { eventIdOf } from "./event-id";

/**
 * Appends events in the order given, which is the order of processing (`seq`). An order is created once,
 * however often and by whom it is told (a webhook, an import): it has one row, at the time when it was placed.
 */
export async function storeEvents(
  sql: PoolClient,
  shopId: number,
  events: readonly { readonly event: Event; readonly contactId: string | null }[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ event, contactId }) => ({
    eventId: event.name === "order.created" ? eventIdOf(event.name, event.data.orderId) : event.eventId,
    occurredAt: event.name === "order.created" ? event.data.placedAt : event.occurredAt,
    name: event.name,
    contactId,
    visitor: contactId === null ? event.identity.visitorId : null,
    data: event.data,
  }));
  await sql.query({
    name: "events-store",
    text: `INSERT INTO events (shop_id, event_id, occurred_at, name, contact_id, visitor, data)
      SELECT $1, "eventId", "occurredAt", name, "contactId", visitor, data
      FROM json_to_recordset($2) AS r("eventId" uuid, "occurredAt" timestamptz, name text, "contactId" uuid, visitor text, data jsonb)
      ON CONFLICT (shop_id, occurred_at, event_id) DO NOTHING`,
    values: [shopId, JSON.stringify(rows)],
  });
}
