import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { connectReports, reportsUrl } from "~/delivery/connect-reports";
import { seal } from "~/delivery/secret";
import { saveSendgridKey } from "~/delivery/sender-settings";
import { env } from "~/env.server";
import { parseShopToken } from "~/events/shop-token";
import { createMailbox } from "../../sandbox/sendgrid/mailbox";
import { createReports, type Reports } from "../../sandbox/sendgrid/reports";
import { sendgridRouter } from "../../sandbox/sendgrid/sendgrid-router";
import { contextOf } from "../sandbox/context-of";
import { type Served, serve } from "../sandbox/served";
import { aShop } from "./a-shop";

const context = contextOf();
let reports: Reports;
let sendgrid: Served;
/** What SendGrid is asked that changes something, oldest first. */
const asked: string[] = [];

beforeAll(async () => {
  reports = createReports(context);
  const app = express().use((request, _response, next) => {
    if (request.method !== "GET") asked.push(`${request.method} ${request.path.replace(/[0-9a-f-]{36}/, ":id")}`);
    next();
  });
  sendgrid = await serve(app.use(sendgridRouter(context, createMailbox(null), reports)));
  Object.assign(env, { SENDGRID_BASE_URL: sendgrid.url });
});
afterAll(async () => {
  await sendgrid.close();
  await pool.end();
});

let keys = 0;
/** A key that no client was made for: clients remember the address that they were made with. */
const freshKey = (name = "SG.sandbox") => `${name}-reports-${++keys}`;

/** A shop whose SendGrid account is new: no webhook is there. */
async function aConnectedShop(key = freshKey()): Promise<number> {
  for (const { id } of reports.webhooks.all()) reports.webhooks.remove(id);
  asked.length = 0;
  const shopId = await aShop({ sendgridKey: null });
  await pool.query("UPDATE shops SET sendgrid_key = $2 WHERE shop_id = $1", [shopId, seal(shopId, key)]);
  return shopId;
}

async function webhookOf(shopId: number) {
  const { rows } = await pool.query<{ id: string | null; key: string | null }>(
    "SELECT webhook_id AS id, webhook_key AS key FROM shops WHERE shop_id = $1",
    [shopId],
  );
  return rows[0];
}

test("the account gets a webhook of its own, signed, and its key is kept", async () => {
  const shopId = await aConnectedShop();
  expect(await connectReports(shopId)).toEqual({ ok: true });
  const [webhook, ...others] = reports.webhooks.all();
  expect(others).toEqual([]);
  expect(webhook).toMatchObject({
    isSigned: true,
    settings: { enabled: true, url: reportsUrl(shopId), bounce: true, spam_report: true, processed: true, open: true },
  });
  expect(await webhookOf(shopId)).toEqual({ id: webhook?.id, key: webhook?.publicKey });
  expect(parseShopToken(reportsUrl(shopId).split("/").at(-1) ?? "")).toBe(shopId);
});

test("again it is set right and keeps its key: what is on its way stays good", async () => {
  const shopId = await aConnectedShop();
  await connectReports(shopId);
  const before = await webhookOf(shopId);
  reports.webhooks.change(before?.id ?? "", { settings: { url: "http://elsewhere.example/", enabled: false } });
  asked.length = 0;
  expect(await connectReports(shopId)).toEqual({ ok: true });
  expect(asked).toEqual(["PATCH /v3/user/webhooks/event/settings/:id"]);
  expect(await webhookOf(shopId)).toEqual(before);
  expect(reports.webhooks.all()).toMatchObject([{ settings: { url: reportsUrl(shopId), enabled: true } }]);
});

test("one that we forgot of, or that was made meanwhile, is found by its address", async () => {
  const shopId = await aConnectedShop();
  const { id } = reports.webhooks.add({ url: reportsUrl(shopId) });
  expect(await connectReports(shopId)).toEqual({ ok: true });
  expect(await webhookOf(shopId)).toMatchObject({ id });
  expect(reports.webhooks.all()).toHaveLength(1);
});

describe("what is in the way is said, with what to do", () => {
  test("the key lacks permissions: each is named", async () => {
    const shopId = await aConnectedShop(freshKey("SG.sandbox-send-only"));
    const result = await connectReports(shopId);
    expect(result).toMatchObject({ ok: false });
    if (result.ok) return;
    for (const deed of ["read", "create", "update"]) {
      expect(result.problem).toContain(`user.webhooks.event.settings.${deed}`);
    }
    expect(result.problem).toContain("Mail Settings > Event Notification");
    expect(asked).toEqual([]);
    expect(await webhookOf(shopId)).toEqual({ id: null, key: null });
  });

  test("the plan allows no more webhooks", async () => {
    const shopId = await aConnectedShop();
    for (let count = 0; count < 5; count++) reports.webhooks.add({ url: `https://example.com/${count}` });
    expect(await connectReports(shopId)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/allows no further event webhook.*delete one/),
    });
  });

  test("there is no key, or SendGrid does not know it, or does not answer", async () => {
    expect(await connectReports(await aShop({ sendgridKey: null }))).toMatchObject({ ok: false });
    expect(await connectReports(await aConnectedShop("SG.unknown-key"))).toMatchObject({
      ok: false,
      problem: expect.stringContaining("401"),
    });
    Object.assign(env, { SENDGRID_BASE_URL: "http://127.0.0.1:1" });
    const silent = await connectReports(await aConnectedShop());
    Object.assign(env, { SENDGRID_BASE_URL: sendgrid.url });
    expect(silent).toMatchObject({ ok: false, problem: expect.stringContaining("could not be reached") });
  });
});

test("saving a key connects the reports; where that fails the key is kept all the same", async () => {
  const shopId = await aConnectedShop();
  expect(await saveSendgridKey(shopId, freshKey())).toEqual({ ok: true, reports: { ok: true } });
  expect(await saveSendgridKey(shopId, freshKey("SG.sandbox-send-only"))).toMatchObject({
    ok: true,
    reports: { ok: false },
  });
});
