import type { PoolClient } from "pg";
import type { Event } from "./event";

/** Appends events in the order given, which is the order of processing (`seq`). */
export async function storeEvents(
  sql: PoolClient,
  shopId: number,
  events: readonly { readonly event: Event; readonly contactId: string | null }[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ event, contactId }) => ({
    eventId: event.eventId,
    occurredAt: event.occurredAt,
    name: event.name,
    contactId,
    data: event.data,
  }));
  await sql.query({
    name: "events-store",
    text: `INSERT INTO events (shop_id, event_id, occurred_at, name, contact_id, data)
      SELECT $1, "eventId", "occurredAt", name, "contactId", data
      FROM json_to_recordset($2) AS r("eventId" uuid, "occurredAt" timestamptz, name text, "contactId" uuid, data jsonb)`,
    values: [shopId, JSON.stringify(rows)],
  });
}
