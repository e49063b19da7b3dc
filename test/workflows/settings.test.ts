import { beforeEach, describe, expect, it } from "vitest";
import { createSegment } from "~/contacts/segments/store";
import { pool } from "~/db.server";
import { ensureShop } from "~/shop.server";
import type { StepChange, WorkflowChanges } from "~/workflows/changes";
import { days, hasOrdered, hours, inSegment, subscribed } from "~/workflows/define";
import { allSteps } from "~/workflows/program";
import { type Fields, readStepChange } from "~/workflows/read-changes";
import { removeUnusedSegment } from "~/workflows/segment-audience";
import {
  changeWorkflow,
  listWorkflows,
  restoreVersion,
  switchWorkflow,
  versionsOfWorkflow,
  workflowById,
} from "~/workflows/settings";
import { moveWorkflow } from "~/workflows/workflow-order";

let shopId = 0;
let shops = 0;
beforeEach(async () => {
  shops += 1;
  shopId = await ensureShop(pool, `settings-${shops}.myshopify.com`);
});

const id = "checkout-abandonment";

const change = (changes: WorkflowChanges, workflowId = id) => changeWorkflow(shopId, workflowId, changes);
const step = (name: string, to: StepChange, workflowId = id) => change({ steps: { [name]: to } }, workflowId);

async function definition(workflowId = id) {
  const workflow = await workflowById(shopId, workflowId);
  if (!workflow) throw new Error(`there is no ${workflowId}`);
  return workflow.definition;
}

const stepNow = async (name: string, workflowId = id) =>
  allSteps((await definition(workflowId)).steps).find((one) => one.name === name);

describe("a merchant's change", () => {
  it("is a new version, and the ones before stay as they were", async () => {
    expect(await step("cool-off", { kind: "wait", for: hours(3) })).toEqual({ ok: true, version: 2 });
    expect(await step("cool-off", { kind: "wait", for: { minutes: 90 } })).toEqual({ ok: true, version: 3 });
    const versions = await versionsOfWorkflow(shopId, id, 10);
    expect(versions.map(({ version, definition }) => [version, definition.steps[0]])).toEqual([
      [3, { kind: "wait", name: "cool-off", for: { minutes: 90 } }],
      [2, { kind: "wait", name: "cool-off", for: { hours: 3 } }],
      [1, { kind: "wait", name: "cool-off", for: { hours: 1 } }],
    ]);
  });

  it("that changes nothing makes no version", async () => {
    expect(await step("cool-off", { kind: "wait", for: hours(1) })).toEqual({ ok: true, version: 1 });
  });

  it("reaches steps deep in the tree", async () => {
    await step("help", { kind: "send", subject: "May we help?", incentive: { code: "TEN", offer: "10 % off" } });
    expect(await stepNow("help")).toMatchObject({
      subject: "May we help?",
      incentive: { code: "TEN", offer: "10 % off" },
    });
    await step("help", { kind: "send", subject: "", incentive: null, isOff: true });
    const help = await stepNow("help");
    expect(help).toMatchObject({ isOff: true });
    expect(help).not.toHaveProperty("subject");
    expect(help).not.toHaveProperty("incentive");
  });

  it("lets a mail recommend products of one collection, and of the whole shop again", async () => {
    const form = { subject: "", offerKind: "none", isOff: "false" };
    const set = async (fields: Fields) => {
      const read = readStepChange("reminder", "send", fields, "EUR");
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      await change(read.changes);
      return stepNow("reminder");
    };
    expect(await set({ ...form, collection: " Light " })).toMatchObject({ collection: "Light" });
    // A form without the field says nothing of it.
    expect(await set({ ...form, subject: "Still there?" })).toMatchObject({ collection: "Light" });
    expect(await set({ ...form, collection: "" })).not.toHaveProperty("collection");
  });

  it("sets a question's answers and its time, a branch's condition, an hour, and how long is waited", async () => {
    await step("welcome", { kind: "question", within: days(5), answers: { "a-gift": "A present" } }, "welcome");
    expect(await stepNow("welcome", "welcome")).toMatchObject({
      within: { days: 5 },
      answers: [{ label: "Something for me" }, { label: "A present" }],
    });
    await step("was-it-read", { kind: "branch", when: { is: "opened", step: "guide" } }, "welcome");
    expect(await stepNow("was-it-read", "welcome")).toMatchObject({ when: { is: "opened", step: "guide" } });
    await step("nine-o-clock", { kind: "wait-until", hour: 17, weekday: 5 }, "birthday");
    await step("nine-o-clock", { kind: "wait-until", hour: 10, weekday: null }, "birthday");
    expect(await stepNow("nine-o-clock", "birthday")).toEqual({ kind: "wait-until", name: "nine-o-clock", hour: 10 });
    await step("delivery", { kind: "wait-for", atMost: days(20) }, "post-purchase");
    expect(await stepNow("delivery", "post-purchase")).toMatchObject({ atMost: { days: 20 } });
  });

  it("sets holdout, cap and window, and takes them back", async () => {
    await change({ holdout: 10, cap: { mails: 1, per: days(7) }, window: { from: 9, to: 18 } });
    expect(await definition()).toMatchObject({
      holdout: 10,
      cap: { mails: 1, per: { days: 7 } },
      window: { from: 9, to: 18 },
    });
    await change({ cap: null, window: null });
    expect(await definition()).not.toHaveProperty("cap");
    expect(await definition()).not.toHaveProperty("window");
  });

  it.each<[string, StepChange, string, RegExp]>([
    ["cool-off", { kind: "wait", for: { hours: 0 } }, "cool-off", /takes at least a minute/],
    ["sleep-on-it", { kind: "wait", for: days(30) }, "sleep-on-it", /ends after the workflow does/],
    ["reminder", { kind: "send", subject: "Hi {{ password }}" }, "reminder", /not known here/],
    ["did-they-click", { kind: "branch", when: { is: "clicked", step: "nothing" } }, "did-they-click", /no step/],
    ["gone", { kind: "wait", for: hours(1) }, "gone", /no such step/],
    ["reminder", { kind: "wait", for: hours(1) }, "reminder", /no such setting/],
  ])("of %s that cannot work is refused with its place and reason", async (name, to, place, reason) => {
    const answer = await step(name, to);
    expect(answer.ok ? [] : answer.problems[0]).toEqual({ place, reason: expect.stringMatching(reason) });
    expect((await workflowById(shopId, id))?.version).toBe(1);
  });
});

describe("who gets it", () => {
  it("takes conditions beside those on which a promise hangs, and nobody takes those out", async () => {
    const before = (await definition()).audience;
    await change({ audience: [hasOrdered] });
    expect((await definition()).audience).toEqual([...before, hasOrdered]);
    await change({ audience: [] });
    expect((await definition()).audience).toEqual(before);
    expect(before).toContainEqual(subscribed);
  });

  it("keeps the segment apart from the conditions", async () => {
    const segmentId = await aSegment();
    await change({ segmentId, audience: [hasOrdered] });
    await change({ audience: [] });
    expect((await definition()).audience).toContainEqual(inSegment(segmentId));
  });

  it("refuses a segment that is not there, in a branch too, and keeps one that is asked for", async () => {
    const gone = "019ab000-0000-7000-8000-000000000009";
    const asking = (segmentId: string) =>
      step("did-they-click", { kind: "branch", when: { is: "not", of: { is: "in-segment", segmentId } } });
    expect(await asking(gone)).toMatchObject({ ok: false, problems: [{ place: "did-they-click" }] });
    const segmentId = await aSegment();
    expect(await asking(segmentId)).toMatchObject({ ok: true });
    expect(await removeUnusedSegment(shopId, segmentId)).toEqual({ ok: false, usedBy: ["Checkout abandonment"] });
  });

  it("leaves a branch alone on which consent hangs", async () => {
    expect(await step("agreed", { kind: "branch", when: hasOrdered }, "post-purchase")).toMatchObject({
      ok: false,
      problems: [{ place: "agreed" }],
    });
  });
});

describe("a mail that Shopify sends too", () => {
  const confirm = (isShopifysOff: boolean) =>
    step("confirmation", { kind: "send", isOff: false, isShopifysOff }, "post-purchase");

  it("stays left out until the merchant says that Shopify's is off", async () => {
    expect(await confirm(false)).toMatchObject({ ok: false, problems: [{ place: "confirmation" }] });
    expect(await confirm(true)).toMatchObject({ ok: true });
    expect(await stepNow("confirmation", "post-purchase")).toMatchObject({ isOff: false });
  });
});

describe("an older version", () => {
  it("is restored as a new one", async () => {
    await step("cool-off", { kind: "wait", for: hours(3) });
    await change({ holdout: 20 });
    expect(await restoreVersion(shopId, id, 1)).toEqual({ ok: true, version: 4 });
    const [newest, , , first] = await versionsOfWorkflow(shopId, id, 10);
    expect(newest?.definition).toEqual(first?.definition);
    expect(await restoreVersion(shopId, id, 99)).toMatchObject({ ok: false });
  });

  it("is refused when what it asks for has gone", async () => {
    const segmentId = await aSegment();
    await change({ segmentId });
    await change({ segmentId: null });
    await removeUnusedSegment(shopId, segmentId);
    expect(await restoreVersion(shopId, id, 2)).toMatchObject({ ok: false, problems: [{ place: "audience" }] });
  });
});

describe("the order in which workflows speak", () => {
  const order = async () => (await listWorkflows(shopId)).map(({ workflowId }) => workflowId);

  it("is the presets' until a merchant moves one, and then holds for every list", async () => {
    const [first = "", second = "", ...rest] = await order();
    expect(await moveWorkflow(shopId, second, "up")).toBe(true);
    expect(await order()).toEqual([second, first, ...rest]);
    expect(await moveWorkflow(shopId, second, "up")).toBe(false);
    expect(await moveWorkflow(shopId, second, "down")).toBe(true);
    expect(await order()).toEqual([first, second, ...rest]);
  });

  it("is moved right also where two stand on one rank", async () => {
    const [first = "", second = "", third = ""] = await order();
    await moveWorkflow(shopId, second, "up");
    await pool.query("UPDATE workflows SET rank = 10 WHERE shop_id = $1", [shopId]);
    const [top = "", next = ""] = await order();
    expect(await moveWorkflow(shopId, next, "up")).toBe(true);
    expect((await order()).slice(0, 3)).toEqual([next, top, third]);
    expect([first, second]).toContain(top);
  });

  it("makes no version, and no change to be told", async () => {
    const [, second = ""] = await order();
    await moveWorkflow(shopId, second, "up");
    expect((await workflowById(shopId, second))?.version).toBe(1);
  });
});

it("a workflow is turned on and off, and another name is none", async () => {
  expect(await switchWorkflow(shopId, id, true)).toEqual({ ok: true });
  expect((await workflowById(shopId, id))?.isOn).toBe(true);
  expect(await switchWorkflow(shopId, "nothing", true)).toMatchObject({ ok: false });
});

it("two changes at one moment follow each other", async () => {
  const changes = [1, 2, 3, 4].map((count) => step("cool-off", { kind: "wait", for: hours(count + 1) }));
  expect((await Promise.all(changes)).map((answer) => (answer.ok ? answer.version : 0)).sort()).toEqual([2, 3, 4, 5]);
});

async function aSegment(): Promise<string> {
  const saved = await createSegment(shopId, {
    name: "VIP",
    rule: { is: "group", match: "all", rules: [{ is: "tagged", of: ["VIP"] }] },
  });
  if (!saved.ok) throw new Error("the segment was refused");
  return saved.segmentId;
}
