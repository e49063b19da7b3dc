import type { PoolClient } from "pg";

/**
 * Locks messages until the transaction ends, in id order. Answers to requests are settled while SendGrid's events about
 * the same mails already come: who locks several of them without this could deadlock with the other.
 */
export async function lockMessages(sql: PoolClient, shopId: number, messageIds: readonly string[]): Promise<void> {
  await sql.query({
    name: "messages-lock",
    text: `SELECT 1 FROM messages WHERE shop_id = $1 AND message_id = ANY($2::uuid[])
      ORDER BY message_id FOR NO KEY UPDATE`,
    values: [shopId, messageIds],
  });
}
