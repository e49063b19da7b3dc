import type { PoolClient } from "pg";
import { eventIdOf } from "~/events/event-id";
import type { UsedUp } from "./find-used-up";
import { isForSale } from "./learn-rebuys";
import { type Noticed, noticedOf } from "./noticed";

/**
 * What is to be said of products that are used up: nothing of one that was bought again since it was found, that
 * cannot be bought now, or that was spoken of since that purchase. The caller holds the shop's lock and stores the events.
 */
export async function tellUsedUp(
  sql: PoolClient,
  shopId: number,
  found: readonly UsedUp[],
  at: Date,
): Promise<Noticed[]> {
  const { rows } = await sql.query<{ index: number; title: string }>(
    `SELECT f.index, p.title
     FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) WITH ORDINALITY AS f(contact_id, product_id, ordered_at, index)
     JOIN products p ON p.shop_id = $1 AND p.product_id = f.product_id
     WHERE ${isForSale("f.product_id")}
       AND NOT EXISTS (SELECT FROM orders o JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
         WHERE o.shop_id = $1 AND o.contact_id = f.contact_id AND o.placed_at > f.ordered_at AND o.cancelled_at IS NULL
           AND l.product_id = f.product_id)
       AND NOT EXISTS (SELECT FROM events e WHERE e.shop_id = $1 AND e.contact_id = f.contact_id
         AND e.occurred_at > f.ordered_at AND e.name = 'replenishment.due' AND e.data->>'productId' = f.product_id)
     ORDER BY f.index`,
    [
      shopId,
      found.map(({ contactId }) => contactId),
      found.map(({ productId }) => productId),
      found.map(({ orderedAt }) => orderedAt),
    ],
  );
  return rows.flatMap(({ index, title }) => {
    const one = found[index - 1];
    return one ? [noticedUse(one, title, at)] : [];
  });
}

function noticedUse({ contactId, productId, orderedAt, everyDays }: UsedUp, title: string, at: Date): Noticed {
  const purchase = orderedAt.toISOString();
  const event = {
    ...noticedOf(contactId, eventIdOf("replenishment.due", `${contactId}|${productId}|${purchase}`), at),
    name: "replenishment.due" as const,
    data: { productId, title, orderedAt: purchase, everyDays },
  };
  return { event, contactId };
}
