import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { FAILURES_IN_A_ROW, FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, tryAgainNow } from "~/delivery/breaker";
import { deliverDue } from "~/delivery/deliver";
import type { MailMaker, Prepared } from "~/delivery/message";
import { tellWaiting } from "~/delivery/tell-waiting";
import { LANE_WIDTH } from "~/sendgrid.server";
import { aDueMessage, aShop, decisionsAbout, messageNow, minutes, noon } from "./a-shop";
import { accept, type Sink, startSink } from "./sendgrid-sink";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
beforeEach(() => {
  sink.received.length = 0;
  sink.answer = accept;
});
afterAll(async () => {
  await sink.close();
  await pool.end();
});

const mails: MailMaker = {
  prepare: async (messages) =>
    new Map(
      messages.map(({ messageId }): [string, Prepared] => [
        messageId,
        { kind: "ready", subject: "Hello", inputs: {}, links: [] },
      ]),
    ),
  render: ({ subject }) => ({ subject, html: "<p>Hello</p>", text: "Hello" }),
};
const deliver = (shopId: number) => deliverDue(shopId, noon, noon, mails, (_where, timezone) => timezone);
const answers = (status: number, body: object = {}) => {
  sink.answer = (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
};
const due = (shopId: number, count: number) =>
  Promise.all(Array.from({ length: count }, () => aDueMessage(shopId, { sendAt: minutes(-1) })));

async function breakerOf(shopId: number) {
  const { rows } = await pool.query<{
    seconds: number | null;
    reason: string | null;
    said: string | null;
    trips: number;
  }>(
    `SELECT extract(epoch FROM breaker_until - clock_timestamp())::float AS seconds, breaker_reason AS reason,
      breaker_said AS said, breaker_trips AS trips FROM shops WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0];
}
const statuses = async (shopId: number) => {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT concat_ws(' ', status, reason) AS line FROM messages WHERE shop_id = $1 ORDER BY 1`,
    [shopId],
  );
  return Object.fromEntries([...Map.groupBy(rows, ({ line }) => line)].map(([line, all]) => [line, all.length]));
};

describe("failures that are no mail's own fault", () => {
  test("so many in a row and nothing more is posted; what was not posted stays due and says why", async () => {
    const shopId = await aShop();
    const messages = await due(shopId, 3 * LANE_WIDTH);
    answers(401, { errors: [{ message: "The provided authorization grant is invalid", field: null, help: null }] });
    await deliver(shopId);
    expect(sink.received.length).toBeGreaterThanOrEqual(FAILURES_IN_A_ROW);
    expect(sink.received.length).toBeLessThan(FAILURES_IN_A_ROW + LANE_WIDTH);
    expect(await breakerOf(shopId)).toMatchObject({
      reason: "bad-key",
      said: "SendGrid answered 401: The provided authorization grant is invalid",
      trips: 1,
    });
    expect(await statuses(shopId)).toEqual({ "queued sendgrid-failing": messages.length });

    const before = sink.received.length;
    expect(await deliver(shopId)).toBe(0);
    expect(sink.received).toHaveLength(before);
    for (const { contactId } of messages) {
      expect(await decisionsAbout(shopId, contactId)).toEqual(["deferred: sendgrid-failing"]);
    }
  });

  test("time-outs and 5xx open it too, and their mails are unknown", async () => {
    const shopId = await aShop();
    await due(shopId, FAILURES_IN_A_ROW);
    sink.answer = (_request, response) => {
      if (sink.received.length % 2 === 0) response.writeHead(503).end();
      else response.socket?.destroy();
    };
    await deliver(shopId);
    expect(await breakerOf(shopId)).toMatchObject({ reason: "no-answer", trips: 1 });
    expect(Object.keys(await statuses(shopId)).every((line) => line.startsWith("unknown"))).toBe(true);
  });

  test("one good answer in between begins the count anew; a mail's own fault does not count", async () => {
    const shopId = await aShop();
    for (const [count, status] of [
      [FAILURES_IN_A_ROW - 1, 500],
      [1, 400],
      [FAILURES_IN_A_ROW - 1, 500],
    ] as const) {
      await due(shopId, count);
      answers(status);
      await deliver(shopId);
    }
    expect(await breakerOf(shopId)).toMatchObject({ seconds: null, trips: 0 });
  });
});

describe("once the pause is over", () => {
  test("one mail tries; each failure doubles the pause, up to the longest; an answer lets all go", async () => {
    const shopId = await aShop();
    await due(shopId, 40);
    answers(403);
    await deliver(shopId);
    const pauses = [(await breakerOf(shopId))?.seconds ?? 0];
    for (let time = 0; time < 6; time += 1) {
      await tryAgainNow(shopId);
      await pool.query("UPDATE messages SET send_at = $2 WHERE shop_id = $1", [shopId, minutes(-1)]);
      sink.received.length = 0;
      await deliver(shopId);
      expect(sink.received).toHaveLength(1);
      pauses.push((await breakerOf(shopId))?.seconds ?? 0);
    }
    const expected = [1, 2, 4, 8, 16, 30, 30].map((times) => times * FIRST_PAUSE_SECONDS);
    for (const [index, seconds] of pauses.entries()) expect(Math.abs(seconds - (expected[index] ?? 0))).toBeLessThan(2);
    expect(LONGEST_PAUSE_SECONDS).toBe(expected.at(-1));

    sink.answer = accept;
    await tryAgainNow(shopId);
    await pool.query("UPDATE messages SET send_at = $2 WHERE shop_id = $1", [shopId, minutes(-1)]);
    expect(await deliver(shopId)).toBe(1);
    expect(await breakerOf(shopId)).toEqual({ seconds: null, reason: null, said: null, trips: 0 });
    expect(await deliver(shopId)).toBe(39);
  });

  test("of many workers one alone tries", async () => {
    const shopId = await aShop();
    await due(shopId, 40);
    answers(403);
    await deliver(shopId);
    await tryAgainNow(shopId);
    sink.received.length = 0;
    await Promise.all(Array.from({ length: 4 }, () => deliver(shopId)));
    expect(sink.received.length).toBeLessThanOrEqual(1);
  });

  test("a try that the guard stops leaves the next mail its turn at once", async () => {
    const shopId = await aShop();
    await due(shopId, FAILURES_IN_A_ROW);
    answers(403);
    await deliver(shopId);
    const stopped = await aDueMessage(shopId, { sendAt: minutes(-9), consent: "UNSUBSCRIBED" });
    await aDueMessage(shopId, { sendAt: minutes(-8) });
    sink.answer = accept;
    await tryAgainNow(shopId);
    expect(await deliver(shopId)).toBe(1);
    expect(await messageNow(shopId, stopped.messageId)).toMatchObject({ status: "not_sent" });
    expect(await deliver(shopId)).toBe(1);
    expect(await breakerOf(shopId)).toMatchObject({ seconds: null });
  });
});

test("what becomes due meanwhile says why it waits, once", async () => {
  const shopId = await aShop();
  await due(shopId, FAILURES_IN_A_ROW);
  answers(401);
  await deliver(shopId);
  const late = await aDueMessage(shopId);
  expect(await tellWaiting(shopId, noon)).toBeGreaterThan(0);
  await tellWaiting(shopId, noon);
  expect(await decisionsAbout(shopId, late.contactId)).toEqual(["deferred: sendgrid-failing"]);
  expect(await messageNow(shopId, late.messageId)).toMatchObject({ status: "queued", sendAt: noon });
});

describe("a rate limit", () => {
  /** Takes so many posts a second, as SendGrid counts them, and says so. */
  const limitTo = (limit: number) => {
    const counts = new Map<number, number>();
    sink.answer = (_request, response) => {
      const second = Math.floor(Date.now() / 1_000);
      const count = (counts.get(second) ?? 0) + 1;
      counts.set(second, count);
      response
        .writeHead(count > limit ? 429 : 202, {
          "X-RateLimit-Limit": limit,
          "X-RateLimit-Remaining": Math.max(0, limit - count),
          "X-RateLimit-Reset": second + 1,
        })
        .end();
    };
    return counts;
  };

  test("is kept by all of a key's posts together: not one is refused", async () => {
    const shopId = await aShop();
    await due(shopId, 40);
    const counts = limitTo(15);
    await deliver(shopId);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(15);
    expect(await statuses(shopId)).toEqual({ sent: 40 });
  });

  test("that lasts is waited for without a claim; the other mails of the batch are not tried", async () => {
    const shopId = await aShop();
    await due(shopId, 10);
    sink.answer = (_request, response) => response.writeHead(429, { "retry-after": "600" }).end();
    await deliver(shopId);
    expect(sink.received).toHaveLength(1);
    expect(await statuses(shopId)).toEqual({ "queued sendgrid-later": 10 });
    expect((await breakerOf(shopId))?.seconds).toBeGreaterThan(590);
    await tryAgainNow(shopId);
    await deliver(shopId);
    expect(sink.received, "the limit holds, whoever would like to try").toHaveLength(1);
    expect((await breakerOf(shopId))?.seconds).toBeGreaterThan(580);
    expect(await deliver(shopId)).toBe(0);
  });
});

test("in sandbox mode SendGrid checks a mail, and it counts as not sent", async () => {
  const shopId = await aShop();
  await pool.query("UPDATE shops SET is_sandboxed = true WHERE shop_id = $1", [shopId]);
  const { messageId, contactId } = await aDueMessage(shopId);
  answers(200);
  await deliver(shopId);
  expect(JSON.parse(sink.received[0]?.body ?? "")).toMatchObject({ mail_settings: { sandbox_mode: { enable: true } } });
  expect(await messageNow(shopId, messageId)).toMatchObject({
    status: "not_sent",
    reason: "sandbox-mode",
    sentAt: null,
  });
  expect(await decisionsAbout(shopId, contactId)).toEqual(["not-sent: sandbox-mode"]);
});
