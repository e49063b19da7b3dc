import type { PoolClient } from "pg";
import { pool, type Sql } from "~/db.server";
import { shopsIn } from "~/shops-in";

/** Something of which Shopify is to be asked whether it can be bought, or what it holds. */
export interface StockCheck {
  /** Shopify's global id of a variant, an inventory item or a collection. */
  readonly resource: string;
  readonly asks: number;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** Longer than a request with all its retries takes. */
const LEASE = "interval '5 minutes'";
const FIRST_RETRY_S = 5;
/** By then the hourly reading of the catalogue has come. */
const MOST_ATTEMPTS = 8;

/** Asks for the stock of these to be read. However often that is asked for, it is read once. */
export async function askForStock(sql: PoolClient, shopId: number, resources: readonly string[]): Promise<void> {
  if (resources.length === 0) return;
  await sql.query({
    name: "stock-checks-ask",
    text: `INSERT INTO stock_checks AS known (shop_id, resource, next_try_at)
      SELECT $1, resource, date_trunc('milliseconds', clock_timestamp()) FROM unnest($2::text[]) AS resource
      ON CONFLICT (shop_id, resource) DO UPDATE SET asks = known.asks + 1`,
    values: [shopId, [...new Set(resources)].sort()],
  });
}

/**
 * A merchant changes a collection again and again: all of that is one reading, and no shop is read oftener for it. What
 * joins a collection by its rules Shopify does not tell; the hourly reading finds it.
 */
const COLLECTIONS_EVERY = "interval '5 minutes'";
const COLLECTION = "gid://shopify/Collection/";

/** Asks for what these collections hold to be read, soon. */
export async function askForCollections(
  sql: PoolClient,
  shopId: number,
  collectionIds: readonly string[],
): Promise<void> {
  if (collectionIds.length === 0) return;
  await sql.query({
    name: "collection-checks-ask",
    text: `INSERT INTO stock_checks AS known (shop_id, resource, next_try_at)
      SELECT $1, resource, clock_timestamp() + ${COLLECTIONS_EVERY} FROM unnest($2::text[]) AS resource
      ON CONFLICT (shop_id, resource) DO UPDATE SET asks = known.asks + 1`,
    values: [shopId, [...new Set(collectionIds)].sort().map((id) => `${COLLECTION}${id}`)],
  });
}

export const isOfCollection = ({ resource }: StockCheck): boolean => resource.startsWith(COLLECTION);

/** The shops whose stock is to be read now; a skip scan. */
export async function shopsWithStockChecks(): Promise<{ shopId: number; domain: string }[]> {
  const { rows } = await pool.query<{ shopId: number; domain: string }>({
    name: "stock-checks-shops",
    text: `WITH RECURSIVE ${shopsIn("asked", "stock_checks")}
      SELECT s.shop_id AS "shopId", s.domain FROM asked a JOIN shops s USING (shop_id)
      WHERE s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL AND s.joined_to IS NULL
        AND EXISTS (SELECT 1 FROM stock_checks c WHERE c.shop_id = s.shop_id AND c.next_try_at <= clock_timestamp())
      LIMIT 1000`,
  });
  return rows;
}

/** Whether more than `most` wait in a shop. */
export async function hasMoreStockChecksThan(shopId: number, most: number): Promise<boolean> {
  const { rowCount } = await pool.query("SELECT 1 FROM stock_checks WHERE shop_id = $1 OFFSET $2 LIMIT 1", [
    shopId,
    most,
  ]);
  return rowCount === 1;
}

/** Forgets what was asked for: all of the shop's stock is read in another way. */
export async function dropStockChecks(sql: Sql, shopId: number): Promise<void> {
  await sql.query("DELETE FROM stock_checks WHERE shop_id = $1", [shopId]);
}

/** Up to `limit` of what is due in a shop; until its lease ends nobody else has it. */
export async function claimStockChecks(shopId: number, limit: number): Promise<StockCheck[]> {
  const { rows } = await pool.query<StockCheck>({
    name: "stock-checks-claim",
    text: `UPDATE stock_checks c SET next_try_at = clock_timestamp() + ${LEASE}
      FROM (SELECT resource FROM stock_checks WHERE shop_id = $1 AND next_try_at <= clock_timestamp()
        ORDER BY resource LIMIT $2 FOR UPDATE SKIP LOCKED) due
      WHERE c.shop_id = $1 AND c.resource = due.resource RETURNING c.resource, c.asks, c.attempts`,
    values: [shopId, limit],
  });
  return rows;
}

/** These were read, and are done with; what was asked for again meanwhile is due once more. */
export async function finishStockChecks(sql: Sql, shopId: number, checks: readonly StockCheck[]): Promise<void> {
  await sql.query({
    name: "stock-checks-finish",
    text: `WITH read AS (SELECT * FROM unnest($2::text[], $3::int[]) AS r(resource, asks)),
      done AS (
        DELETE FROM stock_checks c USING read
        WHERE c.shop_id = $1 AND c.resource = read.resource AND c.asks = read.asks)
      UPDATE stock_checks c SET next_try_at = date_trunc('milliseconds', clock_timestamp()), attempts = 0 FROM read
      WHERE c.shop_id = $1 AND c.resource = read.resource AND c.asks <> read.asks`,
    values: [shopId, checks.map(({ resource }) => resource), checks.map(({ asks }) => asks)],
  });
}

/** Tries these again later, twice as late each time; in the end the hourly reading has to do. */
export async function postponeStockChecks(shopId: number, checks: readonly StockCheck[]): Promise<void> {
  const again = checks.filter(({ attempts }) => attempts + 1 < MOST_ATTEMPTS);
  await pool.query({
    name: "stock-checks-postpone",
    text: `UPDATE stock_checks SET attempts = attempts + 1,
        next_try_at = clock_timestamp() + ${FIRST_RETRY_S} * interval '1 second' * 2 ^ attempts
      WHERE shop_id = $1 AND resource = ANY($2::text[])`,
    values: [shopId, again.map(({ resource }) => resource)],
  });
  await finishStockChecks(
    pool,
    shopId,
    checks.filter((check) => !again.includes(check)),
  );
}
