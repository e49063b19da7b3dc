import { z } from "zod";
import type { Bench } from "./bench";
import { query } from "./database";
import { recommendationStore } from "./recommendation-store";
import { type Figure, figure } from "./report";
import { appEnvironment } from "./server-process";
import { startSideProcess } from "./side-process";

const answer = z.object({
  wholeMs: z.number(),
  renewMs: z.number(),
  restMb: z.number(),
  peakMb: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  bareP99Ms: z.number(),
  eachOfBatchMs: z.number(),
  lists: z.number(),
  listsMb: z.number(),
});

/** Aims: a whole turn within ten minutes, in memory that a small server has; a mail's products within 20 ms. */
const WHOLE_S = 600;
const PEAK_MB = 700;
const P99_MS = 20;

/** Building the models of one large shop, and asking them for a mail's products. */
export async function benchRecommendations({ database, isSmoke, say }: Bench): Promise<Figure[]> {
  const [products, lines, views] = isSmoke ? [2_000, 60_000, 20_000] : [100_000, 10_000_000, 500_000];
  const url = await database.fresh("bench_recommendations");
  for (const { what, statements } of recommendationStore(products, lines, views)) {
    const start = performance.now();
    await query(url, `SET synchronous_commit = off; ${statements}`);
    say(`recommendations: ${what}, ${Math.round((performance.now() - start) / 1_000)} s`);
  }
  for (const table of ["orders", "order_lines", "products", "variants", "events"])
    await query(url, `VACUUM ANALYZE ${table}`);
  await database.settle();
  const work = startSideProcess("recommendation-work", appEnvironment(url));
  try {
    const measured = await work.ask({ products, mails: isSmoke ? 100 : 1_000 }, answer);
    const { wholeMs, renewMs, restMb, peakMb, p50Ms, p99Ms, bareP99Ms, eachOfBatchMs, lists, listsMb } = measured;
    say(
      `  ${lists.toLocaleString("en")} lists, ${figure(listsMb)} MB; before building the process held ${figure(restMb)} MB; a mail alone ${figure(p50Ms)} ms in the middle, in a batch of 200 ${figure(eachOfBatchMs)} ms`,
    );
    const row = (what: string, ours: number, most: number | null): Figure => ({
      what: `recommendations: ${what}`,
      ours: figure(ours),
      limit: "–",
      ratio: "–",
      aim: most === null ? "" : `≤ ${most}`,
      isMet: most === null ? null : ours <= most,
    });
    return [
      row("all models built, s", wholeMs / 1_000, WHOLE_S),
      row("renewed after an hour of orders, s", renewMs / 1_000, null),
      row("peak memory of the process, MB", peakMb, PEAK_MB),
      {
        ...row("a mail's products, p99 ms; fifty rows by key in turns", p99Ms, P99_MS),
        limit: figure(bareP99Ms),
        ratio: figure(p99Ms / bareP99Ms),
      },
    ];
  } finally {
    work.stop();
  }
}
