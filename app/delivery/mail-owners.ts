import type { PoolClient } from "pg";

/** Whose a message is, and since when it is on its way; null for one that never left. */
export interface MailOwner {
  readonly contactId: string;
  readonly leftAt: Date | null;
}

/** By message id. */
export type MailOwners = ReadonlyMap<string, MailOwner>;

/** Whose each message is now: a message of another shop, or one that is gone, is absent. */
export async function mailOwners(sql: PoolClient, shopId: number, messageIds: readonly string[]): Promise<MailOwners> {
  const { rows } = await sql.query<MailOwner & { messageId: string }>({
    name: "mail-owners",
    text: `SELECT message_id AS "messageId", contact_id AS "contactId", left_at AS "leftAt" FROM messages
      WHERE shop_id = $1 AND message_id = ANY($2::uuid[])`,
    values: [shopId, messageIds],
  });
  return new Map(rows.map(({ messageId, ...owner }) => [messageId, owner]));
}
