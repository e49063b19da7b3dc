import type { Sql } from "~/db.server";
import type { MailRun } from "./load-mail-runs";

/** As many as a mail shows of what was looked at. */
const MOST_SHOWN = 4;
/** Whoever looks at more pages in a week is read no further back. */
const MOST_VIEWS = 200;

/** The products that the contact of each run last looked at, by message id, the newest first. */
export async function loadViewed(sql: Sql, shopId: number, runs: readonly MailRun[]): Promise<Map<string, string[]>> {
  if (runs.length === 0) return new Map();
  const { rows } = await sql.query<{ messageId: string; productIds: string[] }>({
    name: "mail-viewed",
    text: `SELECT m.message_id AS "messageId", array(
        SELECT product_id FROM (
          SELECT data->>'productId' AS product_id, occurred_at FROM events
          WHERE shop_id = $1 AND contact_id = m.contact_id AND name = 'product.viewed'
            AND occurred_at >= m.since - interval '7 days'
          ORDER BY occurred_at DESC LIMIT ${MOST_VIEWS}
        ) v GROUP BY product_id ORDER BY max(occurred_at) DESC LIMIT ${MOST_SHOWN}
      ) AS "productIds"
      FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS m(message_id, contact_id, since)`,
    values: [
      shopId,
      runs.map(({ messageId }) => messageId),
      runs.map(({ contactId }) => contactId),
      runs.map(({ triggeredAt }) => triggeredAt),
    ],
  });
  return new Map(rows.map(({ messageId, productIds }) => [messageId, productIds]));
}
