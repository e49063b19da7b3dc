import { z } from "zod";
import { transaction } from "~/db.server";
import { claimDueRuns } from "~/workflows/run-store";
import { wakeDueRuns } from "~/workflows/run-workflows";
import { answerQuestions } from "./side-process";

const asked = z.object({ at: z.coerce.date() });

const SHOP = 1;
/** As app/worker/work-shops.ts wakes them. */
const BATCH = 500;

const undone = new Error("undone on purpose");

answerQuestions(async (question) => {
  const { at } = asked.parse(question);
  const claimMs = await claimAll(at);
  const start = performance.now();
  let runs = 0;
  for (let woken = BATCH; woken > 0; runs += woken)
    woken = await transaction((sql) => wakeDueRuns(sql, SHOP, at, BATCH));
  return { runs, claimMs, walkMs: performance.now() - start };
});

/** How long claiming takes, batch by batch; what stands between two batches, and the whole of it, is undone. */
async function claimAll(at: Date): Promise<number> {
  let ms = 0;
  try {
    await transaction(async (sql) => {
      for (;;) {
        const start = performance.now();
        const runs = await claimDueRuns(sql, SHOP, at, BATCH);
        ms += performance.now() - start;
        if (runs.length === 0) throw undone;
        await sql.query(
          "UPDATE runs SET wake_at = wake_at + interval '1 day' WHERE shop_id = $1 AND run_id = ANY($2::uuid[])",
          [SHOP, runs.map(({ runId }) => runId)],
        );
      }
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return ms;
}
