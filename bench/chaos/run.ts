import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, isBuildStale } from "../../launch/build";
import { openBenchDatabase } from "../database";
import { benchFolder } from "../folder";
import { runChaos } from "./chaos";
import { promises } from "./promises";
import { tally } from "./tally";

const usage = `npm run chaos                     kill -9 of workers at random moments while SendGrid misbehaves: some ten minutes
npm run chaos -- --seed 7         the same shoppers, faults and moments again; else drawn, and printed
npm run chaos -- --kills 200 --messages 5000 --workers 2 --shops 4

Exits 1 when a promise broke, with the ids of what broke it.`;

const { values: flags } = parseArgs({
  options: {
    seed: { type: "string" },
    kills: { type: "string" },
    messages: { type: "string" },
    workers: { type: "string" },
    shops: { type: "string" },
    help: { type: "boolean" },
  },
});
if (flags.help) {
  console.log(usage);
  process.exit(0);
}

await mkdir(benchFolder, { recursive: true });
if (await isBuildStale()) {
  console.log("Building the app, about half a minute.");
  await build(new AbortController().signal);
}
const database = await openBenchDatabase();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // The other processes end with this one.
  process.once(signal, () => void database.stop().finally(() => process.exit(130)));
}
let isKept = false;
try {
  const seed = Number(flags.seed ?? Math.floor(Math.random() * 1_000_000));
  const kills = Number(flags.kills ?? 200);
  const folder = join(benchFolder, "chaos");
  console.log(`Seed ${seed}. Logs lie in ${folder}.`);
  const chaos = await runChaos({
    ...{ databaseUrl: await database.fresh("chaos"), folder, seed, kills },
    messages: Number(flags.messages ?? 5_000),
    workers: Number(flags.workers ?? 2),
    shops: Number(flags.shops ?? 4),
    ...{ longestMs: 4_000, skipsLeases: false },
    say: (line) => console.log(line),
  });
  console.log(`\nseed ${seed}\n${await tally(chaos, kills, folder)}\n`);
  isKept = report(chaos);
} finally {
  await database.stop();
}
process.exit(isKept ? 0 : 1);

function report({ evidence, left, deaths }: Awaited<ReturnType<typeof runChaos>>): boolean {
  const SHOWN = 20;
  const still = Object.entries(left).flatMap(([what, count]) => (count > 0 ? `${count} ${what}` : []));
  const verdicts = [
    ...promises.map(({ promise, broken }) => ({ promise, ids: broken(evidence) })),
    { promise: "nothing is left to do in the end", ids: still },
    { promise: "no process ends by itself", ids: deaths },
  ];
  for (const { promise, ids } of verdicts) {
    console.log(`${ids.length === 0 ? "kept  " : "BROKEN"}  ${promise}`);
    for (const id of ids.slice(0, SHOWN)) console.log(`          ${id}`);
    if (ids.length > SHOWN) console.log(`          and ${ids.length - SHOWN} more`);
  }
  return verdicts.every(({ ids }) => ids.length === 0);
}
