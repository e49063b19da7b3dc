import type { PoolClient } from "pg";
import type { ImportKind } from "~/ask-for-import";
import { pool, type Sql } from "~/db.server";

/** A reading of a store that this worker has until its lease ends. Times of asking are business time. */
export interface ImportJob {
  readonly shopId: number;
  readonly domain: string;
  readonly currency: string;
  readonly kind: ImportKind;
  /** waiting: to be asked for; asked: Shopify writes the file; reading: the file is taken in. */
  readonly status: "waiting" | "asked" | "reading";
  readonly operationId: string | null;
  readonly url: string | null;
  readonly askedAt: Date;
  readonly doneBytes: number;
  readonly attempts: number;
}

/** How far a batch of a file reaches. */
export interface Progress {
  readonly endByte: number;
  readonly lines: number;
  readonly items: number;
  readonly leftOut: number;
}

/** Another worker moved this import meanwhile: its lease had run out. Nothing is lost by giving it up here. */
export class OvertakenError extends Error {
  override readonly name = "OvertakenError";
}

/** Longer than a turn takes with its last batch. */
const LEASE = "interval '2 minutes'";

/**
 * The next import that has something to do, of whichever shop waits longest; null when there is none. What
 * one kind brings the next one names, so that files are read in order; one that is in trouble holds up none.
 */
export async function claimImport(): Promise<ImportJob | null> {
  const { rows } = await pool.query<ImportJob>({
    name: "import-claim",
    text: `UPDATE imports i SET lease_until = clock_timestamp() + ${LEASE} FROM shops s
      WHERE s.shop_id = i.shop_id AND (i.shop_id, i.kind) = (
        SELECT open.shop_id, open.kind FROM imports open JOIN shops o ON o.shop_id = open.shop_id
        WHERE ${rank("open")} IS NOT NULL AND open.status <> 'done' AND (open.lease_until IS NULL OR open.lease_until <= clock_timestamp())
          AND o.opened_at IS NOT NULL AND o.uninstalled_at IS NULL
          AND NOT (open.status = 'reading' AND EXISTS (
            SELECT 1 FROM imports earlier WHERE earlier.shop_id = open.shop_id AND earlier.status <> 'done'
              AND earlier.error IS NULL AND ${rank("earlier")} < ${rank("open")}))
        ORDER BY open.lease_until NULLS FIRST, ${rank("open")} LIMIT 1 FOR UPDATE OF open SKIP LOCKED)
      RETURNING i.shop_id AS "shopId", s.domain, s.currency, i.kind, i.status, i.operation_id AS "operationId", i.url,
        i.asked_at AS "askedAt", i.done_bytes AS "doneBytes", i.attempts`,
  });
  return rows[0] ?? null;
}

const rank = (table: string) => `array_position(ARRAY['products', 'customers', 'orders'], ${table}.kind)`;

/** Shopify has begun to write the file; `at` is business time. */
export async function markAsked(job: ImportJob, operationId: string, at: Date): Promise<void> {
  await change(
    job,
    `status = 'asked', operation_id = $3, asked_at = $4, url = NULL, total_lines = NULL, total_items = NULL,
      done_lines = 0, done_items = 0, done_bytes = 0, left_out = 0, lease_until = date_trunc('milliseconds', clock_timestamp())`,
    [operationId, at],
  );
}

/** The file is there. */
export async function markReadable(job: ImportJob, url: string, lines: number, items: number): Promise<void> {
  await change(
    job,
    `status = 'reading', url = $3, total_lines = $4, total_items = $5, lease_until = date_trunc('milliseconds', clock_timestamp())`,
    [url, lines, items],
  );
}

/** All of it is read and what follows from it is done; `at` is business time. */
export async function markDone(job: ImportJob, at: Date): Promise<void> {
  await change(
    job,
    `status = 'done', finished_at = $3, operation_id = NULL, url = NULL, error = NULL, attempts = 0, lease_until = NULL`,
    [at],
  );
}

/** Nothing is wrong, but there is nothing to do before `ms` have gone by. `objects`: how far Shopify is. */
export async function waitFor(job: ImportJob, ms: number, objects: number | null): Promise<void> {
  await change(
    job,
    `lease_until = clock_timestamp() + $3 * interval '1 millisecond', error = NULL,
      total_lines = coalesce($4::int, total_lines)`,
    [ms, objects],
  );
}

/** Keeps the lease for work that takes longer than a turn. */
export async function keepFor(job: ImportJob, ms: number): Promise<void> {
  await change(job, `lease_until = clock_timestamp() + $3 * interval '1 millisecond'`, [ms]);
}

/** Something is in the way: it is told to the merchant in `reason`, and tried again after `ms` from `status`. */
export async function markTroubled(
  job: ImportJob,
  status: ImportJob["status"],
  reason: string,
  ms: number,
): Promise<void> {
  await change(
    job,
    `status = $3, error = $4, attempts = attempts + 1, lease_until = clock_timestamp() + $5 * interval '1 millisecond'`,
    [status, reason, ms],
  );
}

/**
 * Notes a batch in the transaction that keeps it: what is in the database and where to go on are one truth.
 * Throws OvertakenError when another worker was here meanwhile.
 */
export async function advance(sql: PoolClient, job: ImportJob, fromByte: number, done: Progress): Promise<void> {
  const { rowCount } = await sql.query({
    name: "import-advance",
    text: `UPDATE imports SET done_bytes = $5, done_lines = done_lines + $6, done_items = done_items + $7,
        left_out = left_out + $8, error = NULL, attempts = 0, lease_until = clock_timestamp() + ${LEASE}
      WHERE shop_id = $1 AND kind = $2 AND status = 'reading' AND operation_id = $3 AND done_bytes = $4`,
    values: [job.shopId, job.kind, job.operationId, fromByte, done.endByte, done.lines, done.items, done.leftOut],
  });
  if (rowCount !== 1) throw new OvertakenError(`The import of ${job.kind} of shop ${job.shopId} was moved by another.`);
}

/** Lets a catalogue that was asked for before `before` be asked for anew. Returns how many shops that is. */
export async function renewCatalogues(before: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE imports i SET status = 'waiting', lease_until = NULL FROM shops s
     WHERE i.kind = 'products' AND i.status = 'done' AND i.asked_at < $1 AND s.shop_id = i.shop_id
       AND s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL`,
    [before],
  );
  return rowCount ?? 0;
}

/** Has a shop's catalogue read anew, and at once; false when it is being read anyway. */
export async function renewCatalogue(sql: Sql, shopId: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    "UPDATE imports SET status = 'waiting', lease_until = NULL WHERE shop_id = $1 AND kind = 'products' AND status = 'done'",
    [shopId],
  );
  return rowCount === 1;
}

/** Looks at once where Shopify says that an operation has ended. */
export async function nudgeImports(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query("UPDATE imports SET lease_until = NULL WHERE shop_id = $1 AND status = 'asked' AND error IS NULL", [
    shopId,
  ]);
}

/** Only while the import is where this worker found it: a lease that ran out may have made it another's. */
async function change(job: ImportJob, assignments: string, values: readonly unknown[]): Promise<void> {
  await pool.query(
    `UPDATE imports SET ${assignments} WHERE shop_id = $1 AND kind = $2
       AND status = '${job.status}' AND operation_id IS NOT DISTINCT FROM $${values.length + 3}`,
    [job.shopId, job.kind, ...values, job.operationId],
  );
}
