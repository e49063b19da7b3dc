import type { PoolClient } from "pg";

/** Contact ids by message id. */
export type MailOwners = ReadonlyMap<string, string>;

/** Whose each message is now: a message of another shop, or one that is gone, is absent. */
export async function mailOwners(sql: PoolClient, shopId: number, messageIds: readonly string[]): Promise<MailOwners> {
  const { rows } = await sql.query<{ messageId: string; contactId: string }>({
    name: "mail-owners",
    text: `SELECT message_id AS "messageId", contact_id AS "contactId" FROM messages
      WHERE shop_id = $1 AND message_id = ANY($2::uuid[])`,
    values: [shopId, messageIds],
  });
  return new Map(rows.map(({ messageId, contactId }) => [messageId, contactId]));
}
