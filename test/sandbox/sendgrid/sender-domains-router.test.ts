import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishedSchema } from "../../../sandbox/sendgrid/published-schema";
import { createSenderDomains } from "../../../sandbox/sendgrid/sender-domains";
import { senderDomainsRouter } from "../../../sandbox/sendgrid/sender-domains-router";
import { type Served, serve } from "../served";

const file = "tsg_domain_authentication_v3.json";
const isDomain = publishedSchema(file, "/components/schemas/AuthenticatedDomain");
const isValidation = publishedSchema(
  file,
  "/paths/~1v3~1whitelabel~1domains~1{id}~1validate/post/responses/200/content/application~1json/schema",
);

let sendgrid: Served;
beforeAll(async () => {
  sendgrid = await serve(express().use(senderDomainsRouter(createSenderDomains(null))));
});
afterAll(() => sendgrid.close());

async function ask(method: string, path: string, body?: object) {
  const response = await fetch(sendgrid.url + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

it("answers in the published shapes, and finds all rows at the second look", async () => {
  const made = await ask("POST", "/v3/whitelabel/domains", { domain: "new.example", automatic_security: true });
  expect([made.status, isDomain(made.body), isDomain.errors]).toEqual([201, true, null]);
  const path = `/v3/whitelabel/domains/${made.body.id}/validate`;
  const looks = [await ask("POST", path), await ask("POST", path)];
  expect(looks.every(({ body }) => isValidation(body))).toBe(true);
  expect(looks.map(({ body }) => body.valid)).toEqual([false, true]);
  const { body } = await ask("GET", "/v3/whitelabel/domains?domain=new.example");
  expect(body).toMatchObject([{ domain: "new.example", valid: true }]);
  expect((await ask("GET", "/v3/whitelabel/domains?domain=other.example")).body).toEqual([]);
});

it("refuses what the description does not know, and what is there already", async () => {
  expect((await ask("POST", "/v3/whitelabel/domains", { domain: "a.example", colour: "red" })).status).toBe(400);
  expect((await ask("POST", "/v3/whitelabel/domains", {})).status).toBe(400);
  expect((await ask("POST", "/v3/whitelabel/domains", { domain: "new.example" })).status).toBe(400);
  expect((await ask("POST", "/v3/whitelabel/domains/1/validate")).status).toBe(404);
});
