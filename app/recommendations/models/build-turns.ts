import { pool, type Sql } from "~/db.server";

/** A shop whose models this process builds until its lease ends. */
export interface BuildTurn {
  readonly shopId: number;
  readonly timezone: string;
  /** When all was built last; null: never. */
  readonly wholeAt: Date | null;
  /** Up to when the models know what happened. */
  readonly renewedAt: Date | null;
}

/** Longer than the models of the largest store take. */
const LEASE = "interval '30 minutes'";
const EVERY = "interval '1 hour'";

/** Lets a shop's models be built at once; all of them when `isWhole`. */
export async function askForModels(sql: Sql, shopId: number, isWhole: boolean): Promise<void> {
  await sql.query(
    `INSERT INTO recommendation_builds AS known (shop_id, next_at) VALUES ($1, date_trunc('milliseconds', clock_timestamp()))
     ON CONFLICT (shop_id) DO UPDATE SET next_at = date_trunc('milliseconds', clock_timestamp()), whole_at = CASE WHEN NOT $2 THEN known.whole_at END`,
    [shopId, isWhole],
  );
}

/** The next shop whose models are due, the one that waits longest first; null when there is none. */
export async function claimBuild(): Promise<BuildTurn | null> {
  const { rows } = await pool.query<BuildTurn>({
    name: "recommendation-build-claim",
    text: `WITH due AS (
        SELECT s.shop_id, s.timezone FROM shops s LEFT JOIN recommendation_builds b USING (shop_id)
        WHERE s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL AND s.joined_to IS NULL
          AND (CASE WHEN b.shop_id IS NULL THEN s.catalogue_at IS NOT NULL ELSE b.next_at <= clock_timestamp() END)
        ORDER BY b.next_at NULLS FIRST LIMIT 1),
      claimed AS (
        INSERT INTO recommendation_builds AS known (shop_id, next_at) SELECT shop_id, clock_timestamp() + ${LEASE} FROM due
        ON CONFLICT (shop_id) DO UPDATE SET next_at = excluded.next_at WHERE known.next_at <= clock_timestamp()
        RETURNING shop_id, whole_at, renewed_at)
      SELECT shop_id AS "shopId", timezone, whole_at AS "wholeAt", renewed_at AS "renewedAt" FROM claimed JOIN due USING (shop_id)`,
  });
  return rows[0] ?? null;
}

/**
 * Notes what was built at `at`. Whoever asked meanwhile is not forgotten: their asking moved the time.
 */
export async function finishBuild({ shopId }: BuildTurn, at: Date, isWhole: boolean): Promise<void> {
  await pool.query(
    `UPDATE recommendation_builds SET renewed_at = $2, whole_at = CASE WHEN $3 AND next_at > clock_timestamp() THEN $2 ELSE whole_at END,
       next_at = CASE WHEN next_at > clock_timestamp() THEN clock_timestamp() + ${EVERY} ELSE next_at END
     WHERE shop_id = $1`,
    [shopId, at, isWhole],
  );
}

/** When a shop's models were built last. */
export async function lastBuild(shopId: number): Promise<Date | null> {
  const { rows } = await pool.query<{ renewedAt: Date | null }>(
    `SELECT renewed_at AS "renewedAt" FROM recommendation_builds WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0]?.renewedAt ?? null;
}
