import { beforeEach, expect, it } from "vitest";
import { shippedSettings } from "~/content/settings";
import {
  currentSettings,
  restoreTemplate,
  saveTemplate,
  templatesAskingFor,
  templateVersion,
  templateVersions,
} from "~/content/template-versions";
import { pool } from "~/db.server";
import { removeUnusedSegment } from "~/workflows/segment-audience";

// Versions are kept in memory for good, so that each story has a shop of its own.
let shopId = 0;
const shipped = shippedSettings("welcome");
const headed = (heading: string) => ({ ...shipped, texts: { en: { heading } } });

beforeEach(() => {
  shopId++;
});

async function current() {
  const found = (await currentSettings(pool, shopId, ["welcome", "vip"])).get("welcome");
  return { version: found?.version, heading: found?.settings.texts.en?.heading };
}

it("are as they ship until something is saved, and then the newest", async () => {
  expect(await current()).toEqual({ version: 0, heading: undefined });
  expect(await saveTemplate(shopId, "welcome", 0, headed("One"))).toEqual({ ok: true, version: 1 });
  expect(await saveTemplate(shopId, "welcome", 1, headed("Two"))).toEqual({ ok: true, version: 2 });
  expect(await current()).toEqual({ version: 2, heading: "Two" });
  expect((await currentSettings(pool, 99, ["welcome"])).get("welcome")?.version).toBe(0);
});

it("stay as they were when nothing was changed", async () => {
  expect(await saveTemplate(shopId, "welcome", 0, shipped)).toEqual({ ok: true, version: 0 });
  await saveTemplate(shopId, "welcome", 0, headed("One"));
  expect(await saveTemplate(shopId, "welcome", 1, headed("One"))).toEqual({ ok: true, version: 1 });
});

it("refuse what does not fit, and store nothing of it", async () => {
  expect(await saveTemplate(shopId, "welcome", 0, headed("{{ x }}"))).toMatchObject({
    kind: "refused",
    errors: { "texts.en.heading": expect.stringContaining("is not known here") },
  });
  expect(await current()).toMatchObject({ version: 0 });
});

it("never lose what somebody else saved meanwhile", async () => {
  const answers = await Promise.all(["One", "Other"].map((one) => saveTemplate(shopId, "welcome", 0, headed(one))));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, kind: "overtaken", version: 1 });
  expect(await saveTemplate(shopId, "welcome", 7, headed("Ahead"))).toMatchObject({ kind: "overtaken", version: 1 });
});

it("come back as a new version, the shipped one too", async () => {
  await saveTemplate(shopId, "welcome", 0, headed("One"));
  await saveTemplate(shopId, "welcome", 1, headed("Two"));
  expect(await restoreTemplate(shopId, "welcome", 1)).toEqual({ ok: true, version: 3 });
  expect(await current()).toEqual({ version: 3, heading: "One" });
  expect(await restoreTemplate(shopId, "welcome", 0)).toEqual({ ok: true, version: 4 });
  expect((await templateVersion(pool, shopId, "welcome", 4)).settings).toEqual(shipped);
  const versions = await templateVersions(shopId, "welcome", 3);
  expect(versions.map(({ version }) => version)).toEqual([4, 3, 2]);
});

it("name the segments that they ask for, while they do", async () => {
  const segmentId = "019ab000-0000-7000-8000-000000000001";
  const audience = { stages: [], segmentIds: [segmentId], places: [], orders: "any" };
  const asking = { ...shipped, messages: [{ id: "a", for: audience, texts: { en: "Hi" } }] };
  expect(await saveTemplate(shopId, "welcome", 0, asking)).toEqual({
    ok: false,
    kind: "refused",
    errors: { "messages.0.for.segmentIds": "The segment was removed. Choose another one." },
  });
  await pool.query(
    `INSERT INTO segments (shop_id, segment_id, name, rule, created_at, changed_at) VALUES ($1, $2, 'Friends', '{}', now(), now())`,
    [shopId, segmentId],
  );
  await saveTemplate(shopId, "welcome", 0, asking);
  expect(await templatesAskingFor(pool, shopId, segmentId)).toEqual(["welcome"]);
  expect(await removeUnusedSegment(shopId, segmentId)).toEqual({ ok: false, usedBy: ["Welcome"] });
  await restoreTemplate(shopId, "welcome", 0);
  expect(await templatesAskingFor(pool, shopId, segmentId)).toEqual([]);
  expect(await removeUnusedSegment(shopId, segmentId)).toEqual({ ok: true });
  expect(await restoreTemplate(shopId, "welcome", 1)).toMatchObject({ kind: "refused" });
});
