import { beforeAll, describe, expect, it } from "vitest";
import type { Group } from "~/contacts/segments/expression";
import { layDownMembers } from "~/contacts/segments/membership";
import { changeSegment, createSegment, listSegments, segmentById } from "~/contacts/segments/store";
import { pool, transaction } from "~/db.server";
import { ensureShop } from "~/shop.server";
import { removeUnusedSegment } from "~/workflows/segment-audience";
import { changeWorkflow } from "~/workflows/settings";

let shopId: number;
beforeAll(async () => {
  shopId = await ensureShop(pool, "segments.myshopify.com");
});

const vips: Group = { is: "group", match: "all", rules: [{ is: "tagged", of: ["VIP"] }] };
const others: Group = { is: "group", match: "none", rules: [{ is: "tagged", of: ["VIP"] }] };

async function made(name: string, rule: Group = vips): Promise<string> {
  const saved = await createSegment(shopId, { name, rule });
  if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  return saved.segmentId;
}

describe("saved segments", () => {
  it("keep their rule, and are listed by name", async () => {
    await made("Zebras");
    const id = await made("Apples");
    expect((await listSegments(shopId)).map(({ name }) => name)).toEqual(["Apples", "Zebras"]);
    expect(await segmentById(shopId, id)).toMatchObject({ rule: vips, members: 0, countedAt: null });
  });

  it("have a name of their own", async () => {
    expect(await createSegment(shopId, { name: " Apples ", rule: vips })).toEqual({
      ok: false,
      errors: { name: "Another segment has this name." },
    });
    const pears = await made("Pears");
    const renamed = await changeSegment(shopId, pears, { name: "Apples", rule: vips });
    expect(renamed).toMatchObject({ ok: false, errors: { name: expect.any(String) } });
  });

  it("say what is wrong at its place", async () => {
    const rule = { is: "group", match: "all", rules: [{ is: "tagged", of: [] }] };
    expect(await createSegment(shopId, { name: "", rule })).toEqual({
      ok: false,
      errors: { name: "Give it a name.", "rule.rules.0.of": "Choose at least one." },
    });
  });

  it("are counted anew when their rule changes, not when their name does", async () => {
    const segmentId = await made("Regulars");
    await transaction((sql) => layDownMembers(sql, shopId, { segmentId, name: "Regulars", rule: vips }, new Date()));
    await changeSegment(shopId, segmentId, { name: "Locals", rule: vips });
    expect((await segmentById(shopId, segmentId))?.countedAt).not.toBeNull();
    await changeSegment(shopId, segmentId, { name: "Locals", rule: others });
    expect((await segmentById(shopId, segmentId))?.countedAt).toBeNull();
  });

  it("cannot be removed while a workflow is for them, and then no workflow can be for them", async () => {
    const segmentId = await made("Chosen few");
    expect(await changeWorkflow(shopId, "checkout-abandonment", { segmentId })).toMatchObject({ ok: true });
    expect(await removeUnusedSegment(shopId, segmentId)).toEqual({ ok: false, usedBy: ["Checkout abandonment"] });

    await changeWorkflow(shopId, "checkout-abandonment", { segmentId: null });
    expect(await removeUnusedSegment(shopId, segmentId)).toEqual({ ok: true });
    expect(await changeWorkflow(shopId, "checkout-abandonment", { segmentId })).toMatchObject({
      ok: false,
      problems: [{ reason: "The segment was removed. Choose another one." }],
    });
  });
});
