import { LRUCache } from "lru-cache";
import { pool, transaction } from "~/db.server";
import { inBusinessTime } from "./breaker";
import { type DecidedMessage, storeDeliveryDecisions } from "./delivery-decisions";

const BATCH = 500;

/** How far each shop's waiting messages were told, by when they were due: a long queue is not read anew each time. */
const toldUpTo = new LRUCache<number, Date>({ max: 10_000 });

/**
 * Says of a shop's due messages why they wait while nothing may be posted, each once. They stay due: as soon as SendGrid
 * takes mail again they leave, the longest due first. Returns how many it told of.
 */
export async function tellWaiting(shopId: number, at: Date): Promise<number> {
  const { rows } = await pool.query<{ until: Date; reason: string; said: string }>({
    name: "breaker-reason",
    text: `SELECT breaker_until AS until, breaker_reason AS reason, breaker_said AS said FROM shops
      WHERE shop_id = $1 AND breaker_until > clock_timestamp() AND breaker_reason IS NOT NULL`,
    values: [shopId],
  });
  const [breaker] = rows;
  if (!breaker) {
    toldUpTo.delete(shopId);
    return 0;
  }
  const rule = waitRule(breaker.reason);
  const told = await transaction(async (sql) => {
    const { rows: waiting } = await sql.query<DecidedMessage & { sendAt: Date; isNews: boolean }>({
      name: "messages-tell-waiting",
      text: `UPDATE messages m SET reason = $4 FROM (SELECT message_id, reason IS DISTINCT FROM $4 AS "isNews" FROM messages
          WHERE shop_id = $1 AND status = 'queued' AND send_at > $2 AND send_at <= $3
          ORDER BY send_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) due
        WHERE m.shop_id = $1 AND m.message_id = due.message_id
        RETURNING m.message_id AS "messageId", m.contact_id AS "contactId", m.workflow_id AS "workflowId", m.version,
          m.run_id AS "runId", m.step, m.send_at AS "sendAt", due."isNews"`,
      values: [shopId, toldUpTo.get(shopId) ?? new Date(0), at, rule],
    });
    const values = { said: breaker.said, until: inBusinessTime(breaker.until, at).toISOString() };
    const news = waiting.filter(({ isNews }) => isNews);
    await storeDeliveryDecisions(
      sql,
      shopId,
      news.map((message) => ({ message, outcome: "deferred", rule, values })),
      at,
    );
    return waiting;
  });
  const last = told.map(({ sendAt }) => sendAt).sort((a, b) => b.getTime() - a.getTime())[0];
  if (last) toldUpTo.set(shopId, last);
  return told.length;
}

/** The rule by which a message waits, for what its shop's breaker is open. */
export function waitRule(reason: string): "sendgrid-later" | "sendgrid-failing" {
  return reason === "rate-limit" ? "sendgrid-later" : "sendgrid-failing";
}
