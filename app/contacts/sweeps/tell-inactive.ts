import type { PoolClient } from "pg";
import { eventIdOf } from "~/events/event-id";
import type { Silent } from "./find-inactive";
import { type Noticed, noticedOf } from "./noticed";
import { silenceDays } from "./silence";
import { isUntold } from "./silence-sql";
import type { SweptShop } from "./swept-shop";

/**
 * Says of contacts that they are inactive, and writes down after which order it was said: it is said once after each.
 * Whoever ordered since they were found is left out. The caller holds the shop's lock and stores the events.
 */
export async function tellInactive(
  sql: PoolClient,
  { shopId, lapsedDays }: SweptShop,
  found: readonly Silent[],
  at: Date,
): Promise<Noticed[]> {
  const { rows } = await sql.query<{ contactId: string }>(
    `UPDATE contacts c SET inactive_after = f.last_order_at
     FROM unnest($2::uuid[], $3::timestamptz[]) AS f(contact_id, last_order_at)
     WHERE c.shop_id = $1 AND c.contact_id = ANY($2::uuid[]) AND c.contact_id = f.contact_id
       AND c.last_order_at = f.last_order_at AND ${isUntold("c")}
     RETURNING c.contact_id AS "contactId"`,
    [shopId, found.map(({ contactId }) => contactId), found.map(({ lastOrderAt }) => lastOrderAt)],
  );
  const told = new Set(rows.map(({ contactId }) => contactId));
  return found.flatMap((silent) => (told.has(silent.contactId) ? [noticedSilence(silent, lapsedDays, at)] : []));
}

function noticedSilence(silent: Silent, lapsedDays: number, at: Date): Noticed {
  const { contactId, orders } = silent;
  const lastOrderAt = silent.lastOrderAt.toISOString();
  const event = {
    ...noticedOf(contactId, eventIdOf("contact.inactive", `${contactId}|${lastOrderAt}`), at),
    name: "contact.inactive" as const,
    data: { lastOrderAt, expectedDays: Math.ceil(silenceDays(silent, lapsedDays)), orders },
  };
  return { event, contactId };
}
