import type { PoolClient } from "pg";
import { countWaiting } from "~/contacts/sweeps/find-inactive";
import { firstPace, nextPace, type Sends } from "~/contacts/sweeps/pace";
import type { SweptShop } from "~/contacts/sweeps/swept-shop";
import type { Sql } from "~/db.server";

/** A warm-up of longer ago than this is forgotten, as mailbox providers forget it. */
const REMEMBERED_DAYS = 30;
const JUDGED_DAYS = 7;

/** When nobody waits who can be mailed: of the others nobody takes a place. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** How many more of a backlog may enter on the shop's day; the slowest of the workflows that take them in decides. */
export async function placesLeft(
  sql: PoolClient,
  shop: SweptShop,
  workflowIds: readonly string[],
  at: Date,
): Promise<number> {
  if (workflowIds.length === 0) return 0;
  const waiting = await countWaiting(sql, shop.shopId, shop.lapsedDays, shop.dayBeforeAt);
  if (waiting === 0) return NO_LIMIT;
  const left: number[] = [];
  for (const workflowId of workflowIds) left.push(await placesOf(sql, shop, workflowId, waiting, at));
  return Math.max(0, Math.min(...left));
}

/** Counts contacts who took a place. In one transaction with what is said of them. */
export async function takePlaces(
  sql: PoolClient,
  { shopId, day }: SweptShop,
  workflowIds: readonly string[],
  entered: number,
): Promise<void> {
  if (entered === 0) return;
  await sql.query("UPDATE paces SET entered = entered + $4 WHERE shop_id = $1 AND workflow_id = ANY($2) AND day = $3", [
    shopId,
    workflowIds,
    day,
    entered,
  ]);
}

/** A day's pace is worked out once, at its first look. */
async function placesOf(
  sql: PoolClient,
  { shopId, day }: SweptShop,
  workflowId: string,
  waiting: number,
  at: Date,
): Promise<number> {
  const { rows } = await sql.query<{ allowed: number; entered: number; isToday: boolean }>(
    `SELECT allowed, entered, day = $3::date AS "isToday" FROM paces
     WHERE shop_id = $1 AND workflow_id = $2 AND day BETWEEN $3::date - ${REMEMBERED_DAYS} AND $3::date ORDER BY day DESC LIMIT 1`,
    [shopId, workflowId, day],
  );
  const [last] = rows;
  if (last?.isToday) return last.allowed - last.entered;
  const sends = last && (await recentSends(sql, shopId, workflowId, at));
  const allowed = last && sends ? nextPace(last.allowed, sends, waiting) : firstPace(waiting);
  await sql.query(
    `INSERT INTO paces (shop_id, workflow_id, day, allowed) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [shopId, workflowId, day, allowed],
  );
  return allowed;
}

/** A complaint is the mailbox provider's about the mail itself, or, however it was told, about its address since. */
async function recentSends(sql: Sql, shopId: number, workflowId: string, at: Date): Promise<Sends> {
  const { rows } = await sql.query<Sends>(
    `SELECT count(*) AS sent, count(*) FILTER (WHERE m.message_id::text IN (
         SELECT e.data->>'messageId' FROM events e
         WHERE e.shop_id = $1 AND e.name = 'email.complained' AND e.occurred_at > $3::timestamptz - interval '${JUDGED_DAYS} days')
       OR EXISTS (SELECT FROM suppressions s WHERE s.shop_id = $1 AND s.email = m.email AND s.reason = 'complained'
         AND s.since >= m.left_at)) AS complained
     FROM messages m
     WHERE m.shop_id = $1 AND m.workflow_id = $2 AND m.status IN ('sending', 'sent', 'unknown')
       AND m.left_at > $3::timestamptz - interval '${JUDGED_DAYS} days' AND m.send_at > $3::timestamptz - interval '${2 * JUDGED_DAYS} days'`,
    [shopId, workflowId, at],
  );
  return rows[0] ?? { sent: 0, complained: 0 };
}
