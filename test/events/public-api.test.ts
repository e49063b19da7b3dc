import { readFileSync } from "node:fs";
import type { ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeEach, describe, expect, it } from "vitest";
import { moveClock, now } from "~/clock";
import { pool } from "~/db.server";
import { BURST, liveKeys, MOST_KEYS, makeKey, revokeKey } from "~/events/api-keys";
import { openApi } from "~/events/openapi";
import { MOST_API_BYTES } from "~/events/public-api";
import { tellEvent } from "~/reports/event-words";
import { action, loader } from "~/routes/api.events";
import { ensureShop } from "~/shop.server";
import { processInbox } from "~/worker/process-inbox";

let shopId: number;
let key: string;
beforeEach(async () => {
  await pool.query("TRUNCATE inbox, events, contacts, contact_identities, api_keys");
  shopId = await ensureShop(pool, "api.myshopify.com");
  key = await newKey(shopId);
});

async function newKey(shop: number): Promise<string> {
  const made = await makeKey(shop, "Loyalty programme");
  if (!made) throw new Error("no key was made");
  return made;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Sends as another system would; whatever is answered must be as the OpenAPI file says. */
async function send(body: unknown, bearer: string | null = key): Promise<Answer> {
  const request = new Request("http://localhost/api/events", {
    method: "POST",
    headers: bearer === null ? {} : { Authorization: `Bearer ${bearer}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const response = await action({ request, params: {}, context: {} });
  const answer = { status: response.status, headers: response.headers, body: await response.json() };
  expect(schemaFaults(answer.status === 202 ? "Receipt" : "Refusal", answer.body)).toEqual([]);
  return answer;
}

async function processAll(): Promise<void> {
  while ((await processInbox(shopId, new Date(now().getTime() + 1_000))) > 0);
}

const rowsOf = async (table: string, shop = shopId) =>
  (await pool.query(`SELECT * FROM ${table} WHERE shop_id = $1`, [shop])).rows;

const quiz = {
  event: "quiz.finished",
  occurredAt: "2026-11-20T12:00:00Z",
  contact: { email: "Ada@Example.com" },
  properties: { result: "dry skin", score: 7, wantsSamples: true, coupon: null },
};

describe("an event of another system", () => {
  it("is durable before it is answered, and appears on the contact's timeline with its properties", async () => {
    const { status, body } = await send({
      ...quiz,
      profile: { firstName: "Ada", country: "de", timezone: "Europe/Berlin", custom: { skinType: "dry", points: 120 } },
    });
    expect([status, body]).toEqual([202, { accepted: 1, refused: 0, events: [{ accepted: true }] }]);
    expect(await rowsOf("inbox")).toMatchObject([{ source: "api", topic: "api/event", status: "waiting" }]);

    await processAll();
    const [contact] = await rowsOf("contacts");
    expect(contact).toMatchObject({
      email: "ada@example.com",
      first_name: "Ada",
      country: "DE",
      timezone: "Europe/Berlin",
      custom: { skinType: "dry", points: 120 },
      consent: "NOT_SUBSCRIBED",
    });
    const [event] = await rowsOf("events");
    expect(event).toMatchObject({ name: "custom.happened", contact_id: contact.contact_id });
    expect(event.occurred_at.toISOString()).toBe("2026-11-20T12:00:00.000Z");
    expect(tellEvent(event.name, event.data)).toEqual({
      title: "quiz.finished",
      detail: "coupon: – · result: dry skin · score: 7 · wantsSamples: true",
    });
  });

  it("tells of a customer by Shopify's id, in either spelling", async () => {
    await send([
      { event: "a", contact: { customerId: "6940095283" } },
      { event: "b", contact: { customerId: "gid://shopify/Customer/6940095283" } },
    ]);
    await processAll();
    expect(await rowsOf("contacts")).toMatchObject([{ customer_id: "6940095283" }]);
  });

  it("told late changes no profile field that is newer; null takes a field away", async () => {
    const custom = (fields: object, occurredAt: string) => send({ ...quiz, occurredAt, profile: { custom: fields } });
    await custom({ points: 200, tier: "gold" }, "2026-11-20T12:00:00Z");
    await processAll();
    await custom({ points: 100, since: 2024 }, "2026-11-19T12:00:00Z");
    await custom({ tier: null }, "2026-11-21T12:00:00Z");
    await processAll();
    expect(await rowsOf("contacts")).toMatchObject([{ custom: { points: 200, since: 2024 } }]);
  });
});

describe("the reserved name stock.requested", () => {
  const asks = (properties: object) => ({
    event: "stock.requested",
    contact: { email: "ada@example.com" },
    properties,
  });

  it.each([
    [
      { productId: "8800", variantId: 47 },
      { productId: "8800", variantId: "47" },
    ],
    [{ productId: "gid://shopify/Product/8800" }, { productId: "8800", variantId: null }],
  ])("%j is a wish to be told", async (properties, data) => {
    expect((await send(asks(properties))).status).toBe(202);
    await processAll();
    expect(await rowsOf("events")).toMatchObject([{ name: "stock.requested", data, contact_id: expect.any(String) }]);
  });

  it.each([
    [{}, "/properties/productId", /is missing/],
    [{ productId: "mug" }, "/properties/productId", /is not the id of a product/],
    [{ productId: 1.5 }, "/properties/productId", /is not the id of a product/],
    [{ productId: "1", variantId: "red" }, "/properties/variantId", /is not the id of a product/],
  ])("%j is refused with its place", async (properties, place, reason) => {
    const { status, body } = await send(asks(properties));
    expect([status, body.problems]).toEqual([400, [{ place, reason: expect.stringMatching(reason) }]]);
  });
});

describe("sent again", () => {
  it("with its id it is one event, whatever else changed; two ids are two", async () => {
    await send({ ...quiz, id: "quiz-1" });
    await send([
      { ...quiz, id: "quiz-1", event: "renamed" },
      { ...quiz, id: "quiz-2" },
    ]);
    await processAll();
    await send({ ...quiz, id: "quiz-1" });
    await processAll();
    expect((await rowsOf("events")).map(({ data }) => data.name)).toEqual(["quiz.finished", "quiz.finished"]);
  });

  it("without an id, the same words of the same moment are one event; without a moment they are two", async () => {
    await send([quiz, quiz, { ...quiz, occurredAt: "2026-11-20T12:00:01Z" }]);
    expect(await rowsOf("inbox")).toHaveLength(2);
    const { occurredAt: _, ...timeless } = quiz;
    await send([timeless, timeless]);
    expect(await rowsOf("inbox")).toHaveLength(4);
  });

  it("with another key, an id is another system's", async () => {
    await send({ ...quiz, id: "1" });
    await send({ ...quiz, id: "1" }, await newKey(shopId));
    expect(await rowsOf("inbox")).toHaveLength(2);
  });
});

describe("what is wrong is said with its place", () => {
  it("in a batch that is partly wrong, what is right is kept", async () => {
    const { status, body } = await send([quiz, { ...quiz, contact: { email: "nobody" } }, quiz.event]);
    expect(status).toBe(202);
    expect(body).toEqual({
      accepted: 1,
      refused: 2,
      events: [
        { accepted: true },
        { accepted: false, problems: [{ place: "/1/contact/email", reason: "is not an e-mail address" }] },
        { accepted: false, problems: [{ place: "/2", reason: "is not an object" }] },
      ],
    });
    expect(await rowsOf("inbox")).toHaveLength(1);
  });

  const many = Object.fromEntries(Array.from({ length: 51 }, (_, field) => [`f${field}`, field]));
  it.each<[string, object, string, RegExp]>([
    ["no name", { ...quiz, event: undefined }, "/event", /is missing/],
    ["a blank name", { ...quiz, event: "  " }, "/event", /is empty/],
    ["a long name", { ...quiz, event: "x".repeat(61) }, "/event", /longer than 60/],
    ["nobody", { ...quiz, contact: {} }, "/contact", /needs an email or a customerId/],
    [
      "a field that there is not",
      { ...quiz, contact: { email: "a@b.example", "pho/ne": 1 } },
      "/contact/pho~1ne",
      /not a field/,
    ],
    ["a time that is none", { ...quiz, occurredAt: "yesterday" }, "/occurredAt", /is not a time/],
    ["a time to come", { ...quiz, occurredAt: "2999-01-01T00:00:00Z" }, "/occurredAt", /future/],
    ["a property in a property", { ...quiz, properties: { a: { b: 1 } } }, "/properties/a", /is not a text/],
    ["too many properties", { ...quiz, properties: many }, "/properties", /more than 50/],
    [
      "a text that cannot be kept",
      { ...quiz, properties: { a: "nul \0" } },
      "/properties/a",
      /is not a text|cannot be kept/,
    ],
    ["half a character", { ...quiz, profile: { city: "\ud83d" } }, "/profile/city", /cannot be kept/],
    ["a zone that is none", { ...quiz, profile: { timezone: "Mars/Base" } }, "/profile/timezone", /time zone/],
    ["a country's name", { ...quiz, profile: { country: "Germany" } }, "/profile/country", /two letters/],
    ["a language that is none", { ...quiz, profile: { locale: "!" } }, "/profile/locale", /language tag/],
  ])("%s", async (_what, event, place, reason) => {
    const { status, body } = await send(event);
    expect([status, body.problems]).toEqual([400, [{ place, reason: expect.stringMatching(reason) }]]);
    expect(await rowsOf("inbox")).toEqual([]);
  });

  it.each<[string, unknown, number]>([
    ["no JSON", "{", 400],
    ["no body", "", 400],
    ["an empty batch", [], 400],
    ["a batch of 101", Array.from({ length: 101 }, () => quiz), 400],
    ["a number", 7, 400],
    ["too many bytes", JSON.stringify({ ...quiz, filler: "x".repeat(MOST_API_BYTES) }), 413],
  ])("%s", async (_what, body, status) => {
    expect((await send(body)).status).toBe(status);
    expect(await rowsOf("inbox")).toEqual([]);
  });

  it("bytes that are not UTF-8, and another method", async () => {
    const headers = { Authorization: `Bearer ${key}` };
    const request = (init: RequestInit) => ({
      request: new Request("http://localhost/api/events", { headers, ...init }),
      params: {},
      context: {},
    });
    expect((await action(request({ method: "POST", body: Buffer.from([0x22, 0xff, 0x22]) }))).status).toBe(400);
    expect((await loader(request({}))).status).toBe(405);
  });
});

describe("a key", () => {
  it("is kept as a hash, and its use is noted to the minute", async () => {
    expect(key).toMatch(/^wp_[0-9a-z]+_[\w-]{43}$/);
    const [row] = await rowsOf("api_keys");
    expect(JSON.stringify(row)).not.toContain(key.slice(-43));

    const [before] = await liveKeys(shopId);
    expect(before?.lastUsedAt).toBeNull();
    const uses: (Date | null | undefined)[] = [];
    for (const seconds of [0, 30, 90]) {
      moveClock(new Date(Date.UTC(2027, 0, 1, 0, 0, seconds)));
      await send(quiz);
      uses.push((await liveKeys(shopId))[0]?.lastUsedAt);
    }
    expect(uses[1]).toEqual(uses[0]);
    expect(uses[2]?.getTime()).toBeGreaterThan(uses[0]?.getTime() ?? 0);
  });

  it("is worthless from the moment it is revoked, and another one is not", async () => {
    const other = await newKey(shopId);
    const [newest, oldest] = await liveKeys(shopId);
    expect(await revokeKey(shopId, oldest?.keyId ?? "")).toBe(true);
    expect((await send(quiz)).status).toBe(401);
    expect((await send(quiz, other)).status).toBe(202);
    expect(await revokeKey(shopId, oldest?.keyId ?? "")).toBe(false);
    expect(await liveKeys(shopId)).toMatchObject([{ keyId: newest?.keyId }]);
  });

  it("of one shop opens no other", async () => {
    const other = await ensureShop(pool, "other-api.myshopify.com");
    await newKey(other);
    const [mine] = await liveKeys(shopId);
    expect(await revokeKey(other, mine?.keyId ?? "")).toBe(false);
    const forged = key.replace(/^wp_[0-9a-z]+_/, `wp_${other.toString(36)}_`);
    expect((await send(quiz, forged)).status).toBe(401);
    expect((await send(quiz)).status).toBe(202);
    expect(await rowsOf("inbox", other)).toEqual([]);
  });

  it.each<[string, string | null]>([
    ["missing", null],
    ["of nobody", `wp_zzzzzz_${"a".repeat(43)}`],
    ["cut", "wp_1_abc"],
    ["of another kind", "sk_live_1"],
  ])("that is %s is answered 401", async (_what, bearer) => {
    const { status, headers } = await send(quiz, bearer);
    expect([status, headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
  });

  it("is no key while the app is uninstalled", async () => {
    await pool.query("UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1", [shopId]);
    expect((await send(quiz)).status).toBe(401);
    await pool.query("UPDATE shops SET uninstalled_at = NULL WHERE shop_id = $1", [shopId]);
  });

  it("has its pace: past the burst it hears when to come again, and another key goes on", async () => {
    const answers = await Promise.all(Array.from({ length: BURST + 20 }, () => send(quiz)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(BURST);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ headers }) => Number(headers.get("Retry-After")) >= 1)).toBe(true);
    expect((await send(quiz, await newKey(shopId))).status).toBe(202);

    // The wait is over, by the database's own clock.
    await pool.query("UPDATE api_keys SET busy_until = busy_until - interval '1 second' WHERE shop_id = $1", [shopId]);
    expect((await send(quiz)).status).toBe(202);
  });

  it("is made only while there are few", async () => {
    for (let count = 1; count < MOST_KEYS; count += 1) await newKey(shopId);
    expect(await makeKey(shopId, "one more")).toBeNull();
  });
});

describe("the OpenAPI file", () => {
  it("in docs/ is what is served (write it anew with npx vitest run test/events/public-api.test.ts -u)", async () => {
    await expect(`${JSON.stringify(openApi, null, 2)}\n`).toMatchFileSnapshot("../../docs/openapi.json");
  });

  it("has examples that fit its schemas, and that the API takes", async () => {
    const post = JSON.parse(readFileSync("docs/openapi.json", "utf8")).paths["/api/events"].post;
    const { one, batch } = post.requestBody.content["application/json"].examples;
    for (const event of [one.value, ...batch.value]) expect(schemaFaults("Event", event)).toEqual([]);
    moveClock(new Date("2027-01-01T00:00:00Z"));
    for (const { value } of [one, batch]) expect((await send(value)).body).toMatchObject({ refused: 0 });
    for (const [status, { content }] of Object.entries<{ content: Record<string, { example: unknown }> }>(
      post.responses,
    )) {
      const example = content["application/json"]?.example;
      expect(schemaFaults(status === "202" ? "Receipt" : "Refusal", example)).toEqual([]);
    }
  });
});

const ajv = addFormats.default(new Ajv2020({ strict: false }));
ajv.addSchema({ ...openApi, $id: "waypost" });

function schemaFaults(schema: "Event" | "Receipt" | "Refusal", value: unknown): string[] {
  const validate = ajv.getSchema(`waypost#/components/schemas/${schema}`);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }: ErrorObject) => `${instancePath} ${message}`);
}
