import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishedSchema } from "../../../sandbox/sendgrid/published-schema";
import {
  createSuppressions,
  type SuppressionListName,
  suppressionListNames,
} from "../../../sandbox/sendgrid/suppressions";
import { suppressionsRouter } from "../../../sandbox/sendgrid/suppressions-router";
import { type Served, serve } from "../served";

const suppressions = createSuppressions();
let sendgrid: Served;
beforeAll(async () => {
  sendgrid = await serve(express().use(suppressionsRouter(suppressions)));
});
afterAll(() => sendgrid.close());

async function ask(path: string, method = "GET", key = "SG.sandbox") {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${sendgrid.url}/v3/suppression/${path}`, { method, headers });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const answerOf = (name: SuppressionListName) =>
  publishedSchema(
    "tsg_suppressions_v3.json",
    `/paths/~1v3~1suppression~1${name}/get/responses/200/content/application~1json/schema`,
  );

it.each(suppressionListNames)("lists %s as the published description says", async (name) => {
  const { status, body } = await ask(name);
  expect(status).toBe(200);
  expect(body.length).toBeGreaterThan(0);
  const matches = answerOf(name);
  expect(matches(body), JSON.stringify(matches.errors)).toBe(true);
});

it("gives pages, newest first, of a stretch of time", async () => {
  for (let index = 0; index < 7; index += 1) suppressions.add("blocks", `b${index}@example.com`, "", 1_000 + index);
  const emails = async (query: string) =>
    (await ask(`blocks?${query}`)).body.map((one: { email: string }) => one.email);
  expect(await emails("limit=2&offset=0&end_time=1005")).toEqual(["b5@example.com", "b4@example.com"]);
  expect(await emails("limit=2&offset=2&end_time=1005")).toEqual(["b3@example.com", "b2@example.com"]);
  expect(await emails("limit=500&offset=4&end_time=1005&start_time=1001")).toEqual(["b1@example.com"]);
});

it("refuses a page that is too large, and what it does not know", async () => {
  for (const query of ["limit=501", "limit=0", "offset=-1", "page=2"]) {
    expect((await ask(`bounces?${query}`)).status, query).toBe(400);
  }
});

it("forgets an address; a key that may only send may neither list nor forget", async () => {
  suppressions.add("bounces", "a+b@example.com");
  expect((await ask("bounces/a%2Bb%40example.com", "DELETE", "SG.sandbox-send-only")).status).toBe(403);
  expect((await ask("bounces", "GET", "SG.sandbox-send-only")).status).toBe(403);
  expect((await ask("bounces/a%2Bb%40example.com", "DELETE")).status).toBe(204);
  expect((await ask("bounces/a%2Bb%40example.com", "DELETE")).status).toBe(404);
});
