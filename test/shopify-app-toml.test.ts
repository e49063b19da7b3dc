import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { API_VERSION } from "~/admin-api/version";
import { env } from "~/env.server";
import { complianceTopics, topics } from "~/events/topics";

const toml = readFileSync("shopify.app.toml", "utf8").replace(/^\s*#.*$/gm, "");

test("webhooks come in the version that the Admin API is asked in", () => {
  expect(text("api_version")).toBe(API_VERSION);
});

test("every topic that the app reads is subscribed to, and no other", () => {
  expect(list("topics")).toEqual([...topics]);
  expect(list("compliance_topics")).toEqual([...complianceTopics]);
});

test("all webhooks go to the front door", () => {
  const addresses = [...toml.matchAll(/^\s*uri = "(.*)"$/gm)].map(([, address]) => address);
  expect(addresses).toEqual(["/webhooks", "/webhooks"]);
});

test("the scopes are those that the app asks for by default", () => {
  expect(text("scopes")).toBe(env.SCOPES);
});

function text(name: string): string | undefined {
  return new RegExp(`^\\s*${name} = "(.*)"$`, "m").exec(toml)?.[1];
}

function list(name: string): string[] {
  const inside = new RegExp(`^\\s*${name} = \\[([^\\]]*)\\]`, "m").exec(toml)?.[1] ?? "";
  return [...inside.matchAll(/"([^"]*)"/g)].map(([, item]) => item ?? "");
}
