import { z } from "zod";
import { pool } from "~/db.server";
import { contactPage } from "~/reports/contact-list";
import { dataQuality } from "~/reports/data-quality";
import { stageFigures } from "~/reports/stage-figures";
import { refreshStages } from "~/worker/refresh-stages";
import { median } from "./report";
import { answerQuestions } from "./side-process";

const asked = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("screens"), rounds: z.number(), smallSegment: z.string() }),
  z.object({ kind: z.literal("turn") }),
]);

const shop = { shopId: 1, timezone: "Europe/Berlin", stageThresholds: null };

answerQuestions(async (question) => {
  const task = asked.parse(question);
  return task.kind === "turn" ? turns() : screens(task.rounds, task.smallSegment);
});

async function screens(rounds: number, segmentId: string) {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT contact_id AS id FROM contacts WHERE shop_id = 1 ORDER BY contact_id OFFSET 10000 LIMIT 51",
  );
  const ids = rows.map(({ id }) => id);
  const list: [string, () => Promise<unknown>][] = [
    ["newest", () => contactPage(1, {}, {})],
    ["a page far back", () => contactPage(1, {}, { before: ids[0] })],
    ["of a stage", () => contactPage(1, { stage: "lapsed" }, {})],
    ["of a segment", () => contactPage(1, { segmentId }, {})],
    ...["olga.otto1", "outlook.com", "anna", "nobodyofthisname", "an", "zq", "@"].map(
      (search): [string, () => Promise<unknown>] => [`search “${search}”`, () => contactPage(1, { search }, {})],
    ),
    ["search “anna” in a stage", () => contactPage(1, { search: "anna", stage: "loyal" }, {})],
    ["search “anna” where none is", () => contactPage(1, { search: "anna", stage: "lapsed" }, {})],
    ["figures of the stages (after the list)", () => stageFigures(shop, new Date())],
    ["data quality", () => dataQuality(1, new Date())],
  ];
  const bare = () => pool.query("SELECT * FROM contacts WHERE shop_id = 1 AND contact_id = ANY ($1)", [ids]);
  return {
    bare: await timed(bare, rounds),
    screens: await eachInTurn(list, async ([what, show]) => ({ what, ms: await timed(show, rounds) })),
  };
}

/** Both end when nobody is left to look at. The first places nearly everybody anew. */
async function turns() {
  const placedMs = await once(turn);
  await pool.query("UPDATE shops SET stage_thresholds_at = stage_thresholds_at - interval '1 day'");
  return { placedMs, quietMs: await once(turn) };
}

async function turn(): Promise<void> {
  while ((await refreshStages()) > 0);
}

async function timed(work: () => Promise<unknown>, rounds: number): Promise<number> {
  await work();
  return median(await eachInTurn(Array.from({ length: rounds }), () => once(work)));
}

async function once(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function eachInTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
