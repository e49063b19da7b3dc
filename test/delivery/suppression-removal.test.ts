import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { deliverDue } from "~/delivery/deliver";
import { suppressByHand } from "~/delivery/suppress-by-hand";
import { removalOf, removeSuppression } from "~/delivery/suppression-removal";
import { aShopAtSendgrid, type SendgridForTest, startSendgrid } from "./a-sendgrid";
import { aDueMessage, decisionsAbout, noon } from "./a-shop";

let sendgrid: SendgridForTest;
beforeAll(async () => {
  sendgrid = await startSendgrid();
});
afterAll(async () => {
  await sendgrid.close();
  await pool.end();
});

const email = "ann@example.com";

async function aSuppression(reason: string, key?: string) {
  const shopId = await aShopAtSendgrid("hello@shop.example", key);
  await pool.query("INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, $2, $3, $4)", [
    shopId,
    email,
    reason,
    noon,
  ]);
  return shopId;
}

async function reasonsOf(shopId: number) {
  const { rows } = await pool.query("SELECT email, reason, source FROM suppressions WHERE shop_id = $1", [shopId]);
  return rows;
}

describe("taking an address off the list", () => {
  test.each(["manual", "sunset", "bounced"])("the merchant may, of one that is on it as %s", async (reason) => {
    const shopId = await aSuppression(reason);
    expect(removalOf(reason)).toMatchObject({ isLawful: true });
    expect(await removeSuppression(shopId, email, reason)).toEqual({ kind: "removed" });
    expect(await reasonsOf(shopId)).toEqual([]);
    expect(await removeSuppression(shopId, email, reason)).toEqual({ kind: "removed" });
  });

  test.each(["unsubscribed", "complained", "whatever-comes"])(
    "never, of one that is on it as %s: it says why",
    async (reason) => {
      const shopId = await aSuppression(reason);
      expect(await removeSuppression(shopId, email, reason)).toMatchObject({
        kind: "refused",
        why: expect.stringContaining("Only they can change that"),
      });
      expect(await reasonsOf(shopId)).toHaveLength(1);
    },
  );

  test("one that bounced is warned about, and SendGrid forgets it too", async () => {
    const shopId = await aSuppression("bounced");
    sendgrid.suppressions.add("bounces", email);
    sendgrid.suppressions.add("invalid_emails", email);
    expect(removalOf("bounced")).toMatchObject({ warning: expect.stringContaining("harms") });
    await removeSuppression(shopId, email, "bounced");
    for (const list of ["bounces", "invalid_emails"] as const) {
      expect(sendgrid.suppressions.list(list).map((one) => one.email)).not.toContain(email);
    }
  });

  test("says so when SendGrid keeps it", async () => {
    const shopId = await aSuppression("bounced", "SG.sandbox-send-only");
    expect(await removeSuppression(shopId, email, "bounced")).toMatchObject({
      kind: "left",
      why: expect.stringContaining("403"),
    });
    expect(await reasonsOf(shopId)).toEqual([]);
  });

  test("leaves its other reasons, and other shops", async () => {
    const shopId = await aSuppression("manual");
    const other = await aSuppression("manual");
    await pool.query("INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, $2, 'complained', $3)", [
      shopId,
      email,
      noon,
    ]);
    await removeSuppression(shopId, email, "manual");
    expect(await reasonsOf(shopId)).toMatchObject([{ reason: "complained" }]);
    expect(await reasonsOf(other)).toHaveLength(1);
  });
});

describe("adding one by hand", () => {
  test("keeps it with its source, and queued mails to it are not sent", async () => {
    const shopId = await aShopAtSendgrid("hello@shop.example");
    const { contactId } = await aDueMessage(shopId, { email: "bea@example.com" });
    expect(await suppressByHand(shopId, " Bea@Example.com ")).toEqual({ ok: true });
    expect(await suppressByHand(shopId, "bea@example.com")).toEqual({ ok: true });
    expect(await reasonsOf(shopId)).toEqual([{ email: "bea@example.com", reason: "manual", source: "added by you" }]);
    const mails = { prepare: async () => new Map(), render: () => expect.unreachable() };
    await deliverDue(shopId, noon, noon, mails, () => "UTC");
    expect(await decisionsAbout(shopId, contactId)).toEqual(["not-sent: suppressed"]);
  });

  test.each(["", "nobody", "a@b", "a@example.com\0", "a b@example.com"])("%j is no address", async (text) => {
    const shopId = await aShopAtSendgrid("hello@shop.example");
    expect(await suppressByHand(shopId, text)).toMatchObject({ errors: { email: "That is not an e-mail address." } });
    expect(await reasonsOf(shopId)).toEqual([]);
  });
});
