import { z } from "zod";
import type { Sql } from "~/db.server";
import type { MailRun } from "./load-mail-runs";
import { type StoredItems, storedLines } from "./stored-lines";

const cart = z.object({ currency: z.string().nullable(), lines: storedLines });

/**
 * The cart of each run, by message id, as the newest event told it. The run began with one of its events, so that
 * nothing older is looked through; the contact's own index of events serves it.
 */
export async function loadCarts(sql: Sql, shopId: number, runs: readonly MailRun[]): Promise<Map<string, StoredItems>> {
  if (runs.length === 0) return new Map();
  const { rows } = await sql.query<{ messageId: string; data: unknown }>({
    name: "mail-carts",
    text: `SELECT m.message_id AS "messageId", e.data
      FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) AS m(message_id, contact_id, token, since)
      CROSS JOIN LATERAL (
        SELECT data FROM events WHERE shop_id = $1 AND contact_id = m.contact_id AND occurred_at >= m.since
          AND name = 'cart.updated' AND data->>'token' = m.token
        ORDER BY occurred_at DESC, seq DESC LIMIT 1
      ) e`,
    values: [
      shopId,
      runs.map(({ messageId }) => messageId),
      runs.map(({ contactId }) => contactId),
      runs.map(({ about }) => about.cartToken),
      runs.map(({ triggeredAt }) => triggeredAt),
    ],
  });
  return new Map(rows.map(({ messageId, data }) => [messageId, { ...cart.parse(data), recoveryUrl: null }]));
}
