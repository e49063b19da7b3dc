import { afterAll, describe, expect, test } from "vitest";
import { pool, transaction } from "~/db.server";
import { expireLeases } from "~/delivery/message-store";
import { storeProviderClicks } from "~/delivery/provider-clicks";
import { applyProviderEvents } from "~/delivery/provider-events";
import { settle } from "~/delivery/settle";
import { countUnknown, unknownCounts } from "~/delivery/settle-unknown";
import type { Event } from "~/events/event";
import { nobody } from "~/events/frame";
import { aDueMessage, aShop, decisionsAbout, messageNow, minutes, noon, type QueuedForTest } from "./a-shop";

afterAll(() => pool.end());

type MailEventName = "email.processed" | "email.delivered" | "email.deferred" | "email.blocked" | "email.bounced";
type OtherName = "email.dropped" | "email.complained" | "email.opened";

const told = (name: MailEventName | OtherName, messageId: string, at = noon): Event => ({
  eventId: messageId,
  name,
  occurredAt: at,
  sourceOrder: at.toISOString(),
  identity: nobody,
  profile: {},
  data: { messageId, reason: null },
});

const apply = (shopId: number, ...events: Event[]) =>
  transaction((sql) => applyProviderEvents(sql, shopId, events, minutes(5)));

/** A message that left at noon, in some status since. */
async function aMailThatLeft(shopId: number, status: string): Promise<QueuedForTest> {
  const message = await aDueMessage(shopId, { status });
  await pool.query(
    `UPDATE messages SET email = $3, attempts = 1, left_at = $4, lease_until = now() - interval '1 minute'
      WHERE shop_id = $1 AND message_id = $2`,
    [shopId, message.messageId, message.email, noon],
  );
  return message;
}

async function stateOf(shopId: number, messageId: string) {
  const { rows } = await pool.query(
    `SELECT provider_state AS state, provider_state_at AS at, opened_at AS "openedAt" FROM messages
      WHERE shop_id = $1 AND message_id = $2`,
    [shopId, messageId],
  );
  return rows[0];
}

async function suppressionsOf(shopId: number) {
  const { rows } = await pool.query(
    "SELECT email, reason, since, source FROM suppressions WHERE shop_id = $1 ORDER BY reason",
    [shopId],
  );
  return rows;
}

const settledAs = (message: QueuedForTest, status: "sent" | "unknown") => ({
  message: { ...message, workflowId: "checkout-abandonment", version: 1, step: "reminder", attempts: 0, reason: null },
  status,
  rule: status === "sent" ? "accepted-by-sendgrid" : "no-clear-answer",
  values: {},
  reason: status === "sent" ? null : "no answer",
  providerId: null,
  sendAt: null,
});

describe("a message's row", () => {
  test("says what SendGrid told last, by SendGrid's clock, late and out of order", async () => {
    const shopId = await aShop();
    const { messageId } = await aMailThatLeft(shopId, "sent");
    await apply(shopId, told("email.delivered", messageId, minutes(2)), told("email.opened", messageId, minutes(9)));
    await apply(shopId, told("email.processed", messageId), told("email.deferred", messageId, minutes(1)));
    await apply(shopId, told("email.opened", messageId, minutes(4)), told("email.opened", messageId, minutes(30)));
    expect(await stateOf(shopId, messageId)).toEqual({ state: "delivered", at: minutes(2), openedAt: minutes(4) });
  });

  test("of another shop stays as it is", async () => {
    const [shopId, other] = [await aShop(), await aShop()];
    const { messageId } = await aMailThatLeft(other, "unknown");
    await apply(shopId, told("email.bounced", messageId), told("email.opened", messageId));
    expect(await stateOf(other, messageId)).toEqual({ state: null, at: null, openedAt: null });
    expect(await messageNow(other, messageId)).toMatchObject({ status: "unknown" });
    expect([await suppressionsOf(shopId), await suppressionsOf(other)]).toEqual([[], []]);
  });
});

describe("an address", () => {
  test("that bounced or complained is not mailed again, since the first time", async () => {
    const shopId = await aShop();
    const { messageId, email } = await aMailThatLeft(shopId, "sent");
    await apply(shopId, told("email.bounced", messageId, minutes(3)), told("email.complained", messageId, minutes(4)));
    await apply(shopId, told("email.bounced", messageId, minutes(1)));
    expect(await suppressionsOf(shopId)).toEqual([
      { email, reason: "bounced", since: minutes(1), source: "SendGrid" },
      { email, reason: "complained", since: minutes(4), source: "SendGrid" },
    ]);
  });

  test("whose server only put the mail off, or would not have it, is", async () => {
    const shopId = await aShop();
    const { messageId } = await aMailThatLeft(shopId, "sent");
    await apply(
      shopId,
      told("email.deferred", messageId),
      told("email.blocked", messageId),
      told("email.dropped", messageId),
    );
    expect(await suppressionsOf(shopId)).toEqual([]);
  });
});

describe("a mail of which nobody knew", () => {
  test.each(["email.processed", "email.delivered", "email.dropped", "email.bounced"] as const)(
    "was sent, once %s says so, and the contact's page tells how it is known",
    async (name) => {
      const shopId = await aShop();
      const { messageId, contactId } = await aMailThatLeft(shopId, "unknown");
      await apply(shopId, told(name, messageId, minutes(1)));
      expect(await messageNow(shopId, messageId)).toMatchObject({ status: "sent", sentAt: minutes(1), reason: null });
      expect(await decisionsAbout(shopId, contactId)).toEqual(["sent: settled-by-event"]);
      await apply(shopId, told(name, messageId, minutes(2)));
      expect(await decisionsAbout(shopId, contactId)).toHaveLength(1);
    },
  );

  test("is settled too when the event came first, while it was still `sending`", async () => {
    const shopId = await aShop();
    const timedOut = await aMailThatLeft(shopId, "sending");
    const killed = await aMailThatLeft(shopId, "sending");
    await apply(shopId, told("email.processed", timedOut.messageId), told("email.processed", killed.messageId));
    // It is still the sender's: its answer carries SendGrid's own id of the mail.
    expect(await messageNow(shopId, timedOut.messageId)).toMatchObject({ status: "sending" });
    await transaction((sql) => settle(sql, shopId, [settledAs(timedOut, "unknown")], minutes(1)));
    expect(await expireLeases(new Date())).toBe(1);
    for (const { messageId, contactId } of [timedOut, killed]) {
      expect(await messageNow(shopId, messageId)).toMatchObject({ status: "sent", sentAt: noon });
      expect((await decisionsAbout(shopId, contactId)).map((text) => text.split(":")[0])).toEqual(["unknown", "sent"]);
    }
  });

  test("does not hold up an answer that comes while events about the same mails are read", async () => {
    const shopId = await aShop();
    const mails = await Promise.all(Array.from({ length: 40 }, () => aMailThatLeft(shopId, "sending")));
    const backwards = mails.toReversed();
    await Promise.all([
      ...Array.from({ length: 8 }, (_, turn) =>
        apply(shopId, ...(turn % 2 ? mails : backwards).map(({ messageId }) => told("email.delivered", messageId))),
      ),
      transaction((sql) =>
        settle(
          sql,
          shopId,
          backwards.map((mail) => settledAs(mail, "sent")),
          minutes(1),
        ),
      ),
    ]);
    for (const { messageId } of mails) {
      expect(await messageNow(shopId, messageId)).toMatchObject({ status: "sent" });
      expect(await stateOf(shopId, messageId)).toMatchObject({ state: "delivered" });
    }
  });
});

describe("the merchant's choice", () => {
  const day = (hours: number) => minutes(hours * 60);

  test("is about mails whose 24 hours are over, and sends nothing", async () => {
    const shopId = await aShop();
    const old = await aMailThatLeft(shopId, "unknown");
    const young = await aMailThatLeft(shopId, "unknown");
    await pool.query("UPDATE messages SET left_at = $3 WHERE shop_id = $1 AND message_id = $2", [
      shopId,
      young.messageId,
      day(1),
    ]);
    expect(await unknownCounts(shopId, day(23.9))).toEqual({ all: 2, over: 0 });
    expect(await countUnknown(shopId, "sent", day(23.9))).toBe(0);
    expect(await unknownCounts(shopId, day(24))).toEqual({ all: 2, over: 1 });
    expect(await countUnknown(shopId, "sent", day(24))).toBe(1);
    expect(await messageNow(shopId, old.messageId)).toMatchObject({ status: "sent", sentAt: noon, attempts: 1 });
    expect(await decisionsAbout(shopId, old.contactId)).toEqual(["sent: counted-as-sent"]);
    expect(await messageNow(shopId, young.messageId)).toMatchObject({ status: "unknown" });
  });

  test("counted as not sent, a mail is sent all the same once SendGrid says so", async () => {
    const shopId = await aShop();
    const { messageId, contactId } = await aMailThatLeft(shopId, "unknown");
    expect(await countUnknown(shopId, "not-sent", day(30))).toBe(1);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "not_sent", sentAt: null });
    await apply(shopId, told("email.delivered", messageId, day(31)));
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "sent", reason: null });
    expect(await decisionsAbout(shopId, contactId)).toContain("not-sent: counted-as-not-sent");
  });
});

test("a click that SendGrid saw waits to be judged, once, unless it leads on to a link of ours", async () => {
  const [shopId, other] = [await aShop(), await aShop()];
  const { messageId } = await aMailThatLeft(shopId, "sent");
  await pool.query("UPDATE messages SET links = $3 WHERE shop_id = $1 AND message_id = $2", [
    shopId,
    messageId,
    ["https://shop.example/a", "https://shop.example/b"],
  ]);
  const click = { sgEventId: "1", messageId, url: "https://shop.example/b", agent: "Reader/1", at: minutes(3) };
  const own = { ...click, sgEventId: "2", url: "http://localhost:4101/l/token" };
  for (const to of [shopId, shopId, other]) await transaction((sql) => storeProviderClicks(sql, to, [click, own]));
  const { rows } = await pool.query("SELECT shop_id, message_id, link, method, agent, at, verdict FROM link_hits");
  expect(rows).toEqual([
    {
      shop_id: shopId,
      message_id: messageId,
      link: 1,
      method: "GET",
      agent: "Reader/1",
      at: minutes(3),
      verdict: null,
    },
  ]);
});
