// Gives the mails' `?raw` imports their meaning; what needs it is imported below, once it holds.
import "./raw-imports.mjs";
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { build, isBuildStale } from "../launch/build";
import type { Bench } from "./bench";
import { openBenchDatabase } from "./database";
import { benchFolder } from "./folder";
import { conditions, type Figure, table } from "./report";

const usage = `npm run bench                          all of them, some four minutes
npm run bench -- ingest mail           only these of: ${["ingest", "mail", "render", "core", "import", "contacts"].join(", ")}
npm run bench -- segments              a shop of a million contacts and 20 million events: ten minutes, 8 GB of disk
npm run bench -- recommendations       models of 100,000 products and 10 million order lines: ten minutes, 6 GB of disk
npm run bench -- claims fairness       a million sleeping runs, and a backlog of 100,000 beside another shop's mail: three minutes
npm run bench -- --rounds 1            how often ours and the limit take turns; 3 unless told, figures are medians
npm run bench -- --smoke               small numbers, to see that everything works
npm run bench -- --profile             also writes CPU profiles of the app into .waypost/bench/profiles

A missed aim is printed, and is no failure: the exit code is 0 unless something broke.`;

const benches: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  ingest: async (bench) => (await import("./ingest")).benchIngest(bench),
  mail: async (bench) => (await import("./mail")).benchMail(bench),
  render: async (bench) => (await import("./render")).benchRender(bench),
  core: async (bench) => (await import("./core")).benchCore(bench),
  import: async (bench) => (await import("./import")).benchImport(bench),
  contacts: async (bench) => (await import("./contacts")).benchContacts(bench),
  segments: async (bench) => (await import("./segments")).benchSegments(bench),
  recommendations: async (bench) => (await import("./recommendations")).benchRecommendations(bench),
  claims: async (bench) => (await import("./claims")).benchClaims(bench),
  fairness: async (bench) => (await import("./fairness")).benchFairness(bench),
};

/** Take minutes to fill their stores, and gigabytes: run when they are asked for. */
const onlyByName = ["segments", "recommendations", "claims", "fairness"];

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    smoke: { type: "boolean" },
    rounds: { type: "string" },
    profile: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (flags.help || unknown.length > 0) {
  console.log(usage);
  process.exit(flags.help ? 0 : 1);
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
const header = conditions(database.version);
try {
  const isChosen = (name: string) =>
    positionals.length === 0 ? !onlyByName.includes(name) : positionals.includes(name);
  const chosen = Object.entries(benches).filter(([name]) => isChosen(name));
  const figures: Figure[] = [];
  for (const [, bench] of chosen) {
    figures.push(
      ...(await bench({
        database,
        isSmoke: flags.smoke === true,
        rounds: Number(flags.rounds) || (flags.smoke ? 1 : 3),
        isProfiled: flags.profile === true,
        say: (line) => console.log(line),
      })),
    );
  }
  console.log(`\n${table(figures)}\n\n${header}`);
  if (process.platform !== "linux") console.log("CPU and memory are not measured: only Linux has what it takes.");
  if (flags.smoke) console.log("Smoke: the numbers are too small for these figures to mean anything.");
} finally {
  await database.stop();
}
process.exit(0);
