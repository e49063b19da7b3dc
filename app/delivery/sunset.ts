import type { PoolClient } from "pg";
import { type Sql, transaction } from "~/db.server";
import { SUNSET } from "./sunset-reason";

/**
 * Stops marketing mails to a contact who was silent up to `since`; nothing when they were heard of later. Again is
 * harmless. The contact's row is locked first, so that an order which is being read now is not missed.
 */
export function sunset(
  shopId: number,
  contactId: string,
  since: Date,
): Promise<"stopped" | "no-address" | "heard-of-again"> {
  return transaction(async (sql) => {
    const { rows } = await sql.query<{ email: string | null }>(
      "SELECT email FROM contacts WHERE shop_id = $1 AND contact_id = $2 FOR NO KEY UPDATE",
      [shopId, contactId],
    );
    const email = rows[0]?.email;
    if (!email) return "no-address";
    if (await wasHeardOf(sql, shopId, contactId, since)) return "heard-of-again";
    await sql.query(
      `INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, $2, '${SUNSET}', $3)
        ON CONFLICT (shop_id, email, reason) DO NOTHING`,
      [shopId, email, since],
    );
    return "stopped";
  });
}

async function wasHeardOf(sql: PoolClient, shopId: number, contactId: string, since: Date): Promise<boolean> {
  const { rows } = await sql.query<{ isHeard: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM orders WHERE shop_id = $1 AND contact_id = $2 AND placed_at > $3)
        OR EXISTS (SELECT 1 FROM events WHERE shop_id = $1 AND contact_id = $2 AND occurred_at > $3 AND name = 'email.clicked')
        OR EXISTS (SELECT 1 FROM consent_changes WHERE shop_id = $1 AND contact_id = $2 AND at > $3 AND state = 'SUBSCRIBED')
        AS "isHeard"`,
    [shopId, contactId, since],
  );
  return rows[0]?.isHeard === true;
}

/** Lets marketing mails reach people again who were heard of after they were let go. */
export async function liftSunsets(
  sql: Sql,
  shopId: number,
  heard: readonly { readonly email: string; readonly at: Date }[],
): Promise<void> {
  if (heard.length === 0) return;
  await sql.query({
    name: "sunsets-lift",
    text: `DELETE FROM suppressions s USING unnest($2::text[], $3::timestamptz[]) AS heard(email, at)
      WHERE s.shop_id = $1 AND s.email = heard.email AND s.reason = '${SUNSET}' AND s.since < heard.at`,
    values: [shopId, heard.map(({ email }) => email), heard.map(({ at }) => at)],
  });
}
