import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { countUnknown, unknownCounts } from "~/delivery/settle-unknown";
import { contactTimeline } from "~/reports/contact-timeline";
import { unknownMails } from "~/reports/unknown-mails";
import { days, hours } from "~/workflows/define";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());
afterEach(async () => {
  shop.sandbox.reports.sender.conduct({ duplicates: 1, disorder: false });
  const { rows } = await pool.query("SELECT reason FROM inbox WHERE status = 'parked'");
  expect(rows).toEqual([]);
});

/** A shopper leaves a checkout and gets the reminder, at this hour. */
async function remind(email: string): Promise<void> {
  const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
  shop.shopper.beginCheckout({ email, firstName: "Ada", acceptsMarketing: true, lines });
  await shop.after(hours(1.1));
}

const mailTo = (email: string) => {
  const [mail] = shop.sandbox.mailbox.to(email);
  if (!mail) throw new Error(`No mail came to ${email}.`);
  return mail;
};

async function contactIdOf(email: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT contact_id AS id FROM contacts WHERE shop_id = $1 AND email = $2",
    [shop.shopId, email],
  );
  return rows[0]?.id ?? "";
}

/** What the contact's page says of mails, oldest first. */
async function timeline(email: string): Promise<string[]> {
  const { shopId } = shop;
  const contactId = await contactIdOf(email);
  const request = { shopId, contactId, before: null, timezone: "UTC", titles: new Map(), view: "mails" as const };
  const { entries } = await contactTimeline(request);
  return entries.map(({ title }) => title).reverse();
}

async function messageTo(email: string) {
  const { rows } = await pool.query(
    `SELECT status, provider_state AS state, opened_at IS NOT NULL AS "isOpened" FROM messages
      WHERE shop_id = $1 AND contact_id = $2 ORDER BY created_at LIMIT 1`,
    [shop.shopId, await contactIdOf(email)],
  );
  return rows[0];
}

describe("a mail", () => {
  it("is delivered and opened: its row and its reader's page say so", async () => {
    await remind("reader@example.com");
    expect(await messageTo("reader@example.com")).toEqual({ status: "sent", state: "delivered", isOpened: true });
    expect(await timeline("reader@example.com")).toEqual([
      expect.stringMatching(/^Sent: /),
      "SendGrid took the mail",
      "The mail was delivered",
      "Opened the mail",
    ]);
  });

  it("that a mail program opened by itself is not opened", async () => {
    await remind("machine@example.com");
    expect(await messageTo("machine@example.com")).toEqual({ status: "sent", state: "delivered", isOpened: false });
    expect(await timeline("machine@example.com")).toContain("A machine opened the mail");
  });

  it("that bounces stops what would follow, for good; one that was only blocked does not", async () => {
    await remind("bounce@example.com");
    await remind("blocked@example.com");
    expect(await messageTo("bounce@example.com")).toMatchObject({ status: "sent", state: "bounced" });
    expect(await messageTo("blocked@example.com")).toMatchObject({ status: "sent", state: "blocked" });
    await shop.after(days(1.1));
    expect(shop.sandbox.mailbox.to("bounce@example.com")).toHaveLength(1);
    expect(shop.sandbox.mailbox.to("blocked@example.com")).toHaveLength(2);
    expect((await shop.reasons("bounce@example.com")).at(-1)).toMatch(
      /^Not sent: the address must not be mailed: bounced/,
    );
  });

  it("that is called spam is the last one", async () => {
    await remind("angry@example.com");
    await shop.after(days(1.1));
    expect(shop.sandbox.mailbox.to("angry@example.com")).toHaveLength(1);
    expect(await timeline("angry@example.com")).toContain("Called the mail spam");
  });

  it("says the same however often and in whatever order it is told", async () => {
    shop.sandbox.reports.sender.conduct({ duplicates: 3, disorder: true });
    await remind("reader+2@example.com");
    expect(await messageTo("reader+2@example.com")).toEqual({ status: "sent", state: "delivered", isOpened: true });
    expect(await timeline("reader+2@example.com")).toHaveLength(4);
  });

  it("by which somebody leaves a group at SendGrid takes them off the list, and brings them back", async () => {
    await remind("bea@example.com");
    const consent = async () => {
      const { rows } = await pool.query("SELECT consent FROM contacts WHERE contact_id = $1", [
        await contactIdOf("bea@example.com"),
      ]);
      return rows[0]?.consent;
    };
    shop.sandbox.reports.happened(mailTo("bea@example.com"), "group_unsubscribe");
    await shop.after({ minutes: 1 });
    expect(await consent()).toBe("UNSUBSCRIBED");
    shop.sandbox.reports.happened(mailTo("bea@example.com"), "group_resubscribe");
    await shop.settle();
    expect(await consent()).toBe("SUBSCRIBED");
  });
});

describe("a mail of which SendGrid did not say whether it took it", () => {
  it("is known to be sent as soon as SendGrid reports it, and is sent once", async () => {
    shop.sandbox.mailbox.failNext({ kind: "500", acceptsAnyway: true });
    await remind("cleo@example.com");
    expect(await messageTo("cleo@example.com")).toMatchObject({ status: "sent", state: "delivered" });
    expect(shop.sandbox.mailbox.to("cleo@example.com")).toHaveLength(1);
    expect((await shop.reasons("cleo@example.com")).slice(-2)).toEqual([
      expect.stringMatching(/^Perhaps sent: SendGrid did not answer clearly/),
      expect.stringMatching(/^Sent, as SendGrid reports: (processed|delivered) 20/),
    ]);
  });

  it("waits a day for the report, is then the merchant's to count, and a late report still holds", async () => {
    const { shopId } = shop;
    shop.sandbox.reports.sender.conduct({ hold: true });
    shop.sandbox.mailbox.failNext({ kind: "500", acceptsAnyway: true });
    await remind("dora@example.com");
    expect(await unknownCounts(shopId, now())).toEqual({ all: 1, over: 0 });
    expect(await unknownMails(shopId, now())).toMatchObject([
      {
        contact: { name: "Ada" },
        workflow: "Checkout abandonment",
        answer: "SendGrid answered 500: internal server error.",
        isWaiting: true,
      },
    ]);
    await shop.after(hours(24));
    expect(await unknownMails(shopId, now())).toMatchObject([{ isWaiting: false }]);
    expect(await countUnknown(shopId, "not-sent", now())).toBe(1);
    expect(await messageTo("dora@example.com")).toMatchObject({ status: "not_sent" });
    expect(shop.sandbox.mailbox.to("dora@example.com").length).toBeGreaterThan(0);
    const before = shop.sandbox.mailbox.all().length;
    await shop.settle();
    expect(shop.sandbox.mailbox.all()).toHaveLength(before);
    shop.sandbox.reports.sender.release();
    await shop.settle();
    expect(await messageTo("dora@example.com")).toMatchObject({ status: "sent", state: "delivered" });
  });
});
