import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { sendTest } from "~/delivery/send-test";
import { loadSender, saveSender, senderProblems } from "~/delivery/sender-settings";
import { saveSendgridKey } from "~/delivery/sendgrid-key";
import { aShop } from "./a-shop";
import { accept, type Sink, startSink } from "./sendgrid-sink";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
beforeEach(() => {
  sink.received.length = 0;
  sink.answer = accept;
});
afterAll(async () => {
  await sink.close();
  await pool.end();
});

const form = {
  senderName: "Lantern & Lane",
  senderEmail: " Hello@Lantern.Example ",
  replyTo: "",
  postalAddress: "1 Lane, 10115 Berlin",
};

const columnsOf = async (shopId: number) =>
  (await pool.query(`SELECT sender_email, reply_to, sendgrid_key FROM shops WHERE shop_id = $1`, [shopId])).rows[0];

test("a shop's problems are sentences, and none when all is there", () => {
  const nothing = { senderName: null, senderEmail: null, postalAddress: null, sendgridKey: null, senderStanding: null };
  expect(senderProblems(nothing)).toHaveLength(3);
  for (const problem of senderProblems(nothing)) expect(problem).toMatch(/^[A-Z].*\.$/);
  const all = { senderName: "a", senderEmail: "a@b.c", postalAddress: "x", sendgridKey: "v1.x" };
  for (const senderStanding of [null, "verified", "at-domain"]) {
    expect(senderProblems({ ...all, senderStanding })).toEqual([]);
  }
  expect(senderProblems({ ...all, senderStanding: "unverified" })).toEqual([expect.stringContaining("a@b.c")]);
});

describe("the sender", () => {
  test("is saved, its address in its one form", async () => {
    const shopId = await aShop();
    expect(await saveSender(shopId, form)).toEqual({ ok: true });
    expect(await columnsOf(shopId)).toMatchObject({ sender_email: "hello@lantern.example", reply_to: null });
    expect(await saveSender(shopId, { ...form, replyTo: "Shop@lantern.example" })).toEqual({ ok: true });
    expect(await columnsOf(shopId)).toMatchObject({ reply_to: "shop@lantern.example" });
  });

  test("with faults is not saved, and each field says its own", async () => {
    const shopId = await aShop();
    const before = await columnsOf(shopId);
    const result = await saveSender(shopId, {
      senderName: " ",
      senderEmail: "a@b",
      replyTo: "nobody",
      postalAddress: "",
    });
    expect(result).toMatchObject({ ok: false });
    if (!result.ok)
      expect(Object.keys(result.errors).sort()).toEqual(["postalAddress", "replyTo", "senderEmail", "senderName"]);
    expect(await columnsOf(shopId)).toEqual(before);
  });
});

describe("the SendGrid key", () => {
  const scopes = (...scopes: string[]) => {
    sink.answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ scopes }));
    };
  };

  test("is kept sealed once SendGrid has agreed", async () => {
    const shopId = await aShop({ sendgridKey: null });
    scopes("mail.send");
    // It may send, and not more: that it cannot set up reports is said, and stops nothing.
    expect(await saveSendgridKey(shopId, " SG.abc.def\n")).toMatchObject({ ok: true, reports: { ok: false } });
    expect((await columnsOf(shopId)).sendgrid_key).not.toContain("abc");
    expect((await loadSender(pool, shopId)).ready?.apiKey).toBe("SG.abc.def");
  });

  test("that may not send, or is none, is not kept", async () => {
    const shopId = await aShop({ sendgridKey: null });
    scopes("alerts.read");
    expect(await saveSendgridKey(shopId, "SG.abc.def")).toMatchObject({ ok: false });
    scopes("mail.send");
    expect(await saveSendgridKey(shopId, "my password")).toMatchObject({ ok: false });
    expect(sink.received, "what is no key is told to nobody").toHaveLength(1);
    expect((await columnsOf(shopId)).sendgrid_key).toBeNull();
  });
});

describe("a test mail", () => {
  const rendered = { subject: "Hello", html: "<p>Hello</p>", text: "Hello" };

  test("leaves at once, without a message", async () => {
    const shopId = await aShop();
    expect(await sendTest(shopId, "Me@shop.example", rendered)).toEqual({ ok: true, isSandboxed: false });
    const [request] = sink.received;
    expect(request?.authorization).toBe(`Bearer SG.key-of-shop-${shopId}`);
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      personalizations: [{ to: [{ email: "me@shop.example" }], custom_args: { shop_id: String(shopId) } }],
      categories: ["test"],
    });
  });

  test("in sandbox mode is checked by SendGrid, and delivered to nobody", async () => {
    const shopId = await aShop();
    await pool.query("UPDATE shops SET is_sandboxed = true WHERE shop_id = $1", [shopId]);
    expect(await sendTest(shopId, "me@shop.example", rendered)).toEqual({ ok: true, isSandboxed: true });
    const [request] = sink.received;
    expect(JSON.parse(request?.body ?? "").mail_settings).toEqual({ sandbox_mode: { enable: true } });
  });

  test("that cannot leave says why", async () => {
    const unready = await aShop({ sendgridKey: null });
    expect(await sendTest(unready, "me@shop.example", rendered)).toMatchObject({
      problem: expect.stringContaining("API key"),
    });
    const shopId = await aShop();
    expect(await sendTest(shopId, "me", rendered)).toMatchObject({ ok: false });
    sink.answer = (_request, response) => response.writeHead(403).end();
    expect(await sendTest(shopId, "me@shop.example", rendered)).toMatchObject({
      problem: expect.stringContaining("403"),
    });
  });
});
