import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { pool } from "~/db.server";
import { frontDoor } from "~/events/front-door";
import { forgetSendgridKey } from "~/events/sendgrid-keys";
import { MOST_SENDGRID_BYTES } from "~/events/sendgrid-webhook";
import { shopToken } from "~/events/shop-token";
import { action } from "~/routes/sendgrid.events.$token";
import { aShop } from "../delivery/a-shop";
import { anAccount, anEvent, keyPair, type SendgridAccount, signedPost } from "./a-sendgrid-account";

let server: Server;
let url: string;
let account: SendgridAccount;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!frontDoor(request, response)) response.writeHead(404).end("nobody's");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  account = await anAccount(await aShop());
});
afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
beforeEach(async () => {
  await pool.query("TRUNCATE inbox");
});
afterEach(() => vi.useRealTimers());

const batch = (...events: object[]) => JSON.stringify(events);
const post = (path: string, request: RequestInit) => fetch(url + path, request);

interface InboxRow {
  readonly source: string;
  readonly delivery_id: string;
  readonly topic: string;
  readonly status: string;
  readonly triggered_at: Date;
  readonly payload: Buffer;
  /** The transaction that wrote it. */
  readonly xmin: string;
}

async function inbox(shopId = account.shopId): Promise<InboxRow[]> {
  const { rows } = await pool.query<InboxRow>(
    `SELECT source, delivery_id, topic, status, triggered_at, payload, xmin::text FROM inbox WHERE shop_id = $1`,
    [shopId],
  );
  return rows;
}

async function refusal(path: string, request: RequestInit): Promise<number> {
  const { status } = await post(path, request);
  const { rows } = await pool.query("SELECT 1 FROM inbox");
  expect(rows).toEqual([]);
  return status;
}

describe("a batch", () => {
  it("is durable before it is answered: one row an event, by SendGrid's id and time", async () => {
    const { shopId, path } = account;
    const event = anEvent(shopId, { sg_event_id: "one", timestamp: 1_763_900_123, extra: { odd: true } });
    expect((await post(path, signedPost(account, `${batch(event)}\r\n`))).status).toBe(200);
    const [row] = await inbox();
    expect(row).toMatchObject({
      source: "sendgrid",
      delivery_id: "one",
      topic: "sendgrid/event",
      status: "waiting",
      triggered_at: new Date(1_763_900_123_000),
    });
    expect(JSON.parse(String(row?.payload))).toEqual(event);
  });

  it("of 1,000 events is stored in one transaction, within a second", async () => {
    const { shopId, path } = account;
    const events = Array.from({ length: 1_000 }, () => anEvent(shopId));
    const began = performance.now();
    expect((await post(path, signedPost(account, batch(...events)))).status).toBe(200);
    const took = performance.now() - began;
    const rows = await inbox();
    expect(rows).toHaveLength(1_000);
    expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
    expect(took).toBeLessThan(1_000);
  });

  it("counts each event once, however retries are cut, at the same moment too", async () => {
    const { shopId, path } = account;
    const events = Array.from({ length: 300 }, () => anEvent(shopId));
    const cuts = [events, events.slice(0, 120), events.slice(60).reverse(), [...events, ...events]];
    const answers = await Promise.all(cuts.map((cut) => post(path, signedPost(account, batch(...cut)))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await inbox()).map(({ delivery_id }) => delivery_id).sort()).toEqual(
      events.map(({ sg_event_id }) => sg_event_id).sort(),
    );
  });

  it("keeps only what is about this shop's mails: an account sends others too", async () => {
    const { shopId, path } = account;
    const other = await aShop();
    const ours = anEvent(shopId, { sg_event_id: "ours" });
    const others = [
      anEvent(other),
      { ...anEvent(shopId), message_id: undefined },
      { ...anEvent(shopId), message_id: "no id of ours" },
      { ...anEvent(shopId), shop_id: undefined },
      ...[null, 7, "text", [], { event: "account_status_change" }],
    ];
    const body = JSON.stringify([...others, ours]);
    expect((await post(path, signedPost(account, body))).status).toBe(200);
    expect((await inbox()).map(({ delivery_id }) => delivery_id)).toEqual(["ours"]);
    expect(await inbox(other)).toEqual([]);
  });

  it("may hold an event without an id: its text tells it from others", async () => {
    const { sg_event_id, ...event } = anEvent(account.shopId);
    await post(account.path, signedPost(account, batch(event, event, { ...event, event: "open" })));
    expect(await inbox()).toHaveLength(2);
  });

  it("may be empty", async () => {
    expect(await refusal(account.path, signedPost(account, "[]"))).toBe(200);
  });
});

describe("refused, with nothing stored", () => {
  const body = () => batch(anEvent(account.shopId));

  it("without a signature, or with a wrong one: 403", async () => {
    const request = signedPost(account, body());
    const { "X-Twilio-Email-Event-Webhook-Signature": signature, ...rest } = request.headers;
    expect(await refusal(account.path, { ...request, headers: rest })).toBe(403);
    const forged = { ...rest, "X-Twilio-Email-Event-Webhook-Signature": `MEUC${signature?.slice(4)}AA` };
    expect(await refusal(account.path, { ...request, headers: forged })).toBe(403);
    expect(await refusal(account.path, signedPost(keyPair(), body()))).toBe(403);
    expect(await refusal(account.path, { ...request, body: `${request.body} ` })).toBe(403);
  });

  it("with another account's signature: 403", async () => {
    const other = await anAccount(await aShop());
    expect(await refusal(account.path, signedPost(other, body()))).toBe(403);
  });

  it("without a timestamp, with one that is none, too old or ahead: 401; 24 hours of retries pass", async () => {
    const request = signedPost(account, body());
    const { "X-Twilio-Email-Event-Webhook-Timestamp": _timestamp, ...rest } = request.headers;
    expect(await refusal(account.path, { ...request, headers: rest })).toBe(401);
    const none = { ...rest, "X-Twilio-Email-Event-Webhook-Timestamp": "yesterday" };
    expect(await refusal(account.path, { ...request, headers: none })).toBe(401);
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    expect(await refusal(account.path, signedPost(account, body(), hours(-25.1)))).toBe(401);
    expect(await refusal(account.path, signedPost(account, body(), hours(0.2)))).toBe(401);
    expect((await post(account.path, signedPost(account, body(), hours(-24)))).status).toBe(200);
  });

  it("at a forged, cut or foreign address: 404", async () => {
    const token = shopToken(account.shopId);
    for (const path of [token.slice(1), `${token}A`, token.replace(/^AQA/, "AQB"), "", "1", `${token}/x`]) {
      expect(await refusal(`/sendgrid/events/${path}`, signedPost(account, body()))).toBe(404);
    }
  });

  it("of a shop that has no key, or is gone: 403", async () => {
    const shopId = await aShop();
    expect(await refusal(`/sendgrid/events/${shopToken(shopId)}`, signedPost(account, body()))).toBe(403);
    expect(await refusal(`/sendgrid/events/${shopToken(99_999)}`, signedPost(account, body()))).toBe(403);
    const erased = await anAccount(await aShop());
    await post(erased.path, signedPost(erased, "[]"));
    await pool.query("DELETE FROM shops WHERE shop_id = $1", [erased.shopId]);
    expect(await refusal(erased.path, signedPost(erased, batch(anEvent(erased.shopId))))).toBe(403);
  });

  it("when it is no JSON, or no array: 400", async () => {
    for (const text of ["[", "", "nonsense", JSON.stringify(anEvent(account.shopId)), "null"]) {
      expect(await refusal(account.path, signedPost(account, text))).toBe(400);
    }
  });

  it("when it is too large: 413", async () => {
    const large = batch(anEvent(account.shopId, { reason: "x".repeat(MOST_SENDGRID_BYTES) }));
    expect(await refusal(account.path, signedPost(account, large))).toBe(413);
  });

  it("by GET: nothing is answered here", async () => {
    expect(await refusal(account.path, { method: "GET" })).toBe(404);
  });
});

describe("the key", () => {
  it("that another process stored meanwhile is found out", async () => {
    const changed = await anAccount(await aShop());
    expect((await post(changed.path, signedPost(changed, "[]"))).status).toBe(200);
    const { privateKey, publicKey } = keyPair();
    await pool.query("UPDATE shops SET webhook_key = $2 WHERE shop_id = $1", [changed.shopId, publicKey]);
    // It was read less than a second ago, and is not asked for at each wrong signature.
    expect((await post(changed.path, signedPost({ privateKey }, "[]"))).status).toBe(403);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_500 });
    expect((await post(changed.path, signedPost({ privateKey }, "[]"))).status).toBe(200);
    expect((await post(changed.path, signedPost(changed, "[]"))).status).toBe(403);
  });

  it("signs as in SendGrid's own examples", async () => {
    const { vectors } = JSON.parse(
      readFileSync(new URL("../fixtures/sendgrid-eventwebhook-signature.json", import.meta.url), "utf8"),
    ) as { vectors: { public_key: string; signature: string; timestamp: string; rawBody: string }[] };
    const shopId = await aShop();
    for (const { public_key, signature, timestamp, rawBody } of vectors) {
      await pool.query("UPDATE shops SET webhook_key = $2 WHERE shop_id = $1", [shopId, public_key]);
      forgetSendgridKey(shopId);
      const headers = {
        "X-Twilio-Email-Event-Webhook-Signature": signature,
        "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
      };
      const path = `/sendgrid/events/${shopToken(shopId)}`;
      vi.useFakeTimers({ toFake: ["Date"], now: Number(timestamp) * 1_000 + 60_000 });
      expect((await post(path, { method: "POST", headers, body: rawBody })).status).toBe(200);
      vi.useRealTimers();
      expect((await post(path, { method: "POST", headers, body: rawBody })).status).toBe(401);
    }
  });
});

it("answers the same behind Remix", async () => {
  const token = shopToken(account.shopId);
  const ask = (request: RequestInit) =>
    action({ request: new Request(`http://localhost${account.path}`, request), params: { token }, context: {} });
  expect((await ask(signedPost(keyPair(), "[]"))).status).toBe(403);
  expect((await ask(signedPost(account, batch(anEvent(account.shopId))))).status).toBe(200);
  expect(await inbox()).toHaveLength(1);
});
