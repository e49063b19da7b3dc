import { pool } from "~/db.server";
import { graceEnd } from "~/delivery/settle-unknown";
import { listWorkflows } from "~/workflows/settings";
import { contactName } from "./contact-profile";

/** A mail of which nobody knows whether it left, and what is known of it. */
export interface UnknownMail {
  readonly messageId: string;
  readonly contact: { readonly contactId: string; readonly name: string };
  readonly workflow: string;
  readonly subject: string;
  readonly leftAt: Date;
  /** What SendGrid answered, in a merchant's words. */
  readonly answer: string;
  /** Whether SendGrid's report is still waited for. */
  readonly isWaiting: boolean;
}

const MOST = 100;

interface UnknownRow {
  readonly messageId: string;
  readonly contactId: string;
  readonly workflowId: string;
  readonly subject: string | null;
  readonly leftAt: Date;
  readonly reason: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

/** The shop's unknown mails, the longest unknown first, at most 100. */
export async function unknownMails(shopId: number, at: Date): Promise<UnknownMail[]> {
  const { rows } = await pool.query<UnknownRow>({
    name: "unknown-mails",
    text: `SELECT m.message_id AS "messageId", m.contact_id AS "contactId", m.workflow_id AS "workflowId", m.subject,
        m.left_at AS "leftAt", m.reason, c.first_name AS "firstName", c.last_name AS "lastName", coalesce(m.email, c.email) AS email
      FROM (SELECT * FROM messages WHERE shop_id = $1 AND status = 'unknown' ORDER BY left_at LIMIT ${MOST}) m
      LEFT JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id ORDER BY m.left_at, m.message_id`,
    values: [shopId],
  });
  const titles = new Map((await listWorkflows(shopId)).map(({ workflowId, title }) => [workflowId, title]));
  const over = graceEnd(at);
  return rows.map(({ messageId, contactId, workflowId, subject, leftAt, reason, firstName, lastName, email }) => ({
    messageId,
    contact: { contactId, name: contactName(firstName, lastName, email) },
    workflow: titles.get(workflowId) ?? workflowId,
    subject: subject ?? "–",
    leftAt,
    answer: answerWords(reason),
    isWaiting: leftAt > over,
  }));
}

function answerWords(reason: string | null): string {
  if (reason === "lease-ran-out") return "The app was stopped before it could hear SendGrid's answer.";
  return reason ? `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.` : "SendGrid did not answer.";
}
