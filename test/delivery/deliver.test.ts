import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { moveClock } from "~/clock";
import { pool, transaction } from "~/db.server";
import { tryAgainNow } from "~/delivery/breaker";
import { deliverDue } from "~/delivery/deliver";
import type { MailMaker, Prepared } from "~/delivery/message";
import { claimDueMessages, expireLeases } from "~/delivery/message-store";
import { aDueMessage, anOrder, aShop, decisionsAbout, messageNow, minutes, noon, suppressed } from "./a-shop";
import { accept, type Sink, startSink } from "./sendgrid-sink";

let sink: Sink;
beforeAll(async () => {
  // What other processes decide in these stories, they decide before noon, when the mails are sent.
  moveClock(minutes(-60));
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
      messages.map(({ messageId, unsubscribeUrl }): [string, Prepared] => [
        messageId,
        { kind: "ready", links: [], subject: "You left something", inputs: { unsubscribeUrl } },
      ]),
    ),
  render: ({ subject, inputs }) => ({ subject, html: `<p>${JSON.stringify(inputs)}</p>`, text: "Hello" }),
};

const deliver = (shopId: number, at = noon, how: Partial<MailMaker> = {}) =>
  deliverDue(shopId, at, at, { ...mails, ...how }, ({ timezone }, shopTimezone) => timezone ?? shopTimezone);
const sentTo = () => sink.received.map(({ body }) => JSON.parse(body).personalizations[0].to[0].email);

describe("a due message", () => {
  test("is sent once, keeps what it was rendered from, and tells how it went", async () => {
    const shopId = await aShop();
    const { messageId, contactId, email } = await aDueMessage(shopId);

    expect(await deliver(shopId)).toBe(1);
    expect(await deliver(shopId)).toBe(0);

    expect(sentTo()).toEqual([email]);
    expect(await messageNow(shopId, messageId)).toMatchObject({
      status: "sent",
      reason: null,
      attempts: 1,
      email,
      subject: "You left something",
      inputs: { unsubscribeUrl: expect.stringContaining("/u/") },
      providerId: "provider-1",
      sentAt: noon,
      leftAt: noon,
    });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["sent: accepted-by-sendgrid"]);
  });

  test("is `sending`, with its inputs kept, before the first byte leaves", async () => {
    const shopId = await aShop();
    const { messageId } = await aDueMessage(shopId);
    const seen: unknown[] = [];
    await deliver(shopId, noon, {
      render: async (message) => {
        seen.push(await messageNow(shopId, messageId));
        return mails.render(message);
      },
    });
    expect(seen).toMatchObject([{ status: "sending", inputs: { unsubscribeUrl: expect.any(String) } }]);
  });

  test("that is not due yet stays", async () => {
    const shopId = await aShop();
    await aDueMessage(shopId, { sendAt: minutes(1) });
    expect(await deliver(shopId)).toBe(0);
  });

  test("waits while the inbox holds something received before the cycle began", async () => {
    const shopId = await aShop();
    const { messageId } = await aDueMessage(shopId);
    const inbox = (status: string, receivedAt: Date) =>
      pool.query(
        `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, status)
          VALUES ($1, 'shopify', $2, 'orders/create', $3, $3, $2)
          ON CONFLICT (shop_id, source, delivery_id) DO UPDATE SET received_at = excluded.received_at`,
        [shopId, status, receivedAt],
      );
    await inbox("parked", minutes(-1));
    await inbox("waiting", noon);
    expect(await deliver(shopId)).toBe(0);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "queued" });

    await inbox("waiting", new Date(noon.getTime() + 1));
    expect(await deliver(shopId)).toBe(1);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "sent" });
  });
});

describe("the world is read again at the moment of sending", () => {
  const stopped = async (shopId: number, { messageId, contactId }: { messageId: string; contactId: string }) => {
    expect(await deliver(shopId)).toBe(1);
    expect(sink.received).toEqual([]);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "not_sent", attempts: 0 });
    return decisionsAbout(shopId, contactId);
  };

  test.each([
    "same checkout",
    "same cart",
    "same customer",
    "their address",
    "another address of theirs",
    "address in the checkout",
  ])("an order under the %s", async (under) => {
    const shopId = await aShop();
    const message = await aDueMessage(shopId);
    const { contactId, token, email } = message;
    if (under === "another address of theirs") {
      await pool.query(`INSERT INTO contact_identities VALUES ($1, 'email', 'other@example.com', $2)`, [
        shopId,
        contactId,
      ]);
    }
    if (under === "address in the checkout") {
      await pool.query(`UPDATE checkouts SET email = 'typed@example.com' WHERE shop_id = $1`, [shopId]);
    }
    await anOrder(
      shopId,
      {
        "same checkout": { checkout_token: token, placed_at: minutes(-600) },
        "same cart": { cart_token: `cart-${token}`, placed_at: minutes(-600) },
        "same customer": { contact_id: contactId },
        "their address": { email },
        "another address of theirs": { email: "other@example.com" },
        "address in the checkout": { email: "typed@example.com" },
      }[under],
    );
    expect(await stopped(shopId, message)).toEqual(["not-sent: ordered"]);
  });

  test("an older order, a subscription's renewal, or the same keys in another shop do not stop it", async () => {
    const [shopId, otherShop] = [await aShop(), await aShop()];
    const { contactId, token, email } = await aDueMessage(shopId);
    await anOrder(shopId, { contact_id: contactId, placed_at: minutes(-61) });
    await anOrder(shopId, { contact_id: contactId, email, channel: "subscription" });
    await anOrder(otherShop, { contact_id: contactId, email, checkout_token: token });
    await suppressed(otherShop, email);
    await deliver(shopId);
    expect(sentTo()).toEqual([email]);
  });

  test("a suppression, consent withdrawn, no address, the workflow's switch", async () => {
    const shopId = await aShop();
    const bounced = await aDueMessage(shopId);
    await suppressed(shopId, bounced.email);
    const unsubscribed = await aDueMessage(shopId, { consent: "UNSUBSCRIBED" });
    const unreachable = await aDueMessage(shopId, { email: null });
    expect(await deliver(shopId)).toBe(3);
    expect(await decisionsAbout(shopId, bounced.contactId)).toEqual(["not-sent: suppressed"]);
    expect(await decisionsAbout(shopId, unsubscribed.contactId)).toEqual(["not-sent: not-subscribed"]);
    expect(await decisionsAbout(shopId, unreachable.contactId)).toEqual(["not-sent: no-address"]);

    await pool.query(`UPDATE workflows SET is_on = false WHERE shop_id = $1`, [shopId]);
    expect(await stopped(shopId, await aDueMessage(shopId))).toEqual(["not-sent: workflow-off"]);
  });

  test("a checkout that was completed, or whose address was corrected", async () => {
    const shopId = await aShop();
    const done = await aDueMessage(shopId);
    await pool.query(`UPDATE checkouts SET completed_at = $2 WHERE shop_id = $1`, [shopId, noon]);
    expect(await stopped(shopId, done)).toEqual(["not-sent: checkout-completed"]);

    const mistyped = await aDueMessage(shopId);
    await pool.query(`UPDATE checkouts SET contact_id = $3 WHERE shop_id = $1 AND token = $2`, [
      shopId,
      mistyped.token,
      done.contactId,
    ]);
    expect(await stopped(shopId, mistyped)).toEqual(["not-sent: checkout-of-another"]);
  });

  test("everything in it sold out; but one thing left is enough", async () => {
    const shopId = await aShop();
    const variant = (id: string, isAvailable: boolean) =>
      pool.query(
        `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, is_available) VALUES ($1, $2, 'p', '', 1, 1, $3)`,
        [shopId, id, isAvailable],
      );
    await variant("gone", false);
    await variant("there", true);
    expect(await stopped(shopId, await aDueMessage(shopId, { variantIds: ["gone", "gone"] }))).toEqual([
      "not-sent: nothing-left-to-buy",
    ]);
    const { email } = await aDueMessage(shopId, { variantIds: ["gone", "there"] });
    await deliver(shopId);
    expect(sentTo()).toEqual([email]);
  });

  test("a contact that is no more", async () => {
    const shopId = await aShop();
    const message = await aDueMessage(shopId);
    await pool.query(`DELETE FROM contacts WHERE shop_id = $1`, [shopId]);
    expect(await stopped(shopId, message)).toEqual(["not-sent: contact-gone"]);
  });
});

describe("a sender that is not ready", () => {
  test("holds mails, says so once, and lets them go when it is", async () => {
    const shopId = await aShop({ sendgridKey: null });
    const { messageId, contactId, email } = await aDueMessage(shopId);
    await deliver(shopId);
    await deliver(shopId, minutes(15));
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "queued", sendAt: minutes(30), attempts: 0 });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["deferred: sender-not-ready"]);

    const other = await aShop();
    await pool.query(
      `UPDATE shops SET sendgrid_key = (SELECT sendgrid_key FROM shops WHERE shop_id = $2) WHERE shop_id = $1`,
      [shopId, other],
    );
    await deliver(shopId, minutes(30));
    expect(sink.received, "a key that was sealed for another shop is no key").toEqual([]);

    const { seal } = await import("~/delivery/secret");
    await pool.query(`UPDATE shops SET sendgrid_key = $2 WHERE shop_id = $1`, [shopId, seal(shopId, "SG.late")]);
    await deliver(shopId, minutes(45));
    expect(sentTo()).toEqual([email]);
    expect(sink.received[0]?.authorization).toBe("Bearer SG.late");
  });

  test("holds them no longer than they are useful", async () => {
    const shopId = await aShop({ sendgridKey: null });
    const { messageId, contactId } = await aDueMessage(shopId, { usefulUntil: minutes(20) });
    for (const at of [noon, minutes(15), minutes(21)]) await deliver(shopId, at);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "not_sent", reason: "too-late" });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["deferred: sender-not-ready", "not-sent: too-late"]);
  });
});

describe("what SendGrid says", () => {
  test("refused: never again", async () => {
    const shopId = await aShop();
    const { messageId, contactId } = await aDueMessage(shopId);
    sink.answer = (_request, response) => response.writeHead(400).end();
    await deliver(shopId);
    expect(await deliver(shopId, minutes(60))).toBe(0);
    expect(await messageNow(shopId, messageId)).toMatchObject({
      status: "refused",
      reason: expect.stringContaining("400"),
    });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["refused: refused-by-sendgrid"]);
  });

  test("no clear answer: unknown, and never sent again", async () => {
    const shopId = await aShop();
    const { messageId, contactId } = await aDueMessage(shopId);
    sink.answer = (_request, response) => response.socket?.destroy();
    await deliver(shopId);
    expect(await deliver(shopId, minutes(60))).toBe(0);
    expect(sink.received).toHaveLength(1);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "unknown" });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["unknown: no-clear-answer"]);
  });

  test("too many requests: the same mail later, guarded again", async () => {
    const shopId = await aShop();
    const { messageId, contactId, email } = await aDueMessage(shopId);
    sink.answer = (_request, response) => response.writeHead(429, { "retry-after": "120" }).end();
    await deliver(shopId);
    const { status, sendAt } = await messageNow(shopId, messageId);
    expect(status).toBe("queued");
    expect(Math.abs(sendAt.getTime() - minutes(2).getTime())).toBeLessThan(1_000);

    sink.answer = accept;
    expect(await deliver(shopId, minutes(3)), "by the real clock it is too early still").toBe(0);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 121_000 });
    await tryAgainNow(shopId);
    await deliver(shopId, minutes(3));
    vi.useRealTimers();
    expect(sentTo()).toEqual([email, email]);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "sent", attempts: 2 });
    expect(await decisionsAbout(shopId, contactId)).toEqual(["deferred: sendgrid-later", "sent: accepted-by-sendgrid"]);
  });
});

describe("what the content says", () => {
  test("nothing to render: not sent; the others go", async () => {
    const shopId = await aShop();
    const [empty, full] = [await aDueMessage(shopId), await aDueMessage(shopId)];
    await deliver(shopId, noon, {
      prepare: async (messages, sql) => {
        const prepared = new Map(await mails.prepare(messages, sql));
        prepared.set(empty.messageId, { kind: "not-sent", rule: "no-lines", values: {} });
        return prepared;
      },
    });
    expect(sentTo()).toEqual([full.email]);
    expect(await decisionsAbout(shopId, empty.contactId)).toEqual(["not-sent: no-lines"]);
  });

  test("one that cannot be rendered is not sent, and says why; the others go", async () => {
    const shopId = await aShop();
    const [broken, whole] = [await aDueMessage(shopId), await aDueMessage(shopId)];
    await deliver(shopId, noon, {
      render: (message) => {
        if (message.messageId === broken.messageId) throw new Error("no such partial");
        return mails.render(message);
      },
    });
    expect(sentTo()).toEqual([whole.email]);
    expect(await messageNow(shopId, broken.messageId)).toMatchObject({
      status: "not_sent",
      reason: "could-not-render",
    });
  });

  test("a `prepare` that fails leaves all as it was", async () => {
    const shopId = await aShop();
    const { messageId, contactId } = await aDueMessage(shopId);
    const failing = deliver(shopId, noon, { prepare: () => Promise.reject(new Error("catalogue away")) });
    await expect(failing).rejects.toThrow("catalogue away");
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "queued", attempts: 0 });
    expect(await decisionsAbout(shopId, contactId)).toEqual([]);
  });
});

describe("once, whatever happens", () => {
  test("claimers that work at once never claim the same message", async () => {
    const shopId = await aShop();
    const all = await Promise.all(Array.from({ length: 60 }, () => aDueMessage(shopId)));
    // Each holds what it claimed until all have claimed, however slow the machine is.
    const everyone = Promise.withResolvers<void>();
    let claiming = 4;
    const claims = await Promise.all(
      Array.from({ length: claiming }, () =>
        transaction(async (sql) => {
          const claimed = await claimDueMessages(sql, shopId, noon, noon, 20);
          claiming -= 1;
          if (claiming === 0) everyone.resolve();
          await everyone.promise;
          return claimed.map(({ messageId }) => messageId);
        }),
      ),
    );
    const ids = claims.flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(new Set(all.map(({ messageId }) => messageId)));
  });

  test("workers that deliver at once send each mail once", async () => {
    const shopId = await aShop();
    const all = await Promise.all(Array.from({ length: 300 }, () => aDueMessage(shopId)));
    const drain = async () => {
      while ((await deliver(shopId)) > 0);
    };
    await Promise.all([drain(), drain(), drain()]);
    await drain();
    const { rows } = await pool.query(`SELECT DISTINCT status FROM messages WHERE shop_id = $1`, [shopId]);
    expect(rows).toEqual([{ status: "sent" }]);
    expect(sentTo().sort()).toEqual(all.map(({ email }) => email).sort());
  });

  test("an answer is written down soon, however long another request hangs", async () => {
    const shopId = await aShop();
    // The very first with a key goes alone.
    await aDueMessage(shopId);
    await deliver(shopId);
    const [slow, quick] = [await aDueMessage(shopId), await aDueMessage(shopId)];
    const hanging = Promise.withResolvers<void>();
    sink.answer = async (received, response) => {
      if (received.body.includes(slow.messageId)) await hanging.promise;
      accept(received, response);
    };
    const delivering = deliver(shopId);
    await expect.poll(() => messageNow(shopId, quick.messageId)).toMatchObject({ status: "sent" });
    expect(await messageNow(shopId, slow.messageId)).toMatchObject({ status: "sending" });
    hanging.resolve();
    await delivering;
    expect(await messageNow(shopId, slow.messageId)).toMatchObject({ status: "sent" });
  });

  test("a contact whom another transaction holds is left for later, without waiting", async () => {
    const shopId = await aShop();
    const [held, free] = [await aDueMessage(shopId), await aDueMessage(shopId)];
    await transaction(async (sql) => {
      await sql.query(`SELECT 1 FROM contacts WHERE shop_id = $1 AND contact_id = $2 FOR NO KEY UPDATE`, [
        shopId,
        held.contactId,
      ]);
      await deliver(shopId);
    });
    expect(sentTo()).toEqual([free.email]);
    await deliver(shopId);
    expect(sentTo()).toEqual([free.email, held.email]);
  });

  test("a lease that ran out makes the message unknown, never queued", async () => {
    const shopId = await aShop();
    const [died, alive] = [
      await aDueMessage(shopId, { status: "sending" }),
      await aDueMessage(shopId, { status: "sending" }),
    ];
    const lease = (messageId: string, until: number) =>
      pool.query(`UPDATE messages SET lease_until = $3, attempts = 1 WHERE shop_id = $1 AND message_id = $2`, [
        shopId,
        messageId,
        new Date(Date.now() + until),
      ]);
    await lease(died.messageId, -1);
    await lease(alive.messageId, 30_000);

    expect(await expireLeases(new Date())).toBe(1);
    expect(await expireLeases(new Date())).toBe(0);
    expect(await deliver(shopId)).toBe(0);

    expect(await messageNow(shopId, died.messageId)).toMatchObject({ status: "unknown", reason: "lease-ran-out" });
    expect(await messageNow(shopId, alive.messageId)).toMatchObject({ status: "sending" });
    expect(await decisionsAbout(shopId, died.contactId)).toEqual(["unknown: lease-ran-out"]);
    expect(sink.received).toEqual([]);
  });

  test("a clear answer that comes after the lease still settles it; a late no does not requeue it", async () => {
    const shopId = await aShop();
    // The first is posted first: after a 429 nothing else is tried for a while.
    const [sent, limited] = [await aDueMessage(shopId, { sendAt: minutes(-1) }), await aDueMessage(shopId)];
    sink.answer = async ({ body }, response) => {
      await expireLeases(new Date(Date.now() + 120_000));
      const isLimited = JSON.parse(body).personalizations[0].to[0].email === limited.email;
      response.writeHead(isLimited ? 429 : 202).end();
    };
    await deliver(shopId);
    expect(await messageNow(shopId, sent.messageId)).toMatchObject({ status: "sent" });
    expect(await messageNow(shopId, limited.messageId)).toMatchObject({ status: "unknown" });
    expect(await decisionsAbout(shopId, sent.contactId)).toEqual([
      "unknown: lease-ran-out",
      "sent: accepted-by-sendgrid",
    ]);
  });
});

test("each shop's mails leave under its own key and sender", async () => {
  const shops = [await aShop(), await aShop(), await aShop()];
  for (const shopId of shops) await Promise.all(Array.from({ length: 20 }, () => aDueMessage(shopId)));
  await Promise.all(shops.map((shopId) => deliver(shopId)));
  expect(sink.received).toHaveLength(60);
  for (const { authorization, body } of sink.received) {
    const { from, personalizations } = JSON.parse(body);
    const shopId = personalizations[0].custom_args.shop_id;
    expect(authorization).toBe(`Bearer SG.key-of-shop-${shopId}`);
    expect(from.email).toBe(`hello@shop-${shopId}.example`);
  }
});
