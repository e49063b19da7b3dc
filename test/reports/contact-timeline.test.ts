import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { pool } from "~/db.server";
import { contactTimeline, type Timeline } from "~/reports/contact-timeline";

const shopId = 1;
const contactId = uuid();
const begin = Date.parse("2026-11-23T09:00:00Z");
const minute = (count: number) => new Date(begin + count * 60_000);

beforeEach(async () => {
  await pool.query("TRUNCATE events, decisions, messages");
});

test("events, decisions and mails stand in one line, the newest first, the effect above its cause", async () => {
  await event(minute(0), "customer.created");
  await decision(minute(0), "started", { occurredAt: minute(0).toISOString() });
  await mail(minute(60), "sent");
  await decision(minute(60), "sent", {});
  const { entries, older } = await timeline(null);
  expect(entries.map(({ kind, title, detail }) => ({ kind, title, detail }))).toEqual([
    { kind: "mail", title: "Sent: “You left something behind”", detail: null },
    {
      kind: "decision",
      title: "Checkout abandonment",
      detail: "Started: began checkout at 23 Nov 2026, 10:00.",
    },
    { kind: "event", title: "Became a customer", detail: null },
  ]);
  expect(older).toBeNull();
});

test("a mail can be opened once it was made", async () => {
  const sent = await mail(minute(1), "sent");
  await mail(minute(2), "queued");
  const { entries } = await timeline(null);
  expect(entries.map(({ messageId }) => messageId)).toEqual([null, sent]);
});

test("reading back page by page tells everything once", async () => {
  for (let index = 0; index < 100; index += 1) {
    await event(minute(index), "customer.updated");
    await decision(minute(index), "waiting", { for: "1 hour" });
  }
  const seen: string[] = [];
  for (let before: Date | null = null, pages = 0; pages < 10; pages += 1) {
    const page: Timeline = await timeline(before);
    seen.push(...page.entries.map(({ id }) => id));
    if (page.older === null) break;
    before = page.older;
  }
  expect(seen).toHaveLength(200);
  expect(new Set(seen).size).toBe(200);
});

function timeline(before: Date | null): Promise<Timeline> {
  const titles = new Map([["checkout-abandonment", "Checkout abandonment"]]);
  return contactTimeline({ shopId, contactId, before, timezone: "Europe/Berlin", titles });
}

async function event(at: Date, name: string): Promise<void> {
  await pool.query(
    "INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data) VALUES ($1, $2, $3, $4, $5, '{}')",
    [shopId, at, uuid(), name, contactId],
  );
}

async function decision(at: Date, outcome: string, values: Record<string, string>): Promise<void> {
  await pool.query(
    `INSERT INTO decisions (shop_id, decision_id, contact_id, workflow_id, version, outcome, rule, "values", at)
     VALUES ($1, $2, $3, 'checkout-abandonment', 1, $4, 'checkout.updated', $5, $6)`,
    [shopId, uuid(), contactId, outcome, values, at],
  );
}

async function mail(at: Date, status: "sent" | "queued"): Promise<string> {
  const messageId = uuid();
  const isSent = status === "sent";
  await pool.query(
    `INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class, status,
       send_at, useful_until, subject, inputs, created_at, sent_at)
     VALUES ($1, $2, $3, 'checkout-abandonment', 1, $2, 'reminder', 'checkout-reminder', 'marketing', $4,
       $5, $5, $6, $7, $5, $8)`,
    [
      shopId,
      messageId,
      contactId,
      status,
      at,
      isSent ? "You left something behind" : null,
      isSent ? {} : null,
      isSent ? at : null,
    ],
  );
  return messageId;
}
