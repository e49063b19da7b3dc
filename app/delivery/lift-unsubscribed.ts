import type { Sql } from "~/db.server";
import { addressHash } from "./erased-address";

/**
 * Takes addresses off the list of those who unsubscribed, for people who agreed anew since. A bounce or
 * a complaint stays: agreeing does not mend a mailbox.
 */
export async function liftUnsubscribed(
  sql: Sql,
  shopId: number,
  agreed: readonly { readonly email: string; readonly at: Date }[],
): Promise<void> {
  if (agreed.length === 0) return;
  await sql.query({
    name: "suppressions-lift",
    text: `DELETE FROM suppressions s USING unnest($2::text[], $3::timestamptz[]) AS agreed(email, at)
      WHERE s.shop_id = $1 AND s.email = agreed.email AND s.reason = 'unsubscribed' AND s.since < agreed.at`,
    values: [shopId, agreed.map(({ email }) => email), agreed.map(({ at }) => at)],
  });
  await sql.query({
    name: "erased-addresses-lift",
    text: `DELETE FROM erased_addresses e USING unnest($2::text[], $3::timestamptz[]) AS agreed(hash, at)
      WHERE e.shop_id = $1 AND e.address_hash = agreed.hash AND e.reason = 'unsubscribed' AND e.since < agreed.at`,
    values: [shopId, agreed.map(({ email }) => addressHash(shopId, email)), agreed.map(({ at }) => at)],
  });
}
