import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SendgridAnswer } from "~/sendgrid.server";
import { rateGate } from "~/sendgrid-rate.server";

const noon = new Date("2026-11-23T12:00:00Z").getTime();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
});
afterEach(() => {
  vi.useRealTimers();
});

const answer = (status: number, headers: Record<string, string> = {}): SendgridAnswer => ({
  status,
  header: (name) => headers[name] ?? null,
  body: null,
});
const counted = (limit: number, remaining: number, resetIn: number, status = 202) =>
  answer(status, {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(noon / 1_000 + resetIn),
  });
/** How many of so many posts may begin now. */
const letIn = (gate: ReturnType<typeof rateGate>, posts: number) =>
  Array.from({ length: posts }, () => gate.enter()).filter((wait) => wait === 0).length;

test("the first post goes alone, until it is known how many may", () => {
  const gate = rateGate();
  expect(letIn(gate, 10)).toBe(1);
  gate.learn(answer(202));
  gate.leave();
  expect(letIn(gate, 10), "an account that says nothing of a limit has none").toBe(10);
});

test("no more begin than remain, those under way counted, until the count begins anew", () => {
  const gate = rateGate();
  gate.enter();
  gate.learn(counted(600, 5, 30));
  gate.leave();
  expect(letIn(gate, 20)).toBe(5);
  expect(gate.enter()).toBe(30_000);
  for (let left = 4; left >= 0; left -= 1) {
    gate.learn(counted(600, left, 30));
    gate.leave();
  }
  expect(letIn(gate, 20)).toBe(0);
  vi.setSystemTime(noon + 30_000);
  expect(letIn(gate, 1_000)).toBe(600);
});

test("answers that overtake each other do not give back what is used up", () => {
  const gate = rateGate();
  gate.learn(counted(600, 2, 30));
  gate.learn(counted(600, 7, 30));
  expect(letIn(gate, 20)).toBe(2);
});

test("a 429 shuts it for all, for as long as SendGrid says, an hour at the most", () => {
  const gate = rateGate();
  gate.learn(counted(600, 0, 20, 429));
  expect(gate.enter()).toBe(20_000);
  const patient = rateGate();
  patient.learn(answer(429, { "retry-after": "100000" }));
  expect(patient.enter()).toBe(60 * 60_000);
  const silent = rateGate();
  silent.learn(answer(429));
  expect(silent.enter()).toBe(60_000);
});
