import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../sandbox/start";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: "http://127.0.0.1:1", apiKey: "k", apiSecret: "s", dataFolder: null });
});
afterAll(() => sandbox.close());

const page = async () => (await fetch(`${sandbox.url}/systems`)).text();

it("shows what Flow and the store's own server were told, safely", async () => {
  expect(await page()).toContain("Nothing yet.");
  const payload = { "Contact email": "<b>@example.com", Workflow: "vip", Step: "tell" };
  expect(sandbox.flow.receive("waypost-step-reached", payload)).toBeNull();
  await fetch(`${sandbox.url}/systems/webhook`, {
    method: "POST",
    body: '{"hello":"there"}',
    headers: { "idempotency-key": "key-1" },
  });
  const shown = await page();
  expect(shown).toContain("waypost-step-reached");
  expect(shown).not.toContain("<b>@example.com");
  expect(shown).toContain("key-1");
  expect(shown).toContain("hello");
});

it("knows the trigger that is deployed: another handle, or a field too few, is refused", () => {
  expect(sandbox.flow.receive("other", {})).toMatch(/Invalid handle/);
  expect(sandbox.flow.receive("waypost-step-reached", { Workflow: "vip" })).toBe(
    "Properties are missing: 'Contact email'",
  );
});

it("answers as it was told, then well again", async () => {
  const call = async () =>
    (await fetch(`${sandbox.url}/systems/webhook`, { method: "POST", redirect: "manual" })).status;
  sandbox.receiver.answerNext(503, 302);
  expect([await call(), await call(), await call()]).toEqual([503, 302, 200]);
});
