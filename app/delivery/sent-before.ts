import type { Sql } from "~/db.server";
import { FEWEST_UNANSWERED, MOST_UNANSWERED, type SentMail } from "./frequency";
import { type GuardedWorkflow, workflowKey } from "./guard-workflows";
import type { DueMessage } from "./message";
import type { SendingRules } from "./sending-rules";

/** What caps count: it left, or may have left. What was refused or given back never reached anybody. */
const COUNTED = "class = 'marketing' AND status IN ('sending', 'sent', 'unknown')";

/** In a shop where nothing was opened or clicked for so long, nobody can know who reads. */
const KNOWN_WITHIN_DAYS = 30;

interface SentRow extends SentMail {
  readonly messageId: string;
  readonly contactId: string;
}

/** The marketing mails that contacts had, newest first, by contact: as many as the caps look back on. */
export async function loadSentBefore(
  sql: Sql,
  shopId: number,
  messages: readonly DueMessage[],
  rules: SendingRules,
  workflows: ReadonlyMap<string, GuardedWorkflow>,
  at: Date,
): Promise<Map<string, SentMail[]>> {
  const marketing = messages.filter((message) => message.class === "marketing");
  if (marketing.length === 0) return new Map();
  const { rows } = await sql.query<SentRow>({
    name: "guard-sent",
    text: `SELECT m.message_id AS "messageId", c.id AS "contactId", m.workflow_id AS "workflowId", m.left_at AS "leftAt"
      FROM unnest($2::uuid[]) AS c(id) CROSS JOIN LATERAL (
        SELECT message_id, workflow_id, left_at FROM messages
        WHERE shop_id = $1 AND contact_id = c.id AND left_at IS NOT NULL AND ${COUNTED} ORDER BY left_at DESC LIMIT $3) m`,
    values: [
      shopId,
      [...new Set(marketing.map(({ contactId }) => contactId))],
      Math.max(rules.perDay, rules.perWeek, MOST_UNANSWERED),
    ],
  });
  const own = await loadOwnCapped(sql, shopId, marketing, workflows, at);
  const sent = new Map([...rows, ...own].map((row) => [row.messageId, row]));
  const newestFirst = [...sent.values()].sort((one, other) => other.leftAt.getTime() - one.leftAt.getTime());
  return Map.groupBy(newestFirst, ({ contactId }) => contactId);
}

/** The mails of workflows with a cap of their own, which may look back further than the shop's. */
async function loadOwnCapped(
  sql: Sql,
  shopId: number,
  messages: readonly DueMessage[],
  workflows: ReadonlyMap<string, GuardedWorkflow>,
  at: Date,
): Promise<SentRow[]> {
  const capped = messages.flatMap(({ contactId, workflowId, version }) => {
    const cap = workflows.get(workflowKey({ workflowId, version }))?.live.cap;
    return cap ? [{ contactId, workflowId, mails: cap.mails, since: new Date(at.getTime() - cap.per.toMillis()) }] : [];
  });
  if (capped.length === 0) return [];
  const { rows } = await sql.query<SentRow>({
    name: "guard-sent-by-workflow",
    text: `SELECT m.message_id AS "messageId", c."contactId", c."workflowId", m.left_at AS "leftAt"
      FROM jsonb_to_recordset($2) AS c("contactId" uuid, "workflowId" text, mails int, since timestamptz)
      CROSS JOIN LATERAL (
        SELECT message_id, left_at FROM messages WHERE shop_id = $1 AND contact_id = c."contactId"
          AND workflow_id = c."workflowId" AND left_at > c.since AND ${COUNTED} ORDER BY left_at DESC LIMIT c.mails) m`,
    values: [shopId, JSON.stringify(capped)],
  });
  return rows;
}

/**
 * How many of their last mails in a row contacts left unanswered, by contact; those who are absent answered lately, or
 * had too few for it to matter, or nobody can know. An open, a click or an order since a mail left is an answer.
 */
export async function loadUnanswered(
  sql: Sql,
  shopId: number,
  sent: ReadonlyMap<string, readonly SentMail[]>,
  lastOrders: ReadonlyMap<string, Date | null>,
  at: Date,
): Promise<Map<string, number>> {
  const silent = new Map<string, readonly SentMail[]>();
  for (const [contactId, mails] of sent) {
    const since = mails.filter(({ leftAt }) => leftAt > (lastOrders.get(contactId) ?? new Date(0)));
    if (since.length >= FEWEST_UNANSWERED) silent.set(contactId, since);
  }
  if (silent.size === 0 || !(await isReadingKnown(sql, shopId, at))) return new Map();
  const mails = [...silent.values()].flat();
  const { rows } = await sql.query<{ contactId: string; lastAt: Date }>({
    name: "guard-answers",
    text: `SELECT contact_id AS "contactId", max(occurred_at) AS "lastAt" FROM events
      WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND occurred_at > $3 AND name IN ('email.opened', 'email.clicked')
      GROUP BY contact_id`,
    values: [shopId, [...silent.keys()], new Date(Math.min(...mails.map(({ leftAt }) => leftAt.getTime())))],
  });
  const answered = new Map(rows.map(({ contactId, lastAt }) => [contactId, lastAt]));
  return new Map(
    [...silent].map(([contactId, theirs]) => {
      const lastAt = answered.get(contactId);
      return [contactId, lastAt ? theirs.filter(({ leftAt }) => leftAt > lastAt).length : theirs.length];
    }),
  );
}

async function isReadingKnown(sql: Sql, shopId: number, at: Date): Promise<boolean> {
  const { rows } = await sql.query({
    name: "guard-reading-known",
    text: `SELECT 1 FROM events WHERE shop_id = $1 AND name IN ('email.opened', 'email.clicked') AND occurred_at > $2 LIMIT 1`,
    values: [shopId, new Date(at.getTime() - KNOWN_WITHIN_DAYS * 86_400_000)],
  });
  return rows.length > 0;
}
