import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { env } from "~/env.server";
import { sendgridClient } from "~/sendgrid.server";
import { checkKey } from "~/sendgrid-key.server";
import { type SendgridMail, send } from "~/sendgrid-mail.server";
import { type Sink, startSink } from "./delivery/sendgrid-sink";

let sink: Sink;
beforeEach(async () => {
  sink = await startSink();
});
afterEach(() => sink.close());

const mailFrom = (email: string): SendgridMail => ({
  personalizations: [{ to: [{ email: "someone@example.com" }], custom_args: {} }],
  from: { email },
  subject: "Hello",
  content: [{ type: "text/plain", value: "Hello" }],
  categories: [],
  tracking_settings: {
    click_tracking: { enable: false },
    open_tracking: { enable: false },
    subscription_tracking: { enable: false },
    ganalytics: { enable: false },
  },
});

let keys = 0;
/** A key that no client was made for: clients remember the address that they were made with. */
const freshKey = () => `SG.fresh-${++keys}`;
const sendWith = (apiKey: string) => send(sendgridClient(apiKey), mailFrom("shop@example.com"));

describe("what became of one POST", () => {
  test("202: accepted, with SendGrid's own id", async () => {
    expect(await sendWith(freshKey())).toEqual({ kind: "accepted", providerId: "provider-1" });
    expect(sink.received).toMatchObject([{ method: "POST", url: "/v3/mail/send" }]);
  });

  test.each([400, 404, 413, 422])("%i: refused, never again, with SendGrid's words", async (status) => {
    sink.answer = (_request, response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ errors: [{ message: "The subject is required", field: "subject", help: null }] }));
    };
    expect(await sendWith(freshKey())).toEqual({
      kind: "refused",
      reason: `SendGrid answered ${status}: The subject is required (subject)`,
    });
  });

  test.each([500, 502, 503, 408, 302])("%i: unknown, and sent only once", async (status) => {
    sink.answer = (_request, response) => response.writeHead(status, { location: "/elsewhere" }).end();
    expect(await sendWith(freshKey())).toMatchObject({ kind: "unknown" });
    expect(sink.received).toHaveLength(1);
  });

  test("429: later, when SendGrid says that it will take mail again", async () => {
    const reset = Math.floor(Date.now() / 1_000) + 120;
    sink.answer = (_request, response) => response.writeHead(429, { "X-RateLimit-Reset": String(reset) }).end();
    const outcome = await sendWith(freshKey());
    expect(outcome.kind).toBe("later");
    if (outcome.kind === "later") expect(Math.abs(outcome.retryAfter.getTime() - reset * 1_000)).toBeLessThan(50);
  });

  test.each([401, 403])("%i: later, for a merchant can mend the key or the sender", async (status) => {
    sink.answer = (_request, response) => response.writeHead(status).end();
    expect(await sendWith(freshKey())).toMatchObject({ kind: "later" });
  });

  test("a connection that breaks after the request has left: unknown", async () => {
    sink.answer = (_request, response) => response.socket?.destroy();
    expect(await sendWith(freshKey())).toEqual({
      kind: "unknown",
      trouble: "no-answer",
      reason: "no answer from SendGrid (ECONNRESET)",
    });
    expect(sink.received).toHaveLength(1);
  });

  test("an answer that takes too long: unknown", { timeout: 20_000 }, async () => {
    sink.answer = () => undefined;
    const begun = Date.now();
    expect(await sendWith(freshKey())).toMatchObject({ kind: "unknown" });
    expect(Date.now() - begun).toBeLessThan(12_000);
  });

  test("nobody listens, or the name is not known: later, for nothing has left", async () => {
    await sink.close();
    expect(await sendWith(freshKey())).toMatchObject({ kind: "later" });
    Object.assign(env, { SENDGRID_BASE_URL: "http://sendgrid.invalid" });
    expect(await sendWith(freshKey())).toMatchObject({ kind: "later" });
    sink = await startSink();
  });

  test("connections are kept", async () => {
    const ports = new Set<number | undefined>();
    sink.answer = (_request, response) => {
      ports.add(response.socket?.remotePort);
      response.writeHead(202).end();
    };
    const key = freshKey();
    for (let count = 0; count < 20; count += 1) await sendWith(key);
    // Two, because a connection rests for one turn of the event loop before it is used again.
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

test("the key of one shop is never used for another, however their mails mix", async () => {
  const shops = Array.from({ length: 20 }, (_, index) => ({ key: freshKey(), email: `shop-${index}@example.com` }));
  await Promise.all(
    Array.from({ length: 10 }, () => shops)
      .flat()
      .map(({ key, email }) => send(sendgridClient(key), mailFrom(email))),
  );
  expect(sink.received).toHaveLength(200);
  for (const { authorization, body } of sink.received) {
    const shop = shops.find(({ key }) => authorization === `Bearer ${key}`);
    expect(JSON.parse(body).from.email).toBe(shop?.email);
  }
});

describe("checking a key", () => {
  const scopes = (...scopes: string[]) => {
    sink.answer = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ scopes }));
    };
  };

  test("a key that may send is valid", async () => {
    scopes("mail.send", "alerts.read");
    expect(await checkKey("SG.some")).toEqual({ kind: "valid", scopes: ["mail.send", "alerts.read"] });
    expect(sink.received).toMatchObject([{ method: "GET", url: "/v3/scopes", authorization: "Bearer SG.some" }]);
  });

  test("a key that may not send is told apart from one that is not known", async () => {
    scopes("alerts.read");
    expect(await checkKey("SG.some")).toMatchObject({ kind: "invalid", reason: expect.stringContaining("Mail Send") });
    sink.answer = (_request, response) => response.writeHead(401).end();
    expect(await checkKey("SG.some")).toMatchObject({ kind: "invalid", reason: expect.stringContaining("know") });
  });

  test("a SendGrid that is down says nothing about the key", async () => {
    sink.answer = (_request, response) => response.writeHead(500).end();
    expect(await checkKey("SG.some")).toMatchObject({ kind: "unreachable" });
  });
});
