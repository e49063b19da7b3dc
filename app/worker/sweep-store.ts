import { keptThresholds } from "~/contacts/kept-thresholds";
import type { SweptShop } from "~/contacts/sweeps/swept-shop";
import { pool, type Sql } from "~/db.server";
import { readings } from "./refresh-segments";

/** The hour of the shop's day from which on its contacts are looked over: after its stages, and before nine in the morning even far east of it. */
const HOUR = 1;

/** What each look is for, and how many days that were missed it makes good: a silence of yesterday is still one today. */
const looks = [
  { kind: "inactive", event: "contact.inactive", missedDays: 0 },
  { kind: "dates", event: "date.reached", missedDays: 1 },
  { kind: "replenishment", event: "replenishment.due", missedDays: 2 },
] as const;

export type SweepKind = (typeof looks)[number]["kind"];

/** A look over a shop's contacts that this worker has in hand. */
export interface Sweep extends SweptShop {
  readonly kind: SweepKind;
  /** The contact up to whom it has come; null at the beginning. */
  readonly cursor: string | null;
}

/** Machine time that a reading and a batch may take. */
const LEASE = "clock_timestamp() + interval '2 minutes'";

const isOpen = "s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL";

/** Whether a workflow that is switched on begins with an event, or waits for it. */
const isHeard = (
  event: string,
) => `EXISTS (SELECT FROM workflows w JOIN workflow_versions v USING (shop_id, workflow_id, version)
  WHERE w.shop_id = s.shop_id AND w.is_on
    AND jsonb_path_exists(v.definition, '$.**.event ? (@ == $name)', jsonb_build_object('name', ${event})))`;

const lookTable = "unnest($2::text[], $3::text[], $4::int[]) AS k(kind, event, missed_days)";
const lookValues = [
  looks.map(({ kind }) => kind),
  looks.map(({ event }) => event),
  looks.map((look) => look.missedDays),
];

/**
 * Looks that are due at $1 and that a workflow listens to. A shop is left alone while its history is read, and until its
 * stages were worked out: half a history makes people inactive who are not.
 */
const dueLooks = `
  SELECT s.shop_id, k.kind, s.timezone, s.stage_thresholds, w.day AS last_day,
    greatest(t.today - k.missed_days, CASE WHEN w.day IS NULL THEN t.today WHEN w.finished_at IS NULL THEN w.day ELSE w.day + 1 END) AS day
  FROM shops s CROSS JOIN ${lookTable}
  CROSS JOIN LATERAL (SELECT (($1::timestamptz AT TIME ZONE s.timezone) - interval '${HOUR} hours')::date AS today) t
  LEFT JOIN sweeps w ON w.shop_id = s.shop_id AND w.kind = k.kind
  WHERE ${isOpen} AND s.stage_thresholds_at IS NOT NULL
    AND (w.day IS NULL OR w.day < t.today OR (w.day = t.today AND w.finished_at IS NULL))
    AND (w.lease_until IS NULL OR w.lease_until <= clock_timestamp())
    AND NOT EXISTS (SELECT FROM (${readings}) r WHERE r.shop_id = s.shop_id AND r.is_under_way)
    AND ${isHeard("k.event")}`;

/** The looks that are due at `at`, those of the earliest day first: at the most a hundred. */
export async function dueSweeps(at: Date): Promise<Pick<Sweep, "shopId" | "kind">[]> {
  const { rows } = await pool.query<Pick<Sweep, "shopId" | "kind">>({
    name: "sweeps-due",
    text: `SELECT shop_id AS "shopId", kind FROM (${dueLooks}) due ORDER BY last_day NULLS FIRST, shop_id LIMIT 100`,
    values: [at, ...lookValues],
  });
  return rows;
}

/** Takes one of them in hand; null when it is no longer due, or another worker has it. */
export async function claimSweep({ shopId, kind }: Pick<Sweep, "shopId" | "kind">, at: Date): Promise<Sweep | null> {
  const { rows } = await pool.query<Omit<Sweep, "lapsedDays"> & { stageThresholds: unknown }>({
    name: "sweep-claim",
    text: `WITH due AS (${dueLooks} AND s.shop_id = $5 AND k.kind = $6),
      claimed AS (
        INSERT INTO sweeps AS known (shop_id, kind, day, lease_until) SELECT shop_id, kind, day, ${LEASE} FROM due
        ON CONFLICT (shop_id, kind) DO UPDATE SET day = excluded.day, lease_until = excluded.lease_until, finished_at = NULL,
          cursor = CASE WHEN known.day = excluded.day THEN known.cursor END
        WHERE (known.lease_until IS NULL OR known.lease_until <= clock_timestamp())
          AND (known.finished_at IS NULL OR known.day < excluded.day)
        RETURNING shop_id, kind, day, cursor)
      SELECT shop_id AS "shopId", kind, timezone, c.day::text, cursor, stage_thresholds AS "stageThresholds",
        (c.day + interval '${HOUR} hours') AT TIME ZONE timezone AS "dueAt",
        (c.day - 1 + interval '${HOUR} hours') AT TIME ZONE timezone AS "dayBeforeAt"
      FROM claimed c JOIN due USING (shop_id, kind)`,
    values: [at, ...lookValues, shopId, kind],
  });
  const [row] = rows;
  if (!row) return null;
  const { stageThresholds, ...sweep } = row;
  return { ...sweep, lapsedDays: keptThresholds({ stageThresholds }).lapsedDays };
}

/** Keeps how far a look has come, with what the transaction says of those contacts. Throws when another worker has taken over. */
export async function keepCursor(sql: Sql, sweep: Sweep, from: string | null, to: string | null): Promise<void> {
  const { rowCount } = await sql.query(
    `UPDATE sweeps SET cursor = $5, lease_until = ${LEASE}
     WHERE shop_id = $1 AND kind = $2 AND day = $3 AND cursor IS NOT DISTINCT FROM $4::uuid AND finished_at IS NULL`,
    [sweep.shopId, sweep.kind, sweep.day, from, to],
  );
  if (rowCount !== 1) throw new Error(`another worker looks over shop ${sweep.shopId} (${sweep.kind})`);
}

/** The day's look is done. */
export async function finishSweep({ shopId, kind, day }: Sweep, at: Date): Promise<void> {
  await pool.query(
    `UPDATE sweeps SET finished_at = $4, cursor = NULL, lease_until = NULL WHERE shop_id = $1 AND kind = $2 AND day = $3`,
    [shopId, kind, day, at],
  );
}

/** Gives a look back: it is gone on with after a second. */
export async function putOffSweep({ shopId, kind }: Sweep): Promise<void> {
  await pool.query(
    "UPDATE sweeps SET lease_until = clock_timestamp() + interval '1 second' WHERE shop_id = $1 AND kind = $2",
    [shopId, kind],
  );
}

/** When the next shop's look is due after `at`; null when no workflow listens to any. */
export async function nextSweepTurn(at: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ due: Date | null }>(
    `SELECT min((date_trunc('day', ($1::timestamptz AT TIME ZONE s.timezone) - interval '${HOUR} hours')
       + interval '1 day ${HOUR} hours') AT TIME ZONE s.timezone) AS due
     FROM shops s CROSS JOIN ${lookTable} WHERE ${isOpen} AND ${isHeard("k.event")}`,
    [at, ...lookValues],
  );
  return rows[0]?.due ?? null;
}
