import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { hashSuppressions } from "~/delivery/erased-address";
import { askForSuppressions, importSuppressionPage, suppressionImport } from "~/delivery/suppression-import";
import { aShopAtSendgrid, type SendgridForTest, startSendgrid } from "./a-sendgrid";

let sendgrid: SendgridForTest;
beforeAll(async () => {
  sendgrid = await startSendgrid();
});
afterAll(async () => {
  await sendgrid.close();
  await pool.end();
});

const aShop = (key?: string) => aShopAtSendgrid("hello@shop.example", key);

async function listOf(shopId: number): Promise<string[]> {
  const { rows } = await pool.query<{ email: string; reason: string; source: string }>(
    "SELECT email, reason, source FROM suppressions WHERE shop_id = $1 ORDER BY email, reason",
    [shopId],
  );
  return rows.map(({ email, reason, source }) => `${email}: ${reason}, ${source}`);
}

async function importAll(shopId: number): Promise<void> {
  await askForSuppressions(shopId);
  while ((await importSuppressionPage()) > 0);
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);

describe("SendGrid's lists", () => {
  test("are taken over with reason, date and source; its blocks say nothing against an address", async () => {
    const shopId = await aShop();
    expect(await suppressionImport(shopId)).toBeNull();
    await importAll(shopId);
    expect(await listOf(shopId)).toEqual([
      "annoyed@example.com: complained, SendGrid, spam reports",
      "enough@example.com: unsubscribed, SendGrid, unsubscribes",
      "moved.away@example.com: bounced, SendGrid, bounces",
      "old.job@company.example: bounced, SendGrid, bounces",
      "typo@gmial.example: bounced, SendGrid, invalid addresses",
    ]);
    const { rows } = await pool.query("SELECT since FROM suppressions WHERE shop_id = $1 AND reason = 'unsubscribed'", [
      shopId,
    ]);
    const days = (now().getTime() - rows[0].since.getTime()) / 86_400_000;
    expect(Math.round(days)).toBe(10);
    expect(await suppressionImport(shopId)).toMatchObject({ status: "done", addresses: 5, leftOut: 0, problem: null });
  });

  test("again change nothing but what is new, and an earlier date", async () => {
    const shopId = await aShop();
    await importAll(shopId);
    const before = await listOf(shopId);
    sendgrid.suppressions.add("bounces", "Late.Arrival@example.com", "", seconds(now()) - 5);
    await pool.query("UPDATE suppressions SET since = now() WHERE shop_id = $1 AND email = 'enough@example.com'", [
      shopId,
    ]);
    await importAll(shopId);
    expect(await listOf(shopId)).toEqual(
      [...before, "late.arrival@example.com: bounced, SendGrid, bounces"].toSorted(),
    );
    const { rows } = await pool.query(
      "SELECT since < now() - interval '9 days' AS early FROM suppressions WHERE shop_id = $1 AND email = 'enough@example.com'",
      [shopId],
    );
    expect(rows).toEqual([{ early: true }]);
    sendgrid.suppressions.remove("bounces", "Late.Arrival@example.com");
  });

  test("are read page by page: a kill in between loses nothing, what comes meanwhile shifts nothing", async () => {
    const shopId = await aShop();
    for (let index = 0; index < 1_234; index += 1) {
      sendgrid.suppressions.add("spam_reports", `s${index}@example.com`, "", seconds(now()) - 10_000 - index);
    }
    await askForSuppressions(shopId);
    for (let turn = 0; turn < 4; turn += 1) await importSuppressionPage();
    expect(await suppressionImport(shopId)).toMatchObject({
      status: "reading",
      list: "spam reports",
      addresses: 1_003,
    });
    // Newer than the reading: it would push the rest of the list one further down.
    sendgrid.suppressions.add("spam_reports", "meanwhile@example.com", "", seconds(now()) + 60);
    // A worker that was killed with a page in hand: its lease runs out, and the page is read again.
    await pool.query("UPDATE imports SET lease_until = clock_timestamp() + interval '1 minute' WHERE shop_id = $1", [
      shopId,
    ]);
    expect(await importSuppressionPage()).toBe(0);
    await pool.query("UPDATE imports SET lease_until = clock_timestamp() - interval '1 second' WHERE shop_id = $1", [
      shopId,
    ]);
    while ((await importSuppressionPage()) > 0);
    expect((await listOf(shopId)).filter((line) => line.includes("complained"))).toHaveLength(1_235);
    expect(await suppressionImport(shopId)).toMatchObject({ status: "done", addresses: 3 + 1_235 + 1 });
    for (let index = 0; index < 1_234; index += 1)
      sendgrid.suppressions.remove("spam_reports", `s${index}@example.com`);
  });

  test("by two workers at once: the same", async () => {
    const shopId = await aShop();
    await askForSuppressions(shopId);
    for (let turn = 0; turn < 6; turn += 1) await Promise.all([importSuppressionPage(), importSuppressionPage()]);
    expect((await listOf(shopId)).filter((line) => !line.includes("meanwhile"))).toHaveLength(5);
    expect(await suppressionImport(shopId)).toMatchObject({ status: "done" });
  });

  test("bring nobody back by name who was erased", async () => {
    const shopId = await aShop();
    await importAll(shopId);
    await hashSuppressions(pool, shopId, ["enough@example.com"]);
    await importAll(shopId);
    expect(await listOf(shopId)).not.toContain("enough@example.com: unsubscribed, SendGrid, unsubscribes");
  });

  test("what is no address is left out and counted", async () => {
    const shopId = await aShop();
    sendgrid.suppressions.add("invalid_emails", "nobody", "", seconds(now()) - 60);
    await importAll(shopId);
    expect(await suppressionImport(shopId)).toMatchObject({ leftOut: 1 });
    sendgrid.suppressions.remove("invalid_emails", "nobody");
  });
});

describe("what is in the way", () => {
  test("a key that may not read them is told to the merchant, and the reading goes on once it may", async () => {
    const shopId = await aShop("SG.sandbox-send-only");
    await importAll(shopId);
    const { status, problem } = (await suppressionImport(shopId)) ?? {};
    expect(status).toBe("reading");
    expect(problem).toContain("give it read access to Suppressions");

    const other = await aShop();
    await pool.query("UPDATE shops SET sendgrid_key = NULL WHERE shop_id = $1", [shopId]);
    await askForSuppressions(shopId);
    expect(await importSuppressionPage()).toBe(0);
    await importAll(other);
    expect(await suppressionImport(other)).toMatchObject({ status: "done" });
  });

  test("a SendGrid that is away is asked again later", async () => {
    const shopId = await aShop();
    await sendgrid.close();
    await askForSuppressions(shopId);
    await importSuppressionPage();
    expect(await suppressionImport(shopId)).toMatchObject({
      status: "reading",
      problem: expect.stringContaining("tried again"),
    });
    expect(await importSuppressionPage()).toBe(0);
    sendgrid = await startSendgrid();
  });
});
