import express from "express";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createMailbox, type ReceivedMail } from "../../../sandbox/sendgrid/mailbox";
import { createReports, type Reports } from "../../../sandbox/sendgrid/reports";
import { contextOf } from "../context-of";
import { type Served, serve } from "../served";

interface Heard {
  readonly event: string;
  readonly sg_event_id: string;
  readonly message_id?: string;
}

let app: Served;
let reports: Reports;
let batches: Heard[][];
/** What the app answers next; 200 after that. */
let answers: number[];

beforeAll(async () => {
  app = await serve(
    express().post("/events", express.json(), (request, response) => {
      const status = answers.shift() ?? 200;
      if (status === 200) batches.push(request.body);
      response.status(status).end();
    }),
  );
});
afterAll(() => app.close());

beforeEach(() => {
  batches = [];
  answers = [];
  reports = createReports(contextOf({ publicAppUrl: "http://public.example", appUrl: app.url }));
  reports.webhooks.add({
    url: "http://public.example/events",
    ...{ processed: true, delivered: true, bounce: true, spam_report: true, open: true },
  });
});
afterEach(() => reports.sender.close());

/** A mail to somebody, kept. */
function aMail(email: string): ReceivedMail {
  const [mail] = createMailbox(null).keep([
    {
      id: `mail-to-${email}`,
      from: { email: "shop@example.com", name: null },
      to: { email, name: null },
      replyTo: null,
      subject: "Hello",
      html: null,
      text: "Hello",
      headers: {},
      customArgs: { shop_id: "1", message_id: `message-to-${email}` },
      categories: [],
      request: {},
    },
  ]);
  if (!mail) throw new Error("A mailbox keeps what it is given.");
  return mail;
}

const heard = () => batches.flat().map(({ event }) => event);

it.each([
  ["ada@example.com", ["processed", "delivered"]],
  ["bounce@example.com", ["processed", "bounce"]],
  ["bounce+2@example.com", ["processed", "bounce"]],
  ["bouncer@example.com", ["processed", "delivered"]],
  ["constructor@example.com", ["processed", "delivered"]],
  ["angry@example.com", ["processed", "delivered", "spamreport"]],
  ["machine@example.com", ["processed", "delivered", "open"]],
  // The webhook did not ask for these.
  ["dropped@example.com", []],
])("tells what becomes of a mail by its address: %s", async (email, events) => {
  reports.taken([aMail(email)]);
  await reports.sender.settled();
  expect(heard()).toEqual(events);
  for (const { message_id } of batches.flat()) expect(message_id).toBe(`message-to-${email}`);
});

it("collects what happens at one moment into one batch", async () => {
  reports.taken([aMail("ada@example.com"), aMail("bea@example.com")]);
  reports.happened(aMail("ada@example.com"), "open");
  await reports.sender.settled();
  expect(batches.map((batch) => batch.length)).toEqual([5]);
});

it("tries again until the app has taken it, with the same ids", async () => {
  answers = [500, 403];
  const mail = aMail("ada@example.com");
  reports.taken([mail]);
  await reports.sender.settled();
  expect(heard()).toEqual(["processed", "delivered"]);
  expect(reports.sender.log().map(({ answer }) => answer)).toEqual(["200", "403", "500"]);
  expect(reports.told(mail)).toMatchObject([
    { event: { event: "processed" }, answer: "200" },
    { event: { event: "delivered" }, answer: "200" },
  ]);
});

it("sends each event as often as it is told to, cut differently, and in any order", async () => {
  reports.sender.conduct({ duplicates: 3, disorder: true });
  const mails = Array.from({ length: 30 }, (_, index) => aMail(`ada+${index}@example.com`));
  reports.taken(mails);
  await reports.sender.settled();
  const ids = batches.flat().map(({ sg_event_id }) => sg_event_id);
  expect([ids.length, new Set(ids).size]).toEqual([180, 60]);
  expect(new Set(batches.map(({ length }) => length))).toEqual(new Set([60, 30, 20]));
  expect(heard().slice(0, 60)).not.toEqual(mails.flatMap(() => ["processed", "delivered"]));
});

it("keeps reports back until they are let go", async () => {
  reports.sender.conduct({ hold: true });
  reports.taken([aMail("ada@example.com")]);
  await reports.sender.settled();
  expect(batches).toEqual([]);
  reports.sender.release();
  await reports.sender.settled();
  expect(heard()).toEqual(["processed", "delivered"]);
});
