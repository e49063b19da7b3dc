import type { PoolClient } from "pg";
import type { EventName } from "~/events/event";
import type { PersonalEvent } from "./contact-batch";
import { aboutPlaced, placeContacts } from "./place-contacts";

/** After these a contact's orders are others than before; by time alone stages change in the daily turn. */
const changesOrders: ReadonlySet<EventName> = new Set(["order.created", "order.updated", "contact.merged"]);

/**
 * Puts whoever ordered in a batch into the stage that is now theirs, and returns what changed, for workflows
 * to hear of. To be called once the batch's orders and totals are written.
 */
export async function stageEvents(
  sql: PoolClient,
  shopId: number,
  personal: readonly PersonalEvent[],
  at: Date,
): Promise<PersonalEvent[]> {
  const buyers = new Map(
    personal.flatMap(({ event, contact }) =>
      contact && changesOrders.has(event.name) ? [[contact.contactId, contact] as const] : [],
    ),
  );
  return aboutPlaced(await placeContacts(sql, shopId, { ids: [...buyers.keys()] }, at), buyers);
}
