import { messagesFor, type Recipient } from "~/content/custom-messages";
import type { Sql } from "~/db.server";
import type { MailToMake } from "./load-mail-steps";

/**
 * The custom messages that each mail shows, by message id: chosen by what is known of its reader now. One query a
 * batch, and none where no template of it has such messages.
 */
export async function mailMessages(
  sql: Sql,
  shopId: number,
  mails: readonly Pick<MailToMake, "message" | "run" | "own">[],
): Promise<Map<string, string[]>> {
  const asking = mails.filter(({ own }) => own.settings.messages.length > 0);
  if (asking.length === 0) return new Map();
  const segmentIds = asking.flatMap(({ own }) => own.settings.messages.flatMap((message) => message.for.segmentIds));
  const recipients = await loadRecipients(
    sql,
    shopId,
    asking.map(({ run }) => run.contactId),
    segmentIds,
  );
  return new Map(
    asking.flatMap(({ message, run, own }) => {
      const recipient = recipients.get(run.contactId);
      return recipient ? [[message.messageId, messagesFor(own.settings.messages, recipient)] as const] : [];
    }),
  );
}

async function loadRecipients(
  sql: Sql,
  shopId: number,
  contactIds: readonly string[],
  segmentIds: readonly string[],
): Promise<Map<string, Recipient>> {
  const { rows } = await sql.query<Recipient & { contactId: string }>({
    name: "mail-recipients",
    text: `SELECT c.contact_id AS "contactId", c.stage, c.country, c.region, c.orders_count AS "ordersCount",
        array(SELECT segment_id FROM segment_members m
          WHERE m.shop_id = $1 AND m.contact_id = c.contact_id AND m.segment_id = ANY($3::uuid[])) AS "segmentIds"
      FROM contacts c WHERE c.shop_id = $1 AND c.contact_id = ANY($2::uuid[])`,
    values: [shopId, [...new Set(contactIds)], [...new Set(segmentIds)]],
  });
  return new Map(rows.map((row) => [row.contactId, row]));
}
