import { v7 as uuid } from "uuid";
import { pool } from "~/db.server";
import { aContact, minutes } from "./a-shop";

interface MailsWishes {
  readonly workflowId?: string;
  /** Minutes before noon. */
  readonly sent?: number;
  readonly bounced?: number;
  readonly complained?: number;
  readonly unsubscribed?: number;
}

/** So many mails that were sent, and what became of them. Returns their ids. */
export async function someMails(shopId: number, count: number, wishes: MailsWishes = {}): Promise<string[]> {
  const { workflowId = "checkout-abandonment", sent = 600, bounced = 0, complained = 0, unsubscribed = 0 } = wishes;
  const { contactId } = await aContact(shopId);
  const ids = Array.from({ length: count }, () => uuid());
  const at = minutes(-sent);
  await pool.query(
    `INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class, status,
        send_at, useful_until, created_at, sent_at, left_at, provider_state)
      SELECT $1, id, $3, $4, 1, id, 'reminder', 'checkout-reminder', 'marketing', 'sent', $5, $5, $5, $5, $5,
        CASE WHEN place <= $6 THEN 'bounced' ELSE 'delivered' END
      FROM unnest($2::uuid[]) WITH ORDINALITY AS m(id, place)`,
    [shopId, ids, contactId, workflowId, at, bounced],
  );
  for (const messageId of ids.slice(0, complained)) {
    await pool.query(
      `INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data) VALUES ($1, $2, $3, 'email.complained', $4, $5)`,
      [shopId, minutes(-sent + 10), uuid(), contactId, { messageId, reason: null }],
    );
  }
  for (let one = 0; one < unsubscribed; one += 1) {
    const leaver = await aContact(shopId);
    const [messageId] = await someMailsTo(shopId, leaver.contactId, workflowId, at);
    if (messageId) ids.push(messageId);
    await pool.query(`INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, $2, 'unsubscribed', $3)`, [
      shopId,
      leaver.email,
      minutes(-sent + 60),
    ]);
  }
  return ids;
}

async function someMailsTo(shopId: number, contactId: string, workflowId: string, at: Date): Promise<string[]> {
  const messageId = uuid();
  await pool.query(
    `INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class, status,
        send_at, useful_until, created_at, sent_at, left_at)
      VALUES ($1, $2, $3, $4, 1, $2, 'reminder', 'checkout-reminder', 'marketing', 'sent', $5, $5, $5, $5, $5)`,
    [shopId, messageId, contactId, workflowId, at],
  );
  return [messageId];
}
