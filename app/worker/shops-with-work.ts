import { pool } from "~/db.server";
import { shopTopics } from "~/events/topics";
import { shopsIn } from "~/shops-in";

export interface ShopWork {
  readonly shopId: number;
  /** False while the merchant has never opened the app: then only what is about the shop itself is read. */
  readonly isOpened: boolean;
  readonly hasInbox: boolean;
  readonly hasRuns: boolean;
  readonly hasMessages: boolean;
  /** SendGrid takes none of its mails at present (app/delivery/breaker.ts): what is due waits. */
  readonly isShut: boolean;
}

/** Each poll looks at so many shops at the most; those that it leaves out come with the next. */
const MOST_SHOPS = 1_000;

/**
 * The shops that have something to do at `at`. A skip scan over each partial index: its cost is the
 * number of shops with work, not of rows, so that one shop's backlog does not slow the look-up.
 * https://wiki.postgresql.org/wiki/Loose_indexscan
 */
export async function shopsWithWork(at: Date): Promise<ShopWork[]> {
  const { rows } = await pool.query<ShopWork>({
    name: "shops-with-work",
    text: `WITH RECURSIVE
      ${shopsIn("inbox_shops", "inbox", "status = 'waiting'")},
      ${shopsIn("run_shops", "runs", "status = 'active'")},
      ${shopsIn("message_shops", "messages", "status = 'queued'")},
      work AS (
        SELECT i.shop_id, true AS inbox, false AS runs, false AS messages FROM inbox_shops i
          JOIN shops ON shops.shop_id = i.shop_id AND joined_to IS NULL
          WHERE opened_at IS NOT NULL OR EXISTS (SELECT 1 FROM inbox w WHERE w.shop_id = i.shop_id
            AND w.status = 'waiting' AND w.topic IN (${shopTopics.map((topic) => `'${topic}'`).join(", ")}))
        UNION ALL SELECT shop_id, false, true, false FROM run_shops s WHERE EXISTS
          (SELECT 1 FROM runs r WHERE r.shop_id = s.shop_id AND r.status = 'active' AND r.wake_at <= $1)
        UNION ALL SELECT shop_id, false, false, true FROM message_shops s WHERE EXISTS
          (SELECT 1 FROM messages m WHERE m.shop_id = s.shop_id AND m.status = 'queued' AND m.send_at <= $1))
      SELECT shop_id AS "shopId", bool_or(opened_at IS NOT NULL) AS "isOpened",
        bool_or(inbox) AS "hasInbox", bool_or(runs) AS "hasRuns", bool_or(messages) AS "hasMessages",
        coalesce(bool_or(breaker_until > clock_timestamp()), false) AS "isShut"
      FROM work JOIN shops USING (shop_id) GROUP BY shop_id ORDER BY "isShut" LIMIT ${MOST_SHOPS}`,
    values: [at],
  });
  return rows;
}

/** The next moment after `at` at which something becomes due; null when nothing sleeps. */
export async function nextDueMoment(at: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ due: Date | null }>(
    `SELECT least(
      (SELECT min(wake_at) FROM runs WHERE status = 'active' AND wake_at > $1),
      (SELECT min(send_at) FROM messages WHERE status = 'queued' AND send_at > $1)) AS due`,
    [at],
  );
  return rows[0]?.due ?? null;
}
