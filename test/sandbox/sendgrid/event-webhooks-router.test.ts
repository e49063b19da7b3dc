import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isSignedBySendgrid, sendgridKey } from "~/events/sendgrid-signature";
import { signedBatch } from "../../../sandbox/sendgrid/event-sender";
import { createMailbox } from "../../../sandbox/sendgrid/mailbox";
import { createReports } from "../../../sandbox/sendgrid/reports";
import { sendgridRouter } from "../../../sandbox/sendgrid/sendgrid-router";
import { contextOf } from "../context-of";
import { type Served, serve } from "../served";

const SETTINGS = "/v3/user/webhooks/event/settings";
const published = JSON.parse(
  readFileSync(new URL("../../../sandbox/sendgrid/openapi/tsg_webhooks_v3.json", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(published, "published");

const reports = createReports(contextOf());
let sendgrid: Served;

beforeAll(async () => {
  sendgrid = await serve(express().use(sendgridRouter(contextOf(), createMailbox(null), reports)));
});
afterAll(() => sendgrid.close());

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> {
  const response = await fetch(sendgrid.url + path, {
    method,
    headers: { authorization: "Bearer SG.sandbox-key", "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

/** The answer, which the published description allows for this path, method and status. */
async function asPublished(method: string, path: string, template: string, body?: unknown) {
  const answer = await ask(method, path, body);
  const operation = published.paths[template][method.toLowerCase()];
  expect(Object.keys(operation.responses)).toContain(String(answer.status));
  if (answer.body !== null) {
    const pointer = [
      template,
      method.toLowerCase(),
      "responses",
      answer.status,
      "content",
      "application/json",
      "schema",
    ]
      .map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"))
      .join("/");
    const isPublished = ajv.compile({ $ref: `published#/paths/${pointer}` });
    expect(isPublished(answer.body) ? [] : isPublished.errors).toEqual([]);
  }
  return answer;
}

describe("an event webhook", () => {
  it("is made, listed, signed, changed and deleted as SendGrid's description says", async () => {
    const settings = { url: "https://app.example/events/1", enabled: true, delivered: true, friendly_name: "One" };
    const { status, body: made } = await asPublished("POST", SETTINGS, SETTINGS, settings);
    expect(status).toBe(201);
    expect(made).toMatchObject({ ...settings, bounce: false });

    const unsigned = await asPublished("GET", `${SETTINGS}/all`, `${SETTINGS}/all`);
    expect(unsigned.body.webhooks).toMatchObject([{ id: made.id }]);
    expect(unsigned.body.webhooks[0]).not.toHaveProperty("public_key");

    const signed = `${SETTINGS}/signed/{id}`;
    const { body: key } = await asPublished("PATCH", `${SETTINGS}/signed/${made.id}`, signed, { enabled: true });
    expect((await asPublished("GET", `${SETTINGS}/signed/${made.id}`, signed)).body).toEqual(key);
    expect((await asPublished("GET", `${SETTINGS}/${made.id}`, `${SETTINGS}/{id}`)).body).toMatchObject(key);

    const change = { url: "https://app.example/events/2", bounce: true };
    const changed = await asPublished("PATCH", `${SETTINGS}/${made.id}`, `${SETTINGS}/{id}`, change);
    expect(changed.body).toMatchObject({ id: made.id, ...change, delivered: true });

    expect((await asPublished("DELETE", `${SETTINGS}/${made.id}`, `${SETTINGS}/{id}`)).status).toBe(204);
    expect((await asPublished("DELETE", `${SETTINGS}/${made.id}`, `${SETTINGS}/{id}`)).status).toBe(404);
    expect((await asPublished("PATCH", `${SETTINGS}/${made.id}`, `${SETTINGS}/{id}`, change)).status).toBe(404);
  });

  it("is refused with an unknown property, without an address, and at an address that has one", async () => {
    const url = "https://app.example/events/taken";
    const { body: made } = await ask("POST", SETTINGS, { url });
    expect((await ask("POST", SETTINGS, { url: "https://a.example/", openned: true })).status).toBe(400);
    expect((await ask("POST", SETTINGS, {})).status).toBe(400);
    expect((await asPublished("POST", SETTINGS, SETTINGS, { url: "app.example" })).status).toBe(400);
    const taken = await asPublished("POST", SETTINGS, SETTINGS, { url });
    expect(taken).toMatchObject({ status: 400, body: { errors: [{ id: made.id, url }] } });
    reports.webhooks.remove(made.id);
  });

  it("signs as the app checks it", () => {
    const webhook = reports.webhooks.add({ url: "https://app.example/events/3" });
    const signing = reports.webhooks.change(webhook.id, { isSigned: true });
    if (!signing) throw new Error("It was there.");
    const { body, headers } = signedBatch(signing, [{ event: "open" }, { event: "bounce" }]);
    expect(body.endsWith("]\r\n")).toBe(true);
    const timestamp = headers["X-Twilio-Email-Event-Webhook-Timestamp"] ?? "";
    const signature = headers["X-Twilio-Email-Event-Webhook-Signature"] ?? "";
    expect(isSignedBySendgrid(sendgridKey(webhook.publicKey), timestamp, Buffer.from(body), signature)).toBe(true);
    expect(signedBatch(webhook, []).headers).not.toHaveProperty("X-Twilio-Email-Event-Webhook-Signature");
  });
});
