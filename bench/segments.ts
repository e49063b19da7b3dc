import { z } from "zod";
import type { Bench } from "./bench";
import { query } from "./database";
import { type Figure, figure } from "./report";
import { segmentStore } from "./segment-store";
import { appEnvironment } from "./server-process";
import { startSideProcess } from "./side-process";

const answer = z.array(
  z.object({
    what: z.string(),
    members: z.number(),
    oursMs: z.number(),
    handMs: z.number(),
    /** With ten of them to show. */
    previewMs: z.number(),
    /** The same rule, asked of 250 people only. */
    batchMs: z.number(),
  }),
);

const AIM = 1.5;

/**
 * The live count of a rule that is being written, in one large shop, beside a count of the same question written
 * by hand; they take turns on one connection with the same settings. Throws when the two find other numbers.
 */
export async function benchSegments({ database, isSmoke, rounds, say }: Bench): Promise<Figure[]> {
  const [contacts, events] = isSmoke ? [10_000, 200_000] : [1_000_000, 20_000_000];
  const url = await database.fresh("bench_segments");
  for (const { what, statements } of segmentStore(contacts, events)) {
    const start = performance.now();
    await query(url, `SET synchronous_commit = off; ${statements}`);
    say(`segments: ${what}, ${Math.round((performance.now() - start) / 1_000)} s`);
  }
  for (const table of ["contacts", "events", "orders", "order_lines", "products"]) {
    await query(url, `VACUUM ANALYZE ${table}`);
  }
  await database.settle();
  const counts = startSideProcess("segment-counts", appEnvironment(url));
  try {
    const measured = await counts.ask({ rounds }, answer);
    return measured.map(({ what, members, oursMs, handMs, previewMs, batchMs }) => {
      say(
        `  ${what}: ${members.toLocaleString("en")} contacts, with their sample ${figure(previewMs)} ms; of 250 people ${figure(batchMs)} ms`,
      );
      const ratio = oursMs / handMs;
      return {
        what: `segments: ${what}, ms`,
        ours: figure(oursMs),
        limit: figure(handMs),
        ratio: figure(ratio),
        aim: `≤ ${AIM} × limit`,
        isMet: ratio <= AIM,
      };
    });
  } finally {
    counts.stop();
  }
}
