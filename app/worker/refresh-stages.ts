import type { PoolClient } from "pg";
import { now } from "~/clock";
import { contactsByIds } from "~/contacts/contact-batch";
import { learnThresholds } from "~/contacts/learn-thresholds";
import { aboutPlaced, placeContacts } from "~/contacts/place-contacts";
import { pool, transaction } from "~/db.server";
import { runWorkflowsOnEvents } from "~/workflows/run-workflows";

/** Contacts a batch looks at: a few milliseconds, in which the shop's inbox waits. */
const BATCH = 2_000;

const beforeAll = "00000000-0000-0000-0000-000000000000";

/** Open shops whose stages are still of another day of their own zone, or were asked for, or are under way. */
const isDue = `opened_at IS NOT NULL AND uninstalled_at IS NULL AND (stage_cursor IS NOT NULL OR stage_thresholds_at IS NULL
  OR (stage_thresholds_at AT TIME ZONE timezone)::date < ($1::timestamptz AT TIME ZONE timezone)::date)`;

/**
 * The daily turn over the stages: once a day of the shop's zone its thresholds are learnt anew and each
 * contact is placed by them, batch by batch. Does one batch of one shop; returns 0 when no shop is due.
 * What a batch did and how far it came is one commit, so that a kill costs nothing.
 */
export function refreshStages(): Promise<number> {
  const at = now();
  return transaction(async (sql) => {
    // The row's lock is lockShop's: no inbox walks the shop's contacts meanwhile.
    const { rows } = await sql.query<{ shopId: number; cursor: string | null; isFirst: boolean }>(
      `SELECT shop_id AS "shopId", stage_cursor AS cursor, stage_thresholds_at IS NULL AS "isFirst" FROM shops
       WHERE ${isDue} ORDER BY stage_cursor IS NULL, shop_id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
      [at],
    );
    const [shop] = rows;
    if (!shop) return 0;
    const cursor = shop.cursor ?? (await beginTurn(sql, shop.shopId, at));
    const upTo = await endOfBatch(sql, shop.shopId, cursor);
    // The first thresholds place everybody anew: nobody changed, we only know better.
    const changes = await placeContacts(sql, shop.shopId, { after: cursor, upTo }, at, { quietly: shop.isFirst });
    if (changes.length > 0) {
      const ids = changes.map(({ contactId }) => contactId);
      const contacts = await contactsByIds(sql, shop.shopId, ids);
      await runWorkflowsOnEvents(sql, shop.shopId, aboutPlaced(changes, contacts), at);
    }
    // A turn that was asked for keeps its time empty until its end, and so stays quiet to the last batch.
    await sql.query(
      `UPDATE shops SET stage_cursor = $2::uuid,
         stage_thresholds_at = CASE WHEN $2::uuid IS NULL THEN coalesce(stage_thresholds_at, $3) ELSE stage_thresholds_at END
       WHERE shop_id = $1`,
      [shop.shopId, upTo, at],
    );
    return 1;
  });
}

/** When the next shop's day begins after `at`; null when no shop is open. */
export async function nextStageTurn(at: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ due: Date | null }>(
    `SELECT min((date_trunc('day', $1::timestamptz AT TIME ZONE timezone) + interval '1 day') AT TIME ZONE timezone) AS due
     FROM shops WHERE opened_at IS NOT NULL AND uninstalled_at IS NULL`,
    [at],
  );
  return rows[0]?.due ?? null;
}

async function beginTurn(sql: PoolClient, shopId: number, at: Date): Promise<string> {
  await sql.query(
    `UPDATE shops SET stage_thresholds = $2, stage_thresholds_at = CASE WHEN stage_thresholds_at IS NULL THEN NULL ELSE $3::timestamptz END
     WHERE shop_id = $1`,
    [shopId, JSON.stringify(await learnThresholds(sql, shopId, at)), at],
  );
  return beforeAll;
}

/** The last contact of the batch that begins after `cursor`; null when the batch reaches the end. */
async function endOfBatch(sql: PoolClient, shopId: number, cursor: string): Promise<string | null> {
  const { rows } = await sql.query<{ contactId: string }>(
    `SELECT contact_id AS "contactId" FROM contacts WHERE shop_id = $1 AND contact_id > $2
     ORDER BY contact_id OFFSET ${BATCH - 1} LIMIT 1`,
    [shopId, cursor],
  );
  return rows[0]?.contactId ?? null;
}
