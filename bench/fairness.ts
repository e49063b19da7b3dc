import { z } from "zod";
import type { Bench } from "./bench";
import { query } from "./database";
import { type Backlog, fairStore } from "./fair-store";
import { type Figure, figure } from "./report";
import { appEnvironment } from "./server-process";
import { startSideProcess } from "./side-process";

const AIM = 2;

const answer = z.object({ turns: z.number(), ms: z.number() });

/**
 * One shop has a backlog, another has one shopper who is due: how many batches of the one are worked on, by the worker's
 * own turns, before the other's mail is out. Beside it the same without the backlog. Throws when the mail does not go.
 */
export async function benchFairness({ database, isSmoke, say }: Bench): Promise<Figure[]> {
  const size = isSmoke ? 2_000 : 100_000;
  const sink = startSideProcess("sink");
  try {
    const sendgridUrl = await sink.ask({ kind: "listen" }, z.string());
    const until = async (backlog: Backlog, others: number) => {
      const url = await database.fresh("bench_fairness");
      const worker = startSideProcess("fair-turns", { ...appEnvironment(url), SENDGRID_BASE_URL: sendgridUrl });
      try {
        await worker.ask({ kind: "open" }, z.null());
        await query(url, `SET synchronous_commit = off; ${fairStore(backlog, others)}`);
        await database.settle();
        return await worker.ask({ kind: "mail" }, answer);
      } finally {
        worker.stop();
      }
    };
    const figures: Figure[] = [];
    for (const backlog of ["deliveries", "runs", "mails"] as const) {
      const [alone, beside] = [await until(backlog, 0), await until(backlog, size)];
      say(`fairness: ${size.toLocaleString("en")} ${backlog}: ${figure(beside.ms)} ms, alone ${figure(alone.ms)} ms`);
      figures.push({
        what: `fairness: batches of ${size.toLocaleString("en")} ${backlog} before another's mail`,
        ours: String(beside.turns),
        limit: String(alone.turns),
        ratio: "–",
        aim: `≤ ${AIM}`,
        isMet: beside.turns <= AIM,
      });
    }
    return figures;
  } finally {
    sink.stop();
  }
}
