import type { PoolClient } from "pg";
import type { Sql } from "~/db.server";
import { MOST_SILENCE_DAYS } from "./silence";
import { isMailable, isSilentBy, isUntold } from "./silence-sql";
import type { Found, SweptShop } from "./swept-shop";

/** Of more whose silence ends today the rest waits for a place. */
const MOST_A_DAY = 100_000;

/** A contact whose silence is too long, and was when we looked. */
export interface Silent {
  readonly contactId: string;
  readonly orders: number;
  readonly firstOrderAt: Date;
  readonly lastOrderAt: Date;
  /** Whether they were due on an earlier day already and take up one of the day's places: see pace.ts. */
  readonly isPaced: boolean;
}

const FIELDS = `c.contact_id AS "contactId", c.orders_count AS orders, c.first_order_at AS "firstOrderAt", c.last_order_at AS "lastOrderAt"`;

/**
 * Who became inactive since yesterday's look, then, the newest first, who was already and waits for a place: so many
 * that can be mailed as there are `places`, and whoever stands between them.
 */
export async function findInactive(sql: PoolClient, shop: SweptShop, places: number): Promise<Found<Silent>> {
  const fresh = await freshlyInactive(sql, shop);
  const waiting = places > 0 ? await longInactive(sql, shop, places) : [];
  return { found: [...fresh, ...waiting], next: null };
}

/** How many of those who wait for a place at `at` can be mailed. */
export async function countWaiting(sql: Sql, shopId: number, lapsedDays: number, at: Date): Promise<number> {
  const { rows } = await sql.query<{ waiting: number }>(
    `SELECT count(*) AS waiting FROM contacts c
     WHERE c.shop_id = $1 AND ${isUntold("c")} AND ${isSilentBy("c", "$2", "$3")} AND ${isMailable("c")}`,
    [shopId, lapsedDays, at],
  );
  return rows[0]?.waiting ?? 0;
}

async function freshlyInactive(sql: PoolClient, shop: SweptShop): Promise<Silent[]> {
  const { rows } = await sql.query<Silent>(
    `SELECT ${FIELDS}, false AS "isPaced" FROM contacts c
     WHERE c.shop_id = $1 AND ${isUntold("c")} AND ${isSilentBy("c", "$2", "$3")} AND NOT (${isSilentBy("c", "$2", "$4")})
       AND c.last_order_at > $4::timestamptz - interval '${24 * MOST_SILENCE_DAYS} hours'
     ORDER BY c.last_order_at DESC, c.contact_id LIMIT ${MOST_A_DAY}`,
    [shop.shopId, shop.lapsedDays, shop.dueAt, shop.dayBeforeAt],
  );
  return rows;
}

async function longInactive(sql: PoolClient, shop: SweptShop, places: number): Promise<Silent[]> {
  const waiting = `c.shop_id = $1 AND ${isUntold("c")} AND ${isSilentBy("c", "$2", "$3")}`;
  const { rows } = await sql.query<Silent>(
    `WITH last_place AS MATERIALIZED (
       SELECT c.last_order_at FROM contacts c WHERE ${waiting} AND ${isMailable("c")}
       ORDER BY c.last_order_at DESC, c.contact_id OFFSET $4 LIMIT 1)
     SELECT ${FIELDS}, ${isMailable("c")} AS "isPaced" FROM contacts c
     WHERE ${waiting} AND c.last_order_at >= coalesce((SELECT last_order_at FROM last_place), '-infinity')
     ORDER BY c.last_order_at DESC, c.contact_id LIMIT ${MOST_A_DAY}`,
    [shop.shopId, shop.lapsedDays, shop.dayBeforeAt, places - 1],
  );
  return upToPlaces(rows, places);
}

/** Several may have ordered in the same moment as the last who finds a place. */
function upToPlaces(waiting: Silent[], places: number): Silent[] {
  let taken = 0;
  const end = waiting.findIndex(({ isPaced }) => isPaced && ++taken === places);
  return end === -1 ? waiting : waiting.slice(0, end + 1);
}
