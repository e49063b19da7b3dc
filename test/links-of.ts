import { pool } from "~/db.server";
import { readDestination } from "~/delivery/destination";
import type { ReceivedMail } from "../sandbox/sendgrid/mailbox";

/** Where the links of a mail lead by way of us, without following any. */
export async function linksOf({ customArgs }: Pick<ReceivedMail, "customArgs">): Promise<string[]> {
  const { rows } = await pool.query<{ links: string[] }>("SELECT links FROM messages WHERE message_id = $1", [
    customArgs.message_id,
  ]);
  return (rows[0]?.links ?? []).map((stored) => readDestination(stored).url ?? "");
}
