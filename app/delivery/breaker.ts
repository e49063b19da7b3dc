import { LRUCache } from "lru-cache";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { log } from "~/log.server";
import type { SendgridTrouble, SendOutcome } from "~/sendgrid-mail.server";
import { LEASE_SECONDS } from "./message-store";

/** So many failures in a row that are no mail's own fault, and nothing more is posted for the shop. */
export const FAILURES_IN_A_ROW = 5;

/** Each time in a row that it opens, the pause is twice as long. */
export const FIRST_PAUSE_SECONDS = 60;
export const LONGEST_PAUSE_SECONDS = 30 * 60;

/** A limit that is over sooner is waited for with the mail in hand: see post-batch.ts. */
export const SHORT_WAIT_MS = 5_000;

/** May mails leave? `probe`: one, to see whether SendGrid takes mail again; the caller has it to try. */
export type Passage = "free" | "probe" | "shut";

/** How this process's posts for each shop went lately: failures in a row. */
const failures = new LRUCache<number, number>({ max: 10_000 });

/** Whether a shop's mails may leave now. One caller alone of all workers gets `probe`; it calls `endProbe` whatever happens. */
export async function passageOf(shopId: number): Promise<Passage> {
  const { rows } = await pool.query<{ isShut: boolean | null }>({
    name: "breaker-state",
    text: `SELECT breaker_until > clock_timestamp() AS "isShut" FROM shops WHERE shop_id = $1`,
    values: [shopId],
  });
  const isShut = rows[0]?.isShut ?? null;
  if (isShut === null) return "free";
  if (isShut) return "shut";
  const { rowCount } = await pool.query(
    `UPDATE shops SET breaker_until = clock_timestamp() + make_interval(secs => $2)
      WHERE shop_id = $1 AND breaker_until <= clock_timestamp()`,
    [shopId, LEASE_SECONDS],
  );
  return rowCount === 1 ? "probe" : "shut";
}

/** A probe that found nothing to post leaves the next one its turn; after an answer it changes nothing. */
export async function endProbe(shopId: number, isAnswered: boolean): Promise<void> {
  if (isAnswered) return;
  await pool.query(
    `UPDATE shops SET breaker_until = date_trunc('milliseconds', clock_timestamp())
      WHERE shop_id = $1 AND breaker_until IS NOT NULL`,
    [shopId],
  );
}

/** Why nothing more is posted, and until when, in machine time. */
export interface Shut {
  readonly trouble: SendgridTrouble;
  readonly said: string;
  readonly until: Date;
}

/** The breaker as one batch sees it. */
export interface Breaker {
  /** Why the rest of the batch stays; null while it may go on. */
  shut(): Shut | null;
  /** SendGrid wants no more mail until then. */
  rest(said: string, until: Date): Promise<void>;
  /** Learns from what became of a post, and opens or closes. */
  heed(outcome: SendOutcome): Promise<void>;
  /** Whether SendGrid was heard, or found silent, at all. */
  isAnswered(): boolean;
}

export function breakerOf(shopId: number, passage: Exclude<Passage, "shut">): Breaker {
  const isProbe = passage === "probe";
  const most = isProbe ? 1 : FAILURES_IN_A_ROW;
  let shut: Shut | null = null;
  let isClosed = !isProbe;
  let isAnswered = false;
  const restUntil = async (said: string, until: Date) => {
    if (shut) return;
    isAnswered = true;
    shut = { trouble: "rate-limit", said, until };
    await storeRest(shopId, shut);
  };
  return {
    shut: () => shut,
    isAnswered: () => isAnswered,
    rest: restUntil,
    async heed(outcome) {
      isAnswered = true;
      if (outcome.kind === "accepted" || outcome.kind === "refused") {
        failures.delete(shopId);
        if (!isClosed && !shut) {
          isClosed = true;
          await close(shopId);
        }
        return;
      }
      const { trouble, reason: said } = outcome;
      if (trouble === "rate-limit") {
        if (outcome.retryAfter.getTime() - Date.now() > SHORT_WAIT_MS) await restUntil(said, outcome.retryAfter);
        return;
      }
      const count = (failures.get(shopId) ?? 0) + 1;
      failures.set(shopId, count);
      if (shut || count < most) return;
      failures.delete(shopId);
      // At once, so that of the posts that wait beside this one none begins while the row is written.
      shut = { trouble, said, until: new Date(Date.now() + FIRST_PAUSE_SECONDS * 1_000) };
      shut = { trouble, said, until: await trip(shopId, trouble, said, isProbe) };
    },
  };
}

/** Opens it for longer than the last time. Another worker may have done so a moment ago: once is enough. */
async function trip(shopId: number, trouble: SendgridTrouble, said: string, isProbe: boolean): Promise<Date> {
  const { rows } = await pool.query<{ until: Date }>(
    `UPDATE shops SET breaker_trips = breaker_trips + 1, breaker_reason = $2, breaker_said = $3,
        breaker_until = clock_timestamp() + make_interval(secs => least($4 * 2 ^ least(breaker_trips, 20), $5))
      WHERE shop_id = $1 AND ($6 OR breaker_until IS NULL OR breaker_until <= clock_timestamp())
      RETURNING breaker_until AS until`,
    [shopId, trouble, said, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, isProbe],
  );
  const until = rows[0]?.until ?? new Date(Date.now() + FIRST_PAUSE_SECONDS * 1_000);
  log.warn({ shopId, trouble, said, until }, "SendGrid keeps failing; nothing is posted for this shop until then");
  return until;
}

/** Nothing is wrong, but SendGrid wants no more mail until then. */
async function storeRest(shopId: number, { trouble, said, until }: Shut): Promise<void> {
  await pool.query(
    `UPDATE shops SET breaker_reason = $2, breaker_said = $3, breaker_until = clock_timestamp() + make_interval(secs => $4)
      WHERE shop_id = $1`,
    [shopId, trouble, said, (until.getTime() - Date.now()) / 1_000],
  );
}

/** All is well, as far as is known: a mail was taken, or there is another key. */
export async function close(shopId: number): Promise<void> {
  failures.delete(shopId);
  await pool.query(
    `UPDATE shops SET breaker_until = NULL, breaker_reason = NULL, breaker_said = NULL, breaker_trips = 0 WHERE shop_id = $1`,
    [shopId],
  );
}

/** The merchant's wish not to wait any longer: one mail tries at once. False when nothing was shut. */
export async function tryAgainNow(shopId: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    // Cut down to what the column keeps: rounded up, the pause would last into the next look.
    `UPDATE shops SET breaker_until = date_trunc('milliseconds', clock_timestamp())
      WHERE shop_id = $1 AND breaker_until > clock_timestamp()`,
    [shopId],
  );
  return rowCount === 1;
}

/** A span of machine time, counted on from business time: the two clocks may differ. */
export function inBusinessTime(machine: Date, at: Date = now()): Date {
  return new Date(at.getTime() + Math.max(0, machine.getTime() - Date.now()));
}
