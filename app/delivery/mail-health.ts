import type { Sql } from "~/db.server";
import type { MailHealth } from "./harm-lines";

/** Who leaves so many days after a mail left because of it, as far as anybody can say. */
const DAYS_TO_LEAVE = 7;

/**
 * What became of the mails that a shop sent since `since`, by workflow id; of one workflow alone if it is named. A mail
 * counts on the day it was sent, whenever it bounced or was complained of.
 */
export async function mailHealth(
  sql: Sql,
  shopId: number,
  since: Date,
  workflowId: string | null = null,
): Promise<Map<string, MailHealth>> {
  const { rows } = await sql.query<MailHealth & { workflowId: string }>({
    name: "mail-health",
    // What was due long before is not looked for among the mails of these days: send_at has the index.
    text: `WITH
      mails AS (SELECT workflow_id, count(*) AS sent, count(*) FILTER (WHERE provider_state = 'bounced') AS bounced
        FROM messages WHERE shop_id = $1 AND send_at > $2::timestamptz - interval '3 days' AND sent_at >= $2
          AND ($3::text IS NULL OR workflow_id = $3) GROUP BY workflow_id),
      complaints AS (SELECT m.workflow_id, count(DISTINCT m.message_id) AS complained FROM events e
        JOIN messages m ON m.shop_id = e.shop_id AND m.message_id = (e.data->>'messageId')::uuid
        WHERE e.shop_id = $1 AND e.name = 'email.complained' AND e.occurred_at >= $2 AND m.sent_at >= $2 GROUP BY m.workflow_id),
      leavers AS (SELECT m.workflow_id, count(*) AS unsubscribed FROM suppressions s
        JOIN contacts c ON c.shop_id = s.shop_id AND c.email = s.email
        CROSS JOIN LATERAL (SELECT workflow_id, sent_at FROM messages WHERE shop_id = s.shop_id AND contact_id = c.contact_id
          AND left_at <= s.since AND status = 'sent' ORDER BY left_at DESC LIMIT 1) m
        WHERE s.shop_id = $1 AND s.reason = 'unsubscribed' AND s.since >= $2 AND m.sent_at >= $2
          AND m.sent_at > s.since - interval '${DAYS_TO_LEAVE} days' GROUP BY m.workflow_id)
      SELECT workflow_id AS "workflowId", sent, bounced, coalesce(complained, 0) AS complained,
        coalesce(unsubscribed, 0) AS unsubscribed
      FROM mails LEFT JOIN complaints USING (workflow_id) LEFT JOIN leavers USING (workflow_id)`,
    values: [shopId, since, workflowId],
  });
  return new Map(rows.map(({ workflowId, ...health }) => [workflowId, health]));
}

/** Of all of a shop's workflows together. */
export function allMails(byWorkflow: ReadonlyMap<string, MailHealth>): MailHealth {
  const all = [...byWorkflow.values()];
  const sum = (pick: (one: MailHealth) => number) => all.reduce((total, one) => total + pick(one), 0);
  return {
    sent: sum(({ sent }) => sent),
    bounced: sum(({ bounced }) => bounced),
    complained: sum(({ complained }) => complained),
    unsubscribed: sum(({ unsubscribed }) => unsubscribed),
  };
}
