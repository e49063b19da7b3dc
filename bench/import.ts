import { z } from "zod";
import type { Bench } from "./bench";
import { cpuMs } from "./process-tree";
import { type Figure, figure, median } from "./report";
import { appEnvironment } from "./server-process";
import { type SideProcess, startSideProcess } from "./side-process";

const run = z.object({
  lines: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  heapGrowth: z.number(),
  peak: z.number(),
});
const LINES_AN_ORDER = 3;
const MOST_GROWTH_MB = 60;

/**
 * A store's history: a file of a million lines streamed, beside the least that any reader does with it; and
 * customers and orders taken into the database, with the memory of the process that does it.
 */
export async function benchImport({ database, isSmoke, rounds, say }: Bench): Promise<Figure[]> {
  const lines = isSmoke ? 30_000 : 1_000_000;
  const customers = isSmoke ? 2_000 : 100_000;
  const orders = isSmoke ? 2_000 : 100_000;
  const files = startSideProcess("import-file");
  try {
    const file = (kind: "customers" | "orders", things: number) => files.ask({ kind, things }, z.string());
    const url = await file("orders", Math.floor(lines / LINES_AN_ORDER));
    const environment = appEnvironment(await database.fresh("bench_import"));
    // In a fresh process each, so that one's garbage is not the other's memory.
    const inProcess = async (question: object) => {
      const store = startSideProcess("import-store", environment);
      try {
        return await asked(store, question);
      } finally {
        store.stop();
      }
    };
    const streams = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = await inProcess({ kind: "bare", url });
      const ours = await inProcess({ kind: "stream", url });
      streams.push({ bare, ours });
      say(`import: ${figure(ours.rate)} lines/s streamed, bare ${figure(bare.rate)}, heap +${figure(ours.heapMb)} MB`);
    }
    await database.settle();
    const postgresBefore = cpuMs([database.pid]);
    const kept = await inProcess({
      kind: "import",
      customersUrl: await file("customers", customers),
      ordersUrl: await file("orders", orders),
    });
    const postgresCpu = (cpuMs([database.pid]) - postgresBefore) / kept.lines;
    const cpu = kept.cpuMs + postgresCpu;
    say(
      `import: ${figure(kept.rate)} lines/s into the database; ${figure(kept.cpuMs)} CPU ms a line, PostgreSQL's ${figure(postgresCpu)}; ${figure(kept.peakMb)} MB at the most`,
    );
    const rate = median(streams.map(({ ours }) => ours.rate));
    const limit = median(streams.map(({ bare }) => bare.rate));
    const growth = Math.max(...streams.map(({ ours }) => ours.heapMb));
    const keptLines = (customers + orders * LINES_AN_ORDER).toLocaleString("en");
    const alone = { limit: "–", ratio: "–" };
    return [
      {
        what: `import: lines/s of ${lines.toLocaleString("en")} streamed`,
        ours: figure(rate),
        limit: figure(limit),
        ratio: figure(rate / limit),
        aim: "≥ 0.5 × limit",
        isMet: rate / limit >= 0.5,
      },
      {
        ...alone,
        what: "import: heap while they stream, MB more",
        ours: figure(growth),
        aim: `≤ ${MOST_GROWTH_MB}`,
        isMet: growth <= MOST_GROWTH_MB,
      },
      { ...alone, what: `import: lines/s of ${keptLines} kept`, ours: figure(kept.rate), aim: "", isMet: null },
      { ...alone, what: "import: CPU ms a line kept", ours: figure(cpu), aim: "≤ 0.4", isMet: cpu <= 0.4 },
      {
        ...alone,
        what: "import: memory at the most, MB",
        ours: figure(kept.peakMb),
        aim: "≤ 400",
        isMet: kept.peakMb <= 400,
      },
    ];
  } finally {
    files.stop();
  }
}

async function asked(store: SideProcess, question: object) {
  const { lines, seconds, cpuSeconds, heapGrowth, peak } = await store.ask(question, run);
  return {
    lines,
    rate: lines / seconds,
    cpuMs: (cpuSeconds * 1_000) / lines,
    heapMb: heapGrowth / 2 ** 20,
    peakMb: peak / 2 ** 20,
  };
}
