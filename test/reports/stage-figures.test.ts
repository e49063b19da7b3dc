import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { usualThresholds } from "~/contacts/lifecycle";
import { pool } from "~/db.server";
import { stageFigures } from "~/reports/stage-figures";
import { stageReason } from "~/reports/stage-words";

const shop = { shopId: 1, timezone: "Asia/Tokyo", stageThresholds: null };
/** In Tokyo it is the 24th already. */
const at = new Date("2026-11-23T22:00:00Z");

beforeEach(async () => {
  await pool.query("TRUNCATE contacts, stage_flows");
});

test("every contact is counted in one stage, merged ones in none", async () => {
  for (const stage of ["prospect", "active", "active", "lost"]) await contact(stage);
  await contact("lost", uuid());
  const { figures } = await stageFigures(shop, at);
  expect(figures.map(({ title, contacts, share }) => [title, contacts, share])).toEqual([
    ["Prospect", 1, 0.25],
    ["New", 0, 0],
    ["Active", 2, 0.5],
    ["Loyal", 0, 0],
    ["At risk", 0, 0],
    ["Lapsed", 0, 0],
    ["Lost", 1, 0.25],
  ]);
});

test("yesterday is the shop's, and is told in a sentence", async () => {
  await flow("2026-11-23", "new", "active", 11);
  await flow("2026-11-23", "at-risk", "active", 1);
  await flow("2026-11-23", "at-risk", "lapsed", 3);
  await flow("2026-11-22", "lapsed", "lost", 50);
  await flow("2026-11-24", "lapsed", "lost", 50);
  const { figures, yesterday } = await stageFigures(shop, at);
  expect(yesterday).toBe("Yesterday 12 became active and 3 lapsed.");
  expect(figures.find(({ stage }) => stage === "at-risk")).toMatchObject({ came: 0, left: 4 });
});

test("says so when nobody moved, and whose days they are", async () => {
  const quiet = await stageFigures(shop, at);
  expect(quiet.yesterday).toBe("Yesterday nobody went from one stage to another.");
  expect(quiet.basis).toContain("usual");
  const learnt = await stageFigures({ ...shop, stageThresholds: { ...usualThresholds, gaps: 1240 } }, at);
  expect(learnt.basis).toContain("1,240 gaps between orders in your own store");
});

test("a stage's reason is in numbers", () => {
  const totals = {
    ordersCount: 2,
    spentMinor: 100,
    firstOrderAt: new Date("2026-01-01T00:00:00Z"),
    lastOrderAt: new Date("2026-08-15T00:00:00Z"),
  };
  expect(stageReason("at-risk", totals, usualThresholds, at)).toBe(
    "2 orders, the last 100 days ago. At risk begins after 90 days here, lapsed after 180.",
  );
});

async function contact(stage: string, mergedInto: string | null = null): Promise<void> {
  await pool.query(
    "INSERT INTO contacts (shop_id, contact_id, stage, merged_into, created_at) VALUES (1, $1, $2, $3, now())",
    [uuid(), stage, mergedInto],
  );
}

async function flow(day: string, from: string, to: string, contacts: number): Promise<void> {
  await pool.query("INSERT INTO stage_flows VALUES (1, $1, $2, $3, $4)", [day, from, to, contacts]);
}
