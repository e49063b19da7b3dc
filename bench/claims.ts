import { z } from "zod";
import type { Bench } from "./bench";
import { claimStore, FIRST_DUE } from "./claim-store";
import { type BenchDatabase, query } from "./database";
import { type Figure, figure, median } from "./report";
import { appEnvironment } from "./server-process";
import { type SideProcess, startSideProcess } from "./side-process";

const AIM = 1.3;

const answer = z.object({ runs: z.number(), claimMs: z.number(), walkMs: z.number() });

interface Store {
  readonly url: string;
  readonly worker: SideProcess;
  readonly rounds: z.infer<typeof answer>[];
}

/**
 * Claims the runs that are due among many more that sleep, in the worker's own batches, and walks them on; beside it the
 * same runs where nothing else sleeps. The two take turns, each day of theirs after a vacuum. Throws when another
 * number of runs was due.
 */
export async function benchClaims({ database, isSmoke, rounds, say }: Bench): Promise<Figure[]> {
  const [due, sleeping] = isSmoke ? [1_000, 20_000] : [10_000, 1_000_000];
  const few = await open(database, "bench_claims_few", due, due, say);
  const many = await open(database, "bench_claims_many", due, sleeping, say);
  try {
    // The first of each finds its pages.
    for (let day = 0; day <= rounds; day += 1) {
      for (const store of day % 2 ? [few, many] : [many, few]) {
        await query(store.url, "VACUUM ANALYZE runs");
        await database.settle();
        const at = new Date(FIRST_DUE.getTime() + day * 86_400_000);
        const round = await store.worker.ask({ at: at.toISOString() }, answer);
        if (round.runs !== due) throw new Error(`${round.runs} runs were due, not ${due}.`);
        if (day > 0) store.rounds.push(round);
      }
    }
  } finally {
    few.worker.stop();
    many.worker.stop();
  }
  const ms = (of: "claimMs" | "walkMs") => [many, few].map((store) => median(store.rounds.map((round) => round[of])));
  const [claimed = 0, claimedAlone = 0] = ms("claimMs");
  const [walked = 0, walkedAlone = 0] = ms("walkMs");
  const ratio = claimed / claimedAlone;
  return [
    {
      what: `claims: ${due.toLocaleString("en")} due of ${sleeping.toLocaleString("en")}, ms`,
      ours: figure(claimed),
      limit: figure(claimedAlone),
      ratio: figure(ratio),
      aim: `≤ ${AIM} × limit`,
      isMet: ratio <= AIM,
    },
    {
      what: "        and walked on, ms",
      ours: figure(walked),
      limit: figure(walkedAlone),
      ratio: figure(walked / walkedAlone),
      aim: "",
      isMet: null,
    },
  ];
}

async function open(
  database: BenchDatabase,
  name: string,
  due: number,
  all: number,
  say: Bench["say"],
): Promise<Store> {
  const url = await database.fresh(name);
  const start = performance.now();
  await query(url, `SET synchronous_commit = off; ${claimStore(due, all)}`);
  say(`claims: ${all.toLocaleString("en")} sleeping runs, ${Math.round((performance.now() - start) / 1_000)} s`);
  return { url, worker: startSideProcess("claim-runs", appEnvironment(url)), rounds: [] };
}
