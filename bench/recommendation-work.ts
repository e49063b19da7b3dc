import { z } from "zod";
import { pool, type Sql } from "~/db.server";
import { buildModels, renewModels } from "~/recommendations/models/build-models";
import { recommend } from "~/recommendations/recommend";
import { answerQuestions } from "./side-process";

const asked = z.object({ products: z.number(), mails: z.number() });

const shopId = 1;
const everyDays = new Map<string, number>();
/** Mails of a batch, as delivery claims them. */
const BATCH = 200;
const WARM = 20;

answerQuestions(async (question) => {
  const { products, mails } = asked.parse(question);
  const at = new Date();
  const restMb = megabytes();
  const wholeMs = await timed(() => buildModels(pool, { shopId, at, everyDays }));
  const peakMb = megabytes();
  const renewMs = await timed(() => renewModels(pool, { shopId, at, everyDays }, new Date(at.getTime() - 60 * 60_000)));
  // One connection, as a batch of mails has: its statements are prepared after the first ones.
  const sql = await pool.connect();
  for (let mail = 0; mail < WARM; mail++) await ask(sql, mail, 1, products);
  const single: number[] = [];
  // In turns with the least that a question takes: on a busy machine that has its bad moments too.
  const bare: number[] = [];
  for (let mail = 0; mail < mails; mail++) {
    single.push(await timed(() => ask(sql, WARM + mail, 1, products)));
    bare.push(await timed(() => byKey(sql, WARM + mail, products)));
  }
  const batch: number[] = [];
  for (let round = 0; round < 20; round++) batch.push((await timed(() => ask(sql, round, BATCH, products))) / BATCH);
  sql.release();
  const lists = await pool.query<{ count: number; bytes: number }>(
    `SELECT count(*) AS count, pg_total_relation_size('recommendation_lists') AS bytes FROM recommendation_lists`,
  );
  return {
    ...{ wholeMs, renewMs, restMb, peakMb },
    p50Ms: percentile(single, 0.5),
    p99Ms: percentile(single, 0.99),
    bareP99Ms: percentile(bare, 0.99),
    eachOfBatchMs: percentile(batch, 0.5),
    lists: lists.rows[0]?.count ?? 0,
    listsMb: (lists.rows[0]?.bytes ?? 0) / 1e6,
  };
});

/** What checkouts of two products show whose shoppers browsed and bought. */
async function ask(sql: Sql, round: number, count: number, products: number): Promise<void> {
  const requests = Array.from({ length: count }, (_, index) => {
    const number = (round * 7_919 + index * 104_729) % products;
    return {
      key: String(index),
      contactId: `00000000-0000-7000-8000-${(number % 50_000).toString(16).padStart(12, "0")}`,
      aboutProductIds: index % 2 === 0 ? [String(1 + number), String(1 + ((number + 3) % products))] : [],
      count: 4,
      picks: index % 2 === 0 ? ("going-together" as const) : ("for-this-contact" as const),
    };
  });
  const answer = await recommend(sql, shopId, requests);
  for (const [key, found] of answer)
    if (found.length !== 4) throw new Error(`mail ${key} got ${found.length} products`);
}

/** Fifty products by key, in one query. */
async function byKey(sql: Sql, round: number, products: number): Promise<void> {
  const ids = Array.from({ length: 50 }, (_, index) => String(1 + ((round * 7_919 + index * 104_729) % products)));
  await sql.query({
    name: "bench-by-key",
    text: "SELECT * FROM products WHERE shop_id = $1 AND product_id = ANY($2::text[])",
    values: [shopId, ids],
  });
}

/** The most that the process ever held, in MB. */
const megabytes = () => process.resourceUsage().maxRSS / 1_024;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
