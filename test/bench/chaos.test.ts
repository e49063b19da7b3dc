import { join } from "node:path";
import { beforeAll, expect, inject, it } from "vitest";
import { runChaos } from "../../bench/chaos/chaos";
import { promises } from "../../bench/chaos/promises";
import { build, isBuildStale } from "../../launch/build";

// The processes are those of the build.
beforeAll(async () => {
  if (await isBuildStale()) await build(new AbortController().signal);
}, 120_000);

it("ten kills of the built app's workers lose nothing, send nothing twice, and leave nothing unexplained", async () => {
  const { evidence, left, deaths } = await runChaos({
    databaseUrl: process.env.DATABASE_URL ?? "",
    folder: join(inject("runFolder"), "chaos"),
    ...{ seed: 1838, kills: 10, messages: 300, shops: 2, workers: 2 },
    ...{ longestMs: 2_500, skipsLeases: true },
    say: () => undefined,
  });

  expect(deaths).toEqual([]);
  expect(left).toEqual({ deliveries: 0, runs: 0, queued: 0, sending: 0 });
  expect(promises.flatMap(({ promise, broken }) => broken(evidence).map((id) => `${promise}: ${id}`))).toEqual([]);

  // It was a storm: mails were on their way when their worker was killed, and answers left doubts.
  const decisions = new Set(evidence.messages.flatMap((message) => message.decisions));
  for (const one of ["unknown: lease-ran-out", "unknown: no-clear-answer", "sent: settled-by-event"]) {
    expect(decisions).toContain(one);
  }
  expect(evidence.posts.filter(({ answer }) => answer === "429")).not.toEqual([]);
}, 180_000);
