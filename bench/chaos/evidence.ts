import type pg from "pg";
import { query } from "../database";
import type { Mailroom } from "./post-deliveries";
import type { Heard, Posted } from "./sandbox-control";
import type { Shopper } from "./shoppers";

export interface ChaosShop {
  readonly shopId: number;
  /** Where its SendGrid account reports to. */
  readonly reportsUrl: string;
}

export interface MessageRow {
  readonly shopId: number;
  readonly messageId: string;
  readonly runId: string;
  /** What the run is about: a checkout's token. */
  readonly key: string;
  readonly status: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly state: string | null;
  /** Its delivery decisions, oldest first, as `outcome: rule`. */
  readonly decisions: readonly string[];
}

export interface RunRow {
  readonly shopId: number;
  readonly runId: string;
  readonly key: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly messages: number;
  /** How often a step of it queued a mail. */
  readonly queued: number;
}

/** A person's tellings of a checkout, and what was decided on them. */
export interface TriggerRow {
  readonly shopId: number;
  readonly email: string;
  readonly tellings: number;
  readonly outcomes: number;
  /** As `outcome: rule`. */
  readonly rules: readonly string[];
}

export interface InboxRow {
  readonly shopId: number;
  readonly source: string;
  readonly deliveryId: string;
  readonly status: string;
  readonly reason: string | null;
}

/** All that the promises are held against: what was asked for, what the database holds, what SendGrid saw. */
export interface Evidence {
  /** By their place among the shoppers' shops. */
  readonly shops: readonly ChaosShop[];
  readonly shoppers: readonly Shopper[];
  readonly mailroom: Mailroom;
  readonly posts: readonly Posted[];
  readonly heard: readonly Heard[];
  readonly messages: readonly MessageRow[];
  readonly runs: readonly RunRow[];
  readonly triggers: readonly TriggerRow[];
  readonly inbox: readonly InboxRow[];
  readonly suppressed: ReadonlySet<string>;
}

/** Reads the database in plain SQL: what is under trial is not asked. */
export async function readRows(url: string) {
  const rows = <T extends pg.QueryResultRow>(text: string) => query<T>(url, text);
  const suppressions = await rows<{ shopId: number; email: string }>(
    `SELECT shop_id AS "shopId", email FROM suppressions WHERE reason = 'bounced'`,
  );
  return {
    messages: await rows<MessageRow>(
      `SELECT m.shop_id AS "shopId", m.message_id AS "messageId", m.run_id AS "runId", r.key, m.status, m.reason, m.attempts,
          m.provider_state AS state,
          ARRAY(SELECT d.outcome || ': ' || d.rule FROM decisions d WHERE d.shop_id = m.shop_id
            AND d.contact_id = m.contact_id AND d.values ->> 'messageId' = m.message_id::text
            ORDER BY d.decision_id) AS decisions
        FROM messages m JOIN runs r ON r.shop_id = m.shop_id AND r.run_id = m.run_id`,
    ),
    runs: await rows<RunRow>(
      `SELECT r.shop_id AS "shopId", r.run_id AS "runId", r.key, r.status, r.outcome,
          (SELECT count(*)::int FROM messages m WHERE m.shop_id = r.shop_id AND m.run_id = r.run_id) AS messages,
          (SELECT count(*)::int FROM decisions d WHERE d.shop_id = r.shop_id AND d.contact_id = r.contact_id
            AND d.run_id = r.run_id AND d.outcome = 'queued') AS queued
        FROM runs r`,
    ),
    triggers: await rows<TriggerRow>(
      `SELECT c.shop_id AS "shopId", c.email, e.tellings, coalesce(d.outcomes, 0) AS outcomes, coalesce(d.rules, '{}') AS rules
        FROM contacts c
        JOIN (SELECT shop_id, contact_id, count(*)::int AS tellings FROM events WHERE name = 'checkout.updated'
          GROUP BY 1, 2) e USING (shop_id, contact_id)
        LEFT JOIN (SELECT shop_id, contact_id, count(*)::int AS outcomes, array_agg(outcome || ': ' || rule) AS rules
          FROM decisions WHERE outcome IN ('started', 'restarted', 'not-started') GROUP BY 1, 2) d USING (shop_id, contact_id)`,
    ),
    inbox: await rows<InboxRow>(
      `SELECT shop_id AS "shopId", source, delivery_id AS "deliveryId", status, reason FROM inbox`,
    ),
    suppressed: new Set(suppressions.map(({ shopId, email }) => `${shopId}/${email}`)),
  };
}
