import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { log } from "~/log.server";
import { failureText, sendgridClient } from "~/sendgrid.server";
import { addressHash } from "./erased-address";
import { open, UnreadableSecret } from "./secret";
import { type ListedAddress, PAGE, readListPage, type SuppressionList, suppressionLists } from "./suppression-lists";

/** The kind of its row in `imports`, which a shop has one of. */
const KIND = "suppressions";

/** How far the taking over of SendGrid's lists has come. */
export interface SuppressionImport {
  readonly status: "reading" | "done";
  /** The list that is being read, in a merchant's words. */
  readonly list: string;
  readonly addresses: number;
  /** Entries that are no addresses. */
  readonly leftOut: number;
  readonly finishedAt: Date | null;
  /** What is in the way, in a merchant's words; null while all is well. */
  readonly problem: string | null;
}

/** Null when it was never asked for. */
export async function suppressionImport(shopId: number): Promise<SuppressionImport | null> {
  const { rows } = await pool.query<Omit<SuppressionImport, "list"> & { list: string }>(
    `SELECT status, operation_id AS list, done_items AS addresses, left_out AS "leftOut", finished_at AS "finishedAt",
       error AS problem FROM imports WHERE shop_id = $1 AND kind = '${KIND}'`,
    [shopId],
  );
  const [row] = rows;
  return row ? { ...row, list: listOf(row.list).title } : null;
}

/**
 * Has the worker take over SendGrid's lists as they are now, from the first page on. One that is under way goes on
 * undisturbed; one that is in trouble is tried again at once, from where it stands.
 */
export async function askForSuppressions(shopId: number): Promise<void> {
  await pool.query(
    `INSERT INTO imports AS known (shop_id, kind, status, asked_at, operation_id)
      VALUES ($1, '${KIND}', 'reading', $2, '${suppressionLists[0].name}')
      ON CONFLICT (shop_id, kind) DO UPDATE SET lease_until = NULL, error = NULL, attempts = 0,
        status = 'reading', finished_at = NULL,
        asked_at = CASE known.status WHEN 'done' THEN excluded.asked_at ELSE known.asked_at END,
        operation_id = CASE known.status WHEN 'done' THEN excluded.operation_id ELSE known.operation_id END,
        done_lines = CASE known.status WHEN 'done' THEN 0 ELSE known.done_lines END,
        done_items = CASE known.status WHEN 'done' THEN 0 ELSE known.done_items END,
        left_out = CASE known.status WHEN 'done' THEN 0 ELSE known.left_out END
      WHERE known.status = 'done' OR known.error IS NOT NULL`,
    [shopId, now()],
  );
}

/** A reading that this worker has until its lease ends. */
interface Job {
  readonly shopId: number;
  readonly sealed: string;
  readonly list: string;
  readonly offset: number;
  readonly askedAt: Date;
  readonly attempts: number;
}

/** Longer than a request may take. */
const LEASE = "interval '1 minute'";

const LONGEST_RETRY_SECONDS = 3_600;

/**
 * Takes over one page of one shop's lists; returns 1 when there was one to read, else 0. A page and how far that is are
 * kept together, so that a kill loses nothing, and a page that is read twice changes nothing.
 */
export async function importSuppressionPage(): Promise<number> {
  const job = await claim();
  if (!job) return 0;
  try {
    const list = listOf(job.list);
    const client = sendgridClient(open(job.shopId, job.sealed));
    const answer = await readListPage(client, list, job.offset, job.askedAt);
    if (answer.kind === "page") await keep(job, list, answer.addresses);
    else await postpone(job, answer.problem, answer.retryAfter);
  } catch (error) {
    if (error instanceof UnreadableSecret) {
      await postpone(job, "The stored SendGrid key can no longer be read. Enter it again.", LONGEST_RETRY_SECONDS);
      return 1;
    }
    log.warn({ shopId: job.shopId, error: failureText(error) }, "a list of suppressions could not be read");
    const retryAfter = Math.min(5 * 2 ** job.attempts, LONGEST_RETRY_SECONDS);
    await postpone(job, "SendGrid’s list could not be read just now. It is tried again.", retryAfter);
  }
  return 1;
}

const listOf = (name: string): SuppressionList =>
  suppressionLists.find((list) => list.name === name) ?? suppressionLists[0];

async function claim(): Promise<Job | null> {
  const { rows } = await pool.query<Job>({
    name: "suppression-import-claim",
    text: `UPDATE imports i SET lease_until = clock_timestamp() + ${LEASE} FROM shops s
      WHERE s.shop_id = i.shop_id AND (i.shop_id, i.kind) = (
        SELECT open.shop_id, open.kind FROM imports open JOIN shops o ON o.shop_id = open.shop_id
        WHERE open.kind = '${KIND}' AND open.status = 'reading'
          AND (open.lease_until IS NULL OR open.lease_until <= clock_timestamp())
          AND o.sendgrid_key IS NOT NULL AND o.uninstalled_at IS NULL
        ORDER BY open.lease_until NULLS FIRST LIMIT 1 FOR UPDATE OF open SKIP LOCKED)
      RETURNING i.shop_id AS "shopId", s.sendgrid_key AS sealed, i.operation_id AS list, i.done_lines AS offset,
        i.asked_at AS "askedAt", i.attempts`,
  });
  return rows[0] ?? null;
}

async function keep(job: Job, list: SuppressionList, addresses: readonly ListedAddress[]): Promise<void> {
  const { shopId, offset } = job;
  const known = addresses.flatMap(({ email, since }) => (email === null ? [] : [{ email, since }]));
  const isLastPage = addresses.length < PAGE;
  const next = isLastPage ? suppressionLists[suppressionLists.indexOf(list) + 1] : list;
  await transaction(async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE imports SET operation_id = $4, done_lines = $5, done_items = done_items + $6, left_out = left_out + $7,
          status = $8, finished_at = $9, error = NULL, attempts = 0, lease_until = NULL
        WHERE shop_id = $1 AND kind = '${KIND}' AND status = 'reading' AND operation_id = $2 AND done_lines = $3`,
      [
        shopId,
        job.list,
        offset,
        next?.name ?? list.name,
        isLastPage ? 0 : offset + addresses.length,
        known.length,
        addresses.length - known.length,
        next ? "reading" : "done",
        next ? null : now(),
      ],
    );
    // Another worker was here meanwhile: this lease had run out.
    if (rowCount !== 1) return;
    await sql.query({
      name: "suppression-import-keep",
      // Whoever was erased is known by a hash already, and not to be known by name again.
      text: `INSERT INTO suppressions AS known (shop_id, email, reason, since, source)
        SELECT $1::int, email, $3, min(since), $4 FROM jsonb_to_recordset($2) AS r(email text, since timestamptz, hash text)
        WHERE NOT EXISTS (SELECT 1 FROM erased_addresses e WHERE e.shop_id = $1 AND e.address_hash = r.hash)
        GROUP BY email ORDER BY email
        ON CONFLICT (shop_id, email, reason) DO UPDATE SET since = excluded.since WHERE known.since > excluded.since`,
      values: [
        shopId,
        JSON.stringify(known.map(({ email, since }) => ({ email, since, hash: addressHash(shopId, email) }))),
        list.reason,
        `SendGrid, ${list.title}`,
      ],
    });
  });
}

async function postpone({ shopId, list, offset }: Job, problem: string, seconds: number): Promise<void> {
  await pool.query(
    `UPDATE imports SET error = $4, attempts = attempts + 1, lease_until = clock_timestamp() + make_interval(secs => $5)
      WHERE shop_id = $1 AND kind = '${KIND}' AND status = 'reading' AND operation_id = $2 AND done_lines = $3`,
    [shopId, list, offset, problem, seconds],
  );
}
