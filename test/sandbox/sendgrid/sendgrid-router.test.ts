import { readFileSync } from "node:fs";
import { Client } from "@sendgrid/client";
import { Ajv2020 } from "ajv/dist/2020.js";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMailbox } from "../../../sandbox/sendgrid/mailbox";
import { createReports } from "../../../sandbox/sendgrid/reports";
import { parseSendRequest } from "../../../sandbox/sendgrid/send-request";
import { sendgridRouter } from "../../../sandbox/sendgrid/sendgrid-router";
import { contextOf } from "../context-of";
import { type Served, serve } from "../served";
import { mailRequest } from "./mail-request";

const mailbox = createMailbox(null);
let sendgrid: Served;

beforeAll(async () => {
  sendgrid = await serve(express().use(sendgridRouter(contextOf(), mailbox, createReports(contextOf()))));
});
afterAll(() => sendgrid.close());
beforeEach(() => mailbox.clear());

function send(body: unknown, key = "SG.sandbox-key", signal?: AbortSignal): Promise<Response> {
  return fetch(`${sendgrid.url}/v3/mail/send`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
}

async function fieldsRefused(body: unknown): Promise<(string | null)[]> {
  const response = await send(body);
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as {
    errors: { message: string; field: string | null; help: string | null }[];
  };
  for (const error of errors)
    expect(error).toEqual({ message: expect.any(String), field: error.field, help: error.help });
  return errors.map(({ field }) => field);
}

describe("POST /v3/mail/send", () => {
  it("takes what SendGrid's own client sends and puts it into the inbox", async () => {
    const client = new Client();
    client.setApiKey("SG.sandbox-key");
    client.setDefaultRequest("baseUrl", sendgrid.url);
    const [answer] = await client.request({ method: "POST", url: "/v3/mail/send", body: mailRequest() });

    expect(answer.statusCode).toBe(202);
    const [mail] = mailbox.to("ada@example.com");
    expect(mail).toMatchObject({
      id: (answer.headers as Record<string, string>)["x-message-id"],
      from: { email: "hello@lantern-lane.example", name: "Lantern & Lane" },
      subject: "You left something behind",
      text: "Hello Ada",
      customArgs: { message_id: "m-1" },
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      request: mailRequest(),
    });
  });

  it("puts a mail into each recipient's inbox, with that personalization's subject", async () => {
    const personalizations = [
      { to: [{ email: "a@example.com" }], bcc: [{ email: "b@example.com" }] },
      { to: [{ email: "c@example.com" }], subject: "For C" },
    ];
    await send(mailRequest({ personalizations }));
    expect(mailbox.all().map(({ to, subject }) => [to.email, subject])).toEqual([
      ["a@example.com", "You left something behind"],
      ["b@example.com", "You left something behind"],
      ["c@example.com", "For C"],
    ]);
    expect(new Set(mailbox.all().map(({ id }) => id)).size).toBe(3);
  });

  it("takes every example of the published description", () => {
    const published = JSON.parse(
      readFileSync(new URL("../../../sandbox/sendgrid/openapi/tsg_mail_v3.json", import.meta.url), "utf8"),
    );
    const { examples } = published.components.requestBodies.PostMailSend.content["application/json"];
    expect(Object.keys(examples).length).toBeGreaterThan(0);
    for (const { value } of Object.values<{ value: unknown }>(examples)) {
      expect(parseSendRequest(value)).toEqual({ request: value });
    }
  });

  it("refuses unknown properties at any depth, and names them", async () => {
    expect(await fieldsRefused(mailRequest({ idempotency_key: "1" }))).toEqual(["idempotency_key"]);
    expect(await fieldsRefused(mailRequest({ from: { email: "a@example.com", nickname: "A" } }))).toEqual([
      "from.nickname",
    ]);
    expect(await fieldsRefused(mailRequest({ tracking_settings: { click_tracking: { enabled: true } } }))).toEqual([
      "tracking_settings.click_tracking.enabled",
    ]);
  });

  it.each([
    ["no recipient", { personalizations: [] }, "personalizations"],
    ["no sender", { from: undefined }, "from"],
    ["no address", { from: { email: "not an address" } }, "from.email"],
    ["no subject", { subject: undefined }, "personalizations.0.subject"],
    ["no content", { content: undefined }, "content"],
    ["top-level custom args", { custom_args: { message_id: "1" } }, "custom_args"],
    ["a reserved header", { headers: { Subject: "x" } }, "headers.Subject"],
    ["a header that carries another", { headers: { "X-A": "x\r\nBcc: eve@example.com" } }, "headers.X-A"],
    [
      "html before text",
      {
        content: [
          { type: "text/html", value: "x" },
          { type: "text/plain", value: "x" },
        ],
      },
      "content",
    ],
    ["eleven categories", { categories: Array.from({ length: 11 }, (_, index) => `c${index}`) }, "categories"],
    ["too far ahead", { send_at: Math.floor(Date.now() / 1000) + 73 * 3600 }, "personalizations.0.send_at"],
    [
      "a recipient twice",
      { personalizations: [{ to: [{ email: "a@example.com" }], cc: [{ email: "A@example.com" }] }] },
      "personalizations.0",
    ],
    [
      "custom args over 10,000 bytes",
      { personalizations: [{ to: [{ email: "a@example.com" }], custom_args: { message_id: "x".repeat(10_000) } }] },
      "personalizations.0.custom_args",
    ],
  ])("refuses %s", async (_case, changes, field) => {
    expect(await fieldsRefused(mailRequest(changes))).toEqual([field]);
    expect(mailbox.all()).toEqual([]);
  });

  it("refuses what is no JSON", async () => {
    expect(await fieldsRefused("{")).toEqual([null]);
  });

  it("refuses a key that is not the sandbox's", async () => {
    expect((await send(mailRequest(), "SG.other")).status).toBe(401);
    expect((await fetch(`${sendgrid.url}/v3/scopes`)).status).toBe(401);
  });

  it("checks a mail in SendGrid's sandbox mode and keeps none", async () => {
    expect((await send(mailRequest({ mail_settings: { sandbox_mode: { enable: true } } }))).status).toBe(200);
    expect((await send(mailRequest({ mail_settings: { sandbox_mode: { enable: true } }, from: {} }))).status).toBe(400);
    expect(mailbox.all()).toEqual([]);
  });

  it("says how many calls are left, and when more come", async () => {
    const { headers } = await send(mailRequest());
    const [limit, left, reset] = ["limit", "remaining", "reset"].map((name) =>
      Number(headers.get(`x-ratelimit-${name}`)),
    );
    expect(left).toBeLessThan(limit ?? 0);
    expect(reset).toBeGreaterThanOrEqual(Math.floor(Date.now() / 1000));
  });
});

describe("an ordered fault", () => {
  it.each([
    ["429", 429],
    ["500", 500],
    ["400", 400],
    ["401", 401],
    ["403", 403],
  ] as const)("%s is answered once, and the mail is not kept", async (kind, status) => {
    mailbox.failNext({ kind });
    expect((await send(mailRequest())).status).toBe(status);
    expect(mailbox.all()).toEqual([]);
    expect((await send(mailRequest())).status).toBe(202);
  });

  it("may hide that the mail was taken", async () => {
    mailbox.failNext({ kind: "500", acceptsAnyway: true });
    expect((await send(mailRequest())).status).toBe(500);
    expect(mailbox.all()).toHaveLength(1);
  });

  it("may cut the connection, answer what is no HTTP, or never answer", async () => {
    mailbox.failNext({ kind: "drop-connection", acceptsAnyway: true });
    await expect(send(mailRequest())).rejects.toThrow("fetch failed");
    mailbox.failNext({ kind: "malformed" });
    await expect(send(mailRequest())).rejects.toThrow("fetch failed");
    mailbox.failNext({ kind: "timeout" });
    await expect(send(mailRequest(), undefined, AbortSignal.timeout(100))).rejects.toThrow("timeout");
    expect(mailbox.all()).toHaveLength(1);
  });
});

describe("the account", () => {
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(sendgrid.url + path, { headers: { authorization: "Bearer SG.sandbox-key" } });
    return response.json();
  };

  it("may send mail", async () => {
    expect(await get("/v3/scopes")).toMatchObject({ scopes: expect.arrayContaining(["mail.send"]) });
  });

  it("lists its senders in the published shape", async () => {
    const published = JSON.parse(
      readFileSync(new URL("../../../sandbox/sendgrid/openapi/tsg_verified_senders_v3.json", import.meta.url), "utf8"),
    );
    const { VerifiedSenderResponse } = published.components.schemas;
    const isSender = new Ajv2020({ strict: false }).compile({ ...VerifiedSenderResponse, additionalProperties: false });
    const { results } = (await get("/v3/verified_senders")) as { results: { verified: boolean }[] };
    expect(results.every((sender) => isSender(sender))).toBe(true);
    expect(results.some(({ verified }) => verified)).toBe(true);
  });
});
