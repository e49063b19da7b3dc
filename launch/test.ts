import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { build, isBuildStale } from "./build";
import { seconds } from "./progress";
import { projectRoot, stateFolder } from "./project";

// `npm test`: types, lint, boundaries, build, tests. All are run, also after one has failed.
// `npm test -- test/content` runs the tests of that folder only, and no check before.

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => interruption.abort(new Error(`Interrupted by ${signal}.`)));
}

const filters = process.argv.slice(2);
const results = join(stateFolder, "test-results.json");
const typesCache = join(stateFolder, "types.tsbuildinfo");
const boundaries = ["app", "emails", "sandbox", "launch", "bench", "test", "server.ts"];

const counts = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

interface Check {
  readonly title: string;
  run(): Promise<boolean>;
}

const checks: Check[] = [
  { title: "Types", run: () => node("typescript/bin/tsc", "--incremental", "--tsBuildInfoFile", typesCache) },
  { title: "Lint", run: () => node("@biomejs/biome/bin/biome", "check", "--max-diagnostics=50") },
  {
    title: "Boundaries",
    run: () =>
      node("dependency-cruiser/bin/dependency-cruiser.mjs", "--config", ".dependency-cruiser.cjs", ...boundaries),
  },
  { title: "Build", run: buildWhenStale },
];

const tests: Check = {
  title: "Tests",
  run: async () => {
    await rm(results, { force: true });
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
    return node("vitest/vitest.mjs", "run", ...reporters, ...filters);
  },
};

process.exitCode = await main();

async function main(): Promise<number> {
  const failed: string[] = [];
  const times: string[] = [];
  for (const { title, run } of filters.length > 0 ? [tests] : [...checks, tests]) {
    if (interruption.signal.aborted) return 130;
    console.log(`\n── ${title} ${"─".repeat(66 - title.length)}`);
    const started = Date.now();
    const isFine = await run();
    times.push(`  ${isFine ? "✓" : "✗"} ${title.padEnd(12)} ${seconds(started).padStart(8)}`);
    if (!isFine) failed.push(title);
  }

  console.log(`\n${times.join("\n")}\n`);
  const found = await readCounts();
  if (found === null) console.log("The tests left no results: see above for why.");
  const isGreen = failed.length === 0 && found !== null && found.passed > 0;
  if (failed.length > 0) console.log(`Failed: ${failed.join(", ")}.`);
  const { passed, failedTests, skipped } = found ?? { passed: 0, failedTests: 0, skipped: 0 };
  // The checks count too: a wrong type must not end on "0 failed".
  const checksRun = filters.length > 0 ? 0 : checks.length;
  const checksFailed = failed.filter((title) => title !== tests.title).length;
  const testsBroken = failed.includes(tests.title) && failedTests === 0 ? 1 : 0;
  console.log(
    `${passed + checksRun - checksFailed} passed, ${failedTests + checksFailed + testsBroken} failed, ${skipped} skipped`,
  );
  return isGreen ? 0 : 1;
}

async function readCounts(): Promise<{ passed: number; failedTests: number; skipped: number } | null> {
  try {
    const found = counts.parse(JSON.parse(await readFile(results, "utf8")));
    return {
      passed: found.numPassedTests,
      failedTests: found.numFailedTests,
      skipped: found.numPendingTests + found.numTodoTests,
    };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

async function buildWhenStale(): Promise<boolean> {
  if (!(await isBuildStale())) {
    console.log("build/ is up to date.");
    return true;
  }
  try {
    await build(interruption.signal);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** Runs a package's program with this Node; true when it exits 0. */
async function node(program: string, ...args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [join(projectRoot, "node_modules", program), ...args], {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const stop = () => child.kill("SIGTERM");
  interruption.signal.addEventListener("abort", stop);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  interruption.signal.removeEventListener("abort", stop);
  return code === 0;
}
