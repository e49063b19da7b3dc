import express from "express";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseAdvance } from "../../../sandbox/clock/advance-clock";
import { clockRouter } from "../../../sandbox/clock/clock-router";
import { contextOf } from "../context-of";
import { type Served, serve } from "../served";

const HOUR = 3_600_000;

describe("how far to go", () => {
  it("is hours or an ISO-8601 duration", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8_000 }), (hours) => {
        expect(parseAdvance(hours).toMillis()).toBe(hours * HOUR);
        expect(parseAdvance(String(hours)).toMillis()).toBe(hours * HOUR);
        expect(parseAdvance(`PT${hours}H`).toMillis()).toBe(hours * HOUR);
      }),
    );
    expect(parseAdvance("P1DT12H").toMillis()).toBe(36 * HOUR);
  });

  it.each(["", "soon", "-1", "P-1D", "PT0S", "P400D", undefined])("is not %j", (by) => {
    expect(() => parseAdvance(by)).toThrow(RangeError);
  });
});

describe("POST /clock/advance", () => {
  const asked: string[] = [];
  let answer: { status: number; body: unknown };
  let app: Served;
  let sandbox: Served;

  beforeAll(async () => {
    app = await serve(
      express().post("/clock", express.json(), (request, response) => {
        asked.push(request.body.to);
        response.status(answer.status).json(answer.body ?? { now: request.body.to, moments: 2 });
      }),
    );
    sandbox = await serve(express().use(clockRouter(contextOf({ appUrl: app.url }))));
  });
  afterAll(async () => {
    await sandbox.close();
    await app.close();
  });
  beforeEach(() => {
    asked.length = 0;
    answer = { status: 200, body: null };
  });

  const advance = (body: unknown) =>
    fetch(`${sandbox.url}/clock/advance`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
    });

  it("has the app play everything up to then, and says what it did", async () => {
    const response = await advance({ by: "PT1H" });
    const { from, now, moments } = (await response.json()) as { from: string; now: string; moments: number };
    expect(Date.parse(now) - Date.parse(from)).toBe(HOUR);
    expect(asked).toEqual([now]);
    expect(moments).toBe(2);
  });

  it("leads a form without scripts back to the page, which says it", async () => {
    const response = await fetch(`${sandbox.url}/clock/advance`, {
      method: "POST",
      headers: { accept: "text/html" },
      body: new URLSearchParams({ amount: "3", unit: "D" }),
      redirect: "manual",
    });
    expect(response.status).toBe(303);
    const page = await fetch(sandbox.url + response.headers.get("location"));
    expect(await page.text()).toContain("2 due moments were played on the way.");
  });

  it("refuses what is no span, and asks the app nothing", async () => {
    const response = await advance({ by: "<b>soon" });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining("<b>soon") });
    expect(asked).toEqual([]);
  });

  it("says what the app refused", async () => {
    answer = { status: 409, body: { error: "still draining" } };
    const response = await advance({ by: 1 });
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ error: expect.stringContaining("still draining") });
  });

  it("says that the app does not answer", async () => {
    const alone = await serve(express().use(clockRouter(contextOf())));
    const response = await fetch(`${alone.url}/clock/advance`, {
      method: "POST",
      headers: { accept: "text/html" },
      body: new URLSearchParams({ by: "PT1H" }),
    });
    expect(response.status).toBe(502);
    expect(await response.text()).toContain("The app does not answer");
    await alone.close();
  });
});
