import { pool } from "~/db.server";
import { shopTime } from "~/shop-time";
import { explain } from "~/workflows/explain";
import { tellEvent } from "./event-words";
import { mailWords } from "./mail-words";

/** One thing on a contact's page: something that happened, a decision with its reason, or a mail. */
export interface TimelineEntry {
  readonly id: string;
  readonly kind: "event" | "decision" | "mail";
  readonly at: Date;
  readonly title: string;
  readonly detail: string | null;
  readonly tone: "neutral" | "good" | "warning";
  /** The mail that can be opened from here; null when it was never made. */
  readonly messageId: string | null;
}

export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** The time to pass as `before` to read on; null at the end. */
  readonly older: Date | null;
}

const pageSize = 60;

/** Whose timeline is read, up to when, and what its sentences need. */
export interface TimelineRequest {
  readonly shopId: number;
  readonly contactId: string;
  /** Null: from now on back. */
  readonly before: Date | null;
  readonly timezone: string;
  /** The workflows' titles by id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What happened with a contact and why, the newest first: events, decisions and mails in one line. */
export async function contactTimeline(request: TimelineRequest): Promise<Timeline> {
  const parts = await Promise.all([events(request), decisions(request), mails(request)]);
  // Newest first; at one moment the effect stands above its cause.
  const rank = { mail: 2, decision: 1, event: 0 };
  const all = parts.flat().sort((a, b) => b.at.getTime() - a.at.getTime() || rank[b.kind] - rank[a.kind]);
  const last = all[pageSize - 1];
  if (!last || all.length === pageSize) return { entries: all, older: null };
  // All of one moment stay together: the next page begins strictly before it.
  return { entries: all.filter(({ at }) => at >= last.at), older: last.at };
}

async function events({ shopId, contactId, before }: TimelineRequest): Promise<TimelineEntry[]> {
  const { rows } = await pool.query<{ id: string; at: Date; name: string; data: unknown }>(
    `SELECT event_id AS id, occurred_at AS at, name, data FROM events
     WHERE shop_id = $1 AND contact_id = $2 AND ($3::timestamptz IS NULL OR occurred_at < $3)
     ORDER BY occurred_at DESC, seq DESC LIMIT $4`,
    [shopId, contactId, before, pageSize + 1],
  );
  return rows.map(({ id, at, name, data }) => ({
    id,
    kind: "event",
    at,
    ...tellEvent(name, data),
    tone: "neutral",
    messageId: null,
  }));
}

interface DecisionRow {
  id: string;
  at: Date;
  workflowId: string;
  step: string | null;
  outcome: string;
  rule: string;
  values: Record<string, string | number | boolean | null>;
}

// A mail that left or may have left has a row of its own, which says more than "Sent.".
async function decisions(request: TimelineRequest): Promise<TimelineEntry[]> {
  const { shopId, contactId, before, timezone, titles } = request;
  const { rows } = await pool.query<DecisionRow>(
    `SELECT decision_id AS id, at, workflow_id AS "workflowId", step, outcome, rule, values FROM decisions
     WHERE shop_id = $1 AND contact_id = $2 AND ($3::timestamptz IS NULL OR at < $3) AND outcome <> 'sent'
     ORDER BY at DESC, decision_id DESC LIMIT $4`,
    [shopId, contactId, before, pageSize + 1],
  );
  return rows.map(({ id, at, workflowId, ...decision }) => ({
    id,
    kind: "decision",
    at,
    title: [titles.get(workflowId) ?? workflowId, decision.step?.replaceAll("-", " ")].filter(Boolean).join(" · "),
    detail: explain(decision, (time) => shopTime(time, timezone)),
    tone: ["not-started", "not-sent", "deferred", "refused", "unknown"].includes(decision.outcome)
      ? "warning"
      : "neutral",
    messageId: null,
  }));
}

interface MailRow {
  id: string;
  at: Date;
  workflowId: string;
  status: string;
  subject: string | null;
  canBeOpened: boolean;
}

// Of a mail that was never made there is nothing to show; the decision tells why.
async function mails({ shopId, contactId, before, titles }: TimelineRequest): Promise<TimelineEntry[]> {
  const { rows } = await pool.query<MailRow>(
    `SELECT message_id AS id, coalesce(sent_at, created_at) AS at, workflow_id AS "workflowId", status, subject,
       inputs IS NOT NULL AS "canBeOpened"
     FROM messages
     WHERE shop_id = $1 AND contact_id = $2 AND ($3::timestamptz IS NULL OR coalesce(sent_at, created_at) < $3)
       AND (inputs IS NOT NULL OR status = 'queued')
     ORDER BY 2 DESC, message_id DESC LIMIT $4`,
    [shopId, contactId, before, pageSize + 1],
  );
  return rows.map(({ id, at, workflowId, status, subject, canBeOpened }) => ({
    id,
    kind: "mail",
    at,
    ...mailWords(status, subject ?? titles.get(workflowId) ?? workflowId),
    messageId: canBeOpened ? id : null,
  }));
}
