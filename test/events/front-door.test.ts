import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { frontDoor } from "~/events/front-door";
import { isSignedBy, MOST_WEBHOOK_BYTES } from "~/events/shopify-webhook";
import { action } from "~/routes/webhooks";

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!frontDoor(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
});
afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
beforeEach(async () => {
  await pool.query("TRUNCATE inbox");
});

function signed(body: string | Buffer<ArrayBuffer>, changes: Record<string, string | null> = {}): RequestInit {
  const headers: Record<string, string | null> = {
    "X-Shopify-Topic": "checkouts/update",
    "X-Shopify-Shop-Domain": "front-door.myshopify.com",
    "X-Shopify-Webhook-Id": "delivery-1",
    "X-Shopify-Event-Id": "event-1",
    "X-Shopify-API-Version": "2026-10",
    "X-Shopify-Triggered-At": "2026-11-23T12:00:00.123456789Z",
    "X-Shopify-Hmac-Sha256": createHmac("sha256", env.SHOPIFY_API_SECRET).update(body).digest("base64"),
    ...changes,
  };
  const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== null);
  return { method: "POST", headers: Object.fromEntries(given), body };
}

async function inbox() {
  const { rows } = await pool.query(
    "SELECT i.*, s.domain, s.opened_at FROM inbox i JOIN shops s USING (shop_id) ORDER BY received_at, delivery_id",
  );
  return rows;
}

describe("a delivery", () => {
  it("is durable before it is answered: raw bytes, ids and the trigger's time", async () => {
    const body = Buffer.from('{"token": "t",  "odd spacing": "is kept \\u00e9"}');
    expect((await fetch(url, signed(body))).status).toBe(200);
    const [row] = await inbox();
    expect(row).toMatchObject({
      delivery_id: "delivery-1",
      event_id: "event-1",
      topic: "checkouts/update",
      api_version: "2026-10",
      triggered_at: new Date("2026-11-23T12:00:00.123Z"),
      status: "waiting",
      payload: body,
    });
  });

  it("of an unknown shop makes it known, not opened yet", async () => {
    await fetch(url, signed("{}", { "X-Shopify-Shop-Domain": "Brand-New.myshopify.com" }));
    expect(await inbox()).toMatchObject([{ domain: "brand-new.myshopify.com", opened_at: null }]);
  });

  it("that comes again is answered 200 and kept once", async () => {
    for (let time = 0; time < 3; time += 1) expect((await fetch(url, signed(`{"n":${time}}`))).status).toBe(200);
    expect(await inbox()).toMatchObject([{ payload: Buffer.from('{"n":0}') }]);
  });

  it("that is no JSON is kept too: reading it is the worker's work", async () => {
    expect((await fetch(url, signed("{ not JSON"))).status).toBe(200);
    expect(await inbox()).toHaveLength(1);
  });

  it("is grouped with its neighbours and none is lost", async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, n) => fetch(url, signed(`{"n":${n}}`, { "X-Shopify-Webhook-Id": `many-${n}` }))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await inbox()).toHaveLength(300);
  });
});

describe("what is turned away, and leaves nothing behind", () => {
  it.each([
    ["a wrong signature", signed("{}", { "X-Shopify-Hmac-Sha256": Buffer.alloc(32).toString("base64") }), 401],
    ["a signature of another length", signed("{}", { "X-Shopify-Hmac-Sha256": "AAAA" }), 401],
    ["a body that was changed", { ...signed("{}"), body: "{ }" }, 401],
    ["no signature", signed("{}", { "X-Shopify-Hmac-Sha256": null }), 400],
    ["no topic", signed("{}", { "X-Shopify-Topic": null }), 400],
    ["no delivery id", signed("{}", { "X-Shopify-Webhook-Id": null }), 400],
    ["a domain that is none", signed("{}", { "X-Shopify-Shop-Domain": "' OR 1=1 --" }), 400],
    ["a body too large", signed(Buffer.alloc(MOST_WEBHOOK_BYTES + 1, "a")), 413],
  ])("%s", async (_what, request, status) => {
    expect((await fetch(url, request)).status).toBe(status);
    expect(await inbox()).toEqual([]);
  });

  it("other paths and methods are not the front door's", async () => {
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${url}/x`, signed("{}"))).status).toBe(404);
  });
});

it("Shopify's own vector verifies", () => {
  const { vectors } = JSON.parse(readFileSync("test/fixtures/shopify-webhook-hmac.json", "utf8"));
  for (const { secret, rawBody, x_shopify_hmac_sha256: hmac } of vectors) {
    expect(isSignedBy(secret, Buffer.from(rawBody), hmac)).toBe(true);
    expect(isSignedBy(`${secret}x`, Buffer.from(rawBody), hmac)).toBe(false);
  }
});

it("the Remix route answers as the front door does", async () => {
  const send = (init: RequestInit) =>
    action({ request: new Request("http://localhost/webhooks", init), params: {}, context: {} });
  expect((await send(signed("{}"))).status).toBe(200);
  expect((await send(signed("{}", { "X-Shopify-Hmac-Sha256": "AAAA" }))).status).toBe(401);
  expect(await inbox()).toHaveLength(1);
});
