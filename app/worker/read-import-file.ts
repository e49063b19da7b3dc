import { setTimeout as sleep } from "node:timers/promises";
import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { log } from "~/log.server";
import { type ImportSteps, withSteps } from "./import-steps";
import { advance, type ImportJob, OvertakenError } from "./import-store";
import { inShop, ShopBusyError } from "./in-shop";
import { isDatabaseDown } from "./is-database-down";

/** Large enough that a batch's fixed statements cost little a thing, small enough that it holds the shop for a moment. */
const BATCH_ITEMS = 500;
const BATCH_LINES = 2_000;
/** Then other shops have their turn; the next one goes on by a range request. */
const TURN_MS = 10_000;
/** How long a batch lets webhooks go first, for they are of now. */
const GIVE_WAY_MS = 300;

/**
 * Takes some seconds of an import's file in, batch by batch, each in one transaction with the place where to
 * go on. Returns true once nothing is left of it. Throws OvertakenError, and whatever keeps it from reading.
 */
export function readFile(job: ImportJob): Promise<boolean> {
  return withSteps(job.kind, (steps) => readWith(steps, job));
}

type PlaceOf<TSteps> = TSteps extends ImportSteps<infer TFamily> ? TFamily : never;

async function readWith<TFamily extends PlaceOf<ImportSteps>>(
  steps: ImportSteps<TFamily>,
  job: ImportJob,
): Promise<boolean> {
  if (job.url === null) throw new Error("An import is to be read and has no file.");
  const deadline = Date.now() + TURN_MS;
  let fromByte = job.doneBytes;
  let batch: TFamily[] = [];
  let lines = 0;
  for await (const family of steps.read(job.url, fromByte)) {
    batch.push(family);
    lines += family.lines;
    if (batch.length < BATCH_ITEMS && lines < BATCH_LINES) continue;
    fromByte = await keep(steps, job, fromByte, batch);
    batch = [];
    lines = 0;
    if (Date.now() > deadline) {
      await pool.query(
        "UPDATE imports SET lease_until = date_trunc('milliseconds', clock_timestamp()) WHERE shop_id = $1 AND kind = $2",
        [job.shopId, job.kind],
      );
      return false;
    }
  }
  await keep(steps, job, fromByte, batch);
  return true;
}

/**
 * Keeps a batch; returns where it ends. Of a batch that the database refuses, the halves are tried, down to
 * the one thing at fault: that is left out and counted, so that one odd name does not keep a store out.
 */
async function keep<TFamily extends PlaceOf<ImportSteps>>(
  steps: ImportSteps<TFamily>,
  job: ImportJob,
  fromByte: number,
  batch: readonly TFamily[],
): Promise<number> {
  const last = batch.at(-1);
  if (!last) return fromByte;
  const done = {
    endByte: last.endByte,
    lines: batch.reduce((sum, { lines }) => sum + lines, 0),
    items: batch.length,
    leftOut: 0,
  };
  try {
    await giveWay(job.shopId);
    await inShop(job.shopId, async (sql) => {
      await steps.keep(sql, job, batch, now());
      await advance(sql, job, fromByte, done);
    });
    return last.endByte;
  } catch (error) {
    if (!isFaultOfData(error)) throw error;
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      const middle = await keep(steps, job, fromByte, batch.slice(0, half));
      return keep(steps, job, middle, batch.slice(half));
    }
    log.error({ shopId: job.shopId, kind: job.kind, fromByte, error: String(error) }, "left out of an import");
    await transaction((sql) => advance(sql, job, fromByte, { ...done, leftOut: 1 }));
    return last.endByte;
  }
}

function isFaultOfData(error: unknown): boolean {
  return !(error instanceof OvertakenError) && !(error instanceof ShopBusyError) && !isDatabaseDown(error);
}

async function giveWay(shopId: number): Promise<void> {
  for (const deadline = Date.now() + GIVE_WAY_MS; Date.now() < deadline; await sleep(25)) {
    const { rowCount } = await pool.query({
      name: "import-give-way",
      text: "SELECT 1 FROM inbox WHERE shop_id = $1 AND status = 'waiting' AND topic <> 'bulk_operations/finish' LIMIT 1",
      values: [shopId],
    });
    if (rowCount === 0) return;
  }
}
