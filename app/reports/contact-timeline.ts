import { z } from "zod";
import { pool } from "~/db.server";
import { shopTime } from "~/shop-time";
import { explain } from "~/workflows/explain";
import { tellEvent } from "./event-words";
import { mailWords } from "./mail-words";
import { outcomeTone } from "./outcome-words";

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

/** What a timeline may be narrowed to; `everything` is all there is. */
export const timelineViews = ["everything", "shopping", "mails", "decisions", "person"] as const;

export type TimelineView = (typeof timelineViews)[number];

/** The events of each view by their names' first part; an event of another system is about the person. */
const eventsOfView: Record<TimelineView, readonly string[]> = {
  everything: [],
  shopping: ["cart", "checkout", "order", "price", "product", "replenishment", "stock"],
  mails: ["email", "question"],
  decisions: [],
  person: ["customer", "consent", "contact", "custom", "date", "segment", "stage"],
};

/** Whose timeline is read, up to when, and what its sentences need. */
export interface TimelineRequest {
  readonly shopId: number;
  readonly contactId: string;
  /** Null: from now on back. */
  readonly before: Date | null;
  readonly timezone: string;
  /** The workflows' titles by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly view?: TimelineView;
}

/** What happened with a contact and why, the newest first: events, decisions and mails in one line. */
export async function contactTimeline(request: TimelineRequest): Promise<Timeline> {
  const { view = "everything" } = request;
  const isShown = (...views: TimelineView[]) => view === "everything" || views.includes(view);
  const parts = await Promise.all([
    isShown("shopping", "mails", "person") ? events(request, view) : [],
    isShown("decisions") ? decisions(request) : [],
    isShown("mails") ? mails(request) : [],
  ]);
  // Newest first; at one moment the effect stands above its cause.
  const rank = { mail: 2, decision: 1, event: 0 };
  const all = parts.flat().sort((a, b) => b.at.getTime() - a.at.getTime() || rank[b.kind] - rank[a.kind]);
  const last = all[pageSize - 1];
  if (!last || all.length === pageSize) return { entries: all, older: null };
  // All of one moment stay together: the next page begins strictly before it.
  return { entries: all.filter(({ at }) => at >= last.at), older: last.at };
}

async function events({ shopId, contactId, before }: TimelineRequest, view: TimelineView): Promise<TimelineEntry[]> {
  const { rows } = await pool.query<{ id: string; at: Date; name: string; data: unknown }>(
    `SELECT event_id AS id, occurred_at AS at, name, data FROM events
     WHERE shop_id = $1 AND contact_id = $2 AND ($3::timestamptz IS NULL OR occurred_at < $3)
       AND ($5 OR split_part(name, '.', 1) = ANY ($6))
     ORDER BY occurred_at DESC, seq DESC LIMIT $4`,
    [shopId, contactId, before, pageSize + 1, view === "everything", eventsOfView[view]],
  );
  const products = await productTitles(shopId, rows);
  return rows.map(({ id, at, name, data }) => ({
    id,
    kind: "event",
    at,
    ...tellEvent(name, data, products),
    tone: "neutral",
    messageId: null,
  }));
}

const aboutProduct = z.object({ productId: z.string() });

/** The titles of the products that events name by id alone. */
async function productTitles(shopId: number, events: readonly { data: unknown }[]): Promise<Map<string, string>> {
  const ids = events.flatMap(({ data }) => aboutProduct.safeParse(data).data?.productId ?? []);
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; title: string }>(
    "SELECT product_id AS id, title FROM products WHERE shop_id = $1 AND product_id = ANY ($2)",
    [shopId, ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
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
    tone: outcomeTone(decision.outcome),
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
