import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { pool, transaction } from "~/db.server";
import { deliverDue } from "~/delivery/deliver";
import { noteHarm, resumeWorkflow, weighHarmed } from "~/delivery/harm";
import { applyProviderEvents } from "~/delivery/provider-events";
import type { Event } from "~/events/event";
import { nobody } from "~/events/frame";
import { liveVersions } from "~/workflows/versions";
import { aDueMessage, aShop, decisionsAbout, messageNow, minutes, noon } from "./a-shop";
import { someMails } from "./some-mails";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => pool.end());

async function workflowOf(shopId: number, workflowId = "checkout-abandonment") {
  const { rows } = await pool.query(
    `SELECT is_on AS "isOn", paused_at AS "pausedAt", pause_reason AS reason, harmed_at AS "harmedAt" FROM workflows
      WHERE shop_id = $1 AND workflow_id = $2`,
    [shopId, workflowId],
  );
  return rows[0];
}
const note = (shopId: number, ids: readonly string[]) => transaction((sql) => noteHarm(sql, shopId, ids, noon));
const deliver = (shopId: number, at = noon) =>
  deliverDue(shopId, at, at, { prepare: async () => new Map(), render: () => expect.unreachable() }, () => "UTC");

describe("a workflow whose mails do harm", () => {
  test("pauses itself and says why; its switch stays", async () => {
    const shopId = await aShop();
    await note(shopId, await someMails(shopId, 1_000, { complained: 4 }));
    expect(await weighHarmed()).toBe(1);
    expect(await workflowOf(shopId)).toEqual({
      isOn: true,
      pausedAt: noon,
      reason: "Of its 1,000 mails in the last 7 days 4 were called spam (0.4 %; from 0.3 % on it is paused).",
      harmedAt: null,
    });
    expect(await weighHarmed(), "once weighed, it is weighed again only after more harm").toBe(0);
  });

  test("takes nobody in, and its mails wait until the merchant lets it go on", async () => {
    const shopId = await aShop();
    await note(shopId, await someMails(shopId, 100, { bounced: 6 }));
    await weighHarmed();
    expect(await liveVersions(pool, shopId)).toEqual([]);
    const { messageId, contactId } = await aDueMessage(shopId);
    await deliver(shopId);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "queued", reason: "workflow-paused" });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["deferred: workflow-paused"]);

    expect(await resumeWorkflow(shopId, "checkout-abandonment")).toBe(true);
    expect(await resumeWorkflow(shopId, "checkout-abandonment")).toBe(false);
    expect((await messageNow(shopId, messageId)).sendAt).toEqual(noon);
    expect(await workflowOf(shopId)).toMatchObject({ pausedAt: null, reason: null });
    await deliver(shopId);
    expect(await decisionsAbout(shopId, contactId), "the guard let it pass").toContain("not-sent: nothing-to-render");
  });

  test("keeps no mail past its use", async () => {
    const shopId = await aShop();
    await note(shopId, await someMails(shopId, 100, { bounced: 6 }));
    await weighHarmed();
    const { messageId, contactId } = await aDueMessage(shopId, { usefulUntil: minutes(30) });
    await deliver(shopId);
    await deliver(shopId, minutes(31));
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "not_sent", reason: "too-late" });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["deferred: workflow-paused", "not-sent: too-late"]);
  });

  test("is not paused again for what was before the merchant let it go on", async () => {
    const shopId = await aShop();
    const ids = await someMails(shopId, 1_000, { complained: 9 });
    await note(shopId, ids);
    await weighHarmed();
    await resumeWorkflow(shopId, "checkout-abandonment");
    await note(shopId, ids);
    await weighHarmed();
    expect(await workflowOf(shopId)).toMatchObject({ pausedAt: null, harmedAt: null });
    vi.setSystemTime(minutes(120));
    await note(shopId, await someMails(shopId, 400, { sent: -60, complained: 2 }));
    await weighHarmed();
    expect(await workflowOf(shopId)).toMatchObject({ pausedAt: minutes(120) });
  });
});

test("a workflow that is within its lines goes on, and so does one whose week holds few mails and whose month is good", async () => {
  const shopId = await aShop();
  await someMails(shopId, 5_000, { sent: 20 * 24 * 60, complained: 1 });
  await note(shopId, await someMails(shopId, 200, { complained: 2 }));
  expect(await weighHarmed()).toBe(1);
  expect(await workflowOf(shopId)).toMatchObject({ pausedAt: null, harmedAt: null });
});

test("SendGrid's telling of a complaint has its workflow weighed; a delivery does not", async () => {
  const shopId = await aShop();
  const [first, second] = await someMails(shopId, 2);
  const told = (name: "email.complained" | "email.delivered", messageId = ""): Event => ({
    eventId: messageId,
    name,
    occurredAt: noon,
    sourceOrder: noon.toISOString(),
    identity: nobody,
    profile: {},
    data: { messageId, reason: null },
  });
  await transaction((sql) => applyProviderEvents(sql, shopId, [told("email.delivered", first)], noon));
  expect(await workflowOf(shopId)).toMatchObject({ harmedAt: null });
  await transaction((sql) => applyProviderEvents(sql, shopId, [told("email.complained", second)], noon));
  expect(await workflowOf(shopId)).toMatchObject({ harmedAt: noon });
});

test("harm that is told while a workflow is being weighed is weighed after it", async () => {
  const shopId = await aShop();
  const ids = await someMails(shopId, 10, { bounced: 1 });
  await note(shopId, ids);
  const late = await transaction(async (sql) => {
    await sql.query("SELECT 1 FROM workflows WHERE shop_id = $1 FOR UPDATE", [shopId]);
    const late = note(shopId, ids);
    await sql.query("UPDATE workflows SET harmed_at = NULL WHERE shop_id = $1", [shopId]);
    return { late };
  });
  await late.late;
  expect(await workflowOf(shopId)).toMatchObject({ harmedAt: noon });
});
