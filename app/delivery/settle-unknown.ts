import { pool, transaction } from "~/db.server";
import { type DecidedMessage, storeDeliveryDecisions } from "./delivery-decisions";
import { COUNTED_AS_NOT_SENT } from "./settle-by-event";

/**
 * How long SendGrid's own report on a mail is waited for, in hours since the mail left. SendGrid goes on trying to tell
 * us for 24 hours; what it has not told by then it will not tell.
 */
export const UNKNOWN_GRACE_HOURS = 24;

/** Until when a mail must have left for its time to be over at `at`. */
export function graceEnd(at: Date): Date {
  return new Date(at.getTime() - UNKNOWN_GRACE_HOURS * 60 * 60 * 1_000);
}

export type CountedAs = "sent" | "not-sent";

/** Rows of one transaction. */
const BATCH = 1_000;

/**
 * Counts every message whose time is over at `at` as the merchant chose, each with its decision; nothing is sent. A report
 * that comes all the same still settles it as sent. Returns how many.
 */
export async function countUnknown(shopId: number, as: CountedAs, at: Date): Promise<number> {
  let counted = 0;
  for (;;) {
    const batch = await countBatch(shopId, as, at);
    counted += batch;
    if (batch < BATCH) return counted;
  }
}

function countBatch(shopId: number, as: CountedAs, at: Date): Promise<number> {
  return transaction(async (sql) => {
    const { rows } = await sql.query<DecidedMessage & { leftAt: Date }>({
      name: "messages-count-unknown",
      text: `UPDATE messages SET status = $2, reason = $3, lease_until = NULL,
          sent_at = CASE WHEN $2 = 'sent' THEN coalesce(sent_at, left_at) ELSE sent_at END
        WHERE shop_id = $1 AND message_id IN (SELECT message_id FROM messages
          WHERE shop_id = $1 AND status = 'unknown' AND left_at <= $4 ORDER BY message_id LIMIT ${BATCH}
          FOR NO KEY UPDATE)
        RETURNING message_id AS "messageId", contact_id AS "contactId", workflow_id AS "workflowId", version, run_id AS "runId",
          step, left_at AS "leftAt"`,
      values: [shopId, as === "sent" ? "sent" : "not_sent", as === "sent" ? null : COUNTED_AS_NOT_SENT, graceEnd(at)],
    });
    const decisions = rows.map(({ leftAt, ...message }) => ({
      message,
      outcome: as,
      rule: as === "sent" ? "counted-as-sent" : COUNTED_AS_NOT_SENT,
      values: { leftAt: leftAt.toISOString() },
    }));
    await storeDeliveryDecisions(sql, shopId, decisions, at);
    return rows.length;
  });
}

export interface UnknownCounts {
  /** All of them. */
  readonly all: number;
  /** Of those, whose time is over: they can be counted. */
  readonly over: number;
}

export async function unknownCounts(shopId: number, at: Date): Promise<UnknownCounts> {
  const { rows } = await pool.query<UnknownCounts>({
    name: "unknown-counts",
    text: `SELECT count(*) AS all, count(*) FILTER (WHERE left_at <= $2) AS over FROM messages
      WHERE shop_id = $1 AND status = 'unknown'`,
    values: [shopId, graceEnd(at)],
  });
  return rows[0] ?? { all: 0, over: 0 };
}
