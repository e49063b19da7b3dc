import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { moveClock } from "~/clock";
import { pool } from "~/db.server";
import { deliverDue } from "~/delivery/deliver";
import type { MailMaker, Prepared } from "~/delivery/message";
import { saveSendingRules } from "~/delivery/sending-rules";
import {
  aContact,
  anOrder,
  aRunWithMail,
  aShop,
  aWorkflow,
  decisionsAbout,
  messageNow,
  minutes,
  noon,
  ordered,
  type QueuedForTest,
} from "./a-shop";
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
      messages.map(({ messageId }): [string, Prepared] => [messageId, { kind: "ready", subject: "", inputs: {} }]),
    ),
  render: () => ({ subject: "Hello", html: "<p>Hello</p>", text: "Hello" }),
};

const hours = (count: number) => minutes(count * 60);
const deliver = (shopId: number, at = noon, how: Partial<MailMaker> = {}) =>
  deliverDue(shopId, at, at, { ...mails, ...how }, ({ timezone }, shopTimezone) => timezone ?? shopTimezone);
/** The workflows whose mails have left, in order. */
const left = () => sink.received.map(({ body }) => JSON.parse(body).categories[0]);
const stateOf = async (shopId: number, { messageId }: QueuedForTest) => {
  const { status, reason, sendAt } = await messageNow(shopId, messageId);
  return { status, reason, sendAt };
};

/** A shop in which several workflows want to speak; a rank of their own as the presets have it. */
async function aTalkativeShop(): Promise<number> {
  const shopId = await aShop();
  await aWorkflow(shopId, "cart-abandonment", {
    rank: 40,
    group: "recovery",
    trigger: { event: "cart.updated" },
    exits: [],
  });
  await aWorkflow(shopId, "welcome", { rank: 70, trigger: { event: "customer.created" }, exits: [] });
  await aWorkflow(shopId, "vip", { rank: 80, trigger: { event: "segment.entered" }, exits: [] });
  await aWorkflow(shopId, "back-in-stock", {
    rank: 20,
    trigger: { event: "product.restocked" },
    exits: [ordered("product")],
  });
  await aWorkflow(shopId, "price-drop", { rank: 60, trigger: { event: "price.dropped" }, exits: [ordered("product")] });
  await aWorkflow(shopId, "post-purchase", { rank: 10, trigger: { event: "order.created" }, exits: [] });
  return shopId;
}

/** A marketing mail that left so many hours before noon. */
async function aMailThatLeft(
  shopId: number,
  contact: Pick<QueuedForTest, "contactId" | "email">,
  workflowId: string,
  hoursAgo: number,
  wishes: { readonly status?: string; readonly class?: "marketing" | "requested" } = {},
): Promise<void> {
  const { messageId } = await aRunWithMail(shopId, contact, workflowId, {}, { status: "sent", ...wishes });
  await pool.query(`UPDATE messages SET left_at = $3 WHERE shop_id = $1 AND message_id = $2`, [
    shopId,
    messageId,
    hours(-hoursAgo),
  ]);
}

describe("several workflows want to speak to one contact", () => {
  test("one mail a day, the better ranked first; the others wait, are told why once, and follow", async () => {
    const shopId = await aTalkativeShop();
    const ann = await aContact(shopId);
    const useful = { usefulUntil: hours(100) };
    const vip = await aRunWithMail(shopId, ann, "vip", {}, { ...useful, sendAt: minutes(-5) });
    const cart = await aRunWithMail(shopId, ann, "cart-abandonment", {}, useful);
    const welcome = await aRunWithMail(shopId, ann, "welcome", {}, useful);

    expect(await deliver(shopId)).toBe(3);
    expect(left()).toEqual(["cart-abandonment"]);
    expect(await messageNow(shopId, cart.messageId)).toMatchObject({ status: "sent", leftAt: noon });
    for (const waiting of [vip, welcome]) {
      expect(await stateOf(shopId, waiting)).toEqual({ status: "queued", reason: "day-cap", sendAt: hours(24) });
    }

    expect(await deliver(shopId, hours(23))).toBe(0);
    expect(await deliver(shopId, hours(24))).toBe(2);
    expect(await deliver(shopId, hours(48))).toBe(1);
    expect(left()).toEqual(["cart-abandonment", "welcome", "vip"]);
    expect(await decisionsAbout(shopId, ann.contactId)).toEqual([
      "deferred: day-cap",
      "deferred: day-cap",
      "sent: accepted-by-sendgrid",
      "sent: accepted-by-sendgrid",
      "sent: accepted-by-sendgrid",
    ]);
  });

  test("the shop's own order of workflows is what counts", async () => {
    const shopId = await aTalkativeShop();
    await pool.query(`UPDATE workflows SET rank = 1 WHERE shop_id = $1 AND workflow_id = 'vip'`, [shopId]);
    const ann = await aContact(shopId);
    await aRunWithMail(shopId, ann, "cart-abandonment");
    await aRunWithMail(shopId, ann, "vip");
    await deliver(shopId);
    expect(left()).toEqual(["vip"]);
  });

  test("a mail is not overtaken because it was claimed a batch later", async () => {
    const shopId = await aTalkativeShop();
    const contacts = await Promise.all(Array.from({ length: 210 }, () => aContact(shopId)));
    for (const ann of contacts) {
      await aRunWithMail(shopId, ann, "vip", {}, { sendAt: minutes(-1) });
      await aRunWithMail(shopId, ann, "cart-abandonment");
    }
    await deliver(shopId);
    await deliver(shopId);
    expect(left()).toHaveLength(210);
    expect(new Set(left())).toEqual(new Set(["cart-abandonment"]));
  }, 30_000);

  test("a mail that turns out empty takes nobody's turn", async () => {
    const shopId = await aTalkativeShop();
    const ann = await aContact(shopId);
    const empty = await aRunWithMail(shopId, ann, "cart-abandonment");
    await aRunWithMail(shopId, ann, "vip");
    await deliver(shopId, noon, {
      prepare: async (messages, sql) => {
        const prepared = new Map(await mails.prepare(messages, sql));
        prepared.delete(empty.messageId);
        return prepared;
      },
    });
    expect(left()).toEqual(["vip"]);
  });

  test("no more than three in a week; one that is useful no longer is given up, and its page says for what", async () => {
    const shopId = await aTalkativeShop();
    const ann = await aContact(shopId);
    for (const daysAgo of [6, 4, 2]) await aMailThatLeft(shopId, ann, "welcome", 24 * daysAgo);
    const long = await aRunWithMail(shopId, ann, "vip", {}, { usefulUntil: hours(100) });
    const short = await aRunWithMail(shopId, ann, "cart-abandonment", {}, { usefulUntil: hours(12) });
    await deliver(shopId);
    expect(await stateOf(shopId, long)).toEqual({ status: "queued", reason: "week-cap", sendAt: hours(24) });
    await deliver(shopId, new Date(hours(12).getTime() + 1));
    expect(await stateOf(shopId, short)).toMatchObject({ status: "not_sent", reason: "too-late" });
    const { rows } = await pool.query(
      `SELECT "values"->>'heldBackBy' AS "heldBackBy" FROM decisions WHERE shop_id = $1 AND rule = 'too-late'`,
      [shopId],
    );
    expect(rows).toEqual([{ heldBackBy: "week-cap" }]);
    await deliver(shopId, hours(24));
    expect(left()).toEqual(["vip"]);
  });

  test("perhaps sent counts; refused, and what is no marketing, does not", async () => {
    const shopId = await aTalkativeShop();
    const counts = async (status: string, kind: "marketing" | "requested" = "marketing") => {
      const ann = await aContact(shopId);
      await aMailThatLeft(shopId, ann, "welcome", 1, { status, class: kind });
      const { messageId } = await aRunWithMail(shopId, ann, "vip");
      await deliver(shopId);
      return (await messageNow(shopId, messageId)).reason === "day-cap";
    };
    expect(await counts("unknown")).toBe(true);
    expect(await counts("refused")).toBe(false);
    expect(await counts("sent", "requested")).toBe(false);
  });

  test("a workflow's own cap looks back further than the shop's", async () => {
    const shopId = await aTalkativeShop();
    await aWorkflow(shopId, "birthday", {
      rank: 100,
      trigger: { event: "date.reached" },
      exits: [],
      cap: { mails: 1, per: { days: 300 } },
    });
    const ann = await aContact(shopId);
    await aMailThatLeft(shopId, ann, "birthday", 24 * 200);
    for (let week = 2; week < 14; week += 1) await aMailThatLeft(shopId, ann, "welcome", 24 * 7 * week);
    const again = await aRunWithMail(shopId, ann, "birthday", {}, { usefulUntil: hours(24 * 365) });
    await deliver(shopId);
    expect(await stateOf(shopId, again)).toEqual({ status: "queued", reason: "workflow-cap", sendAt: hours(24 * 100) });
  });

  test("a mail that comes a moment later for a cap's sake is no news", async () => {
    const shopId = await aTalkativeShop();
    const ann = await aContact(shopId);
    await aRunWithMail(shopId, ann, "welcome");
    await deliver(shopId, new Date(noon.getTime() + 2_000));
    const next = await aRunWithMail(shopId, ann, "vip", {}, { sendAt: hours(24), usefulUntil: hours(30) });
    await deliver(shopId, hours(24));
    expect(await stateOf(shopId, next)).toEqual({
      status: "queued",
      reason: null,
      sendAt: new Date(hours(24).getTime() + 2_000),
    });
    await deliver(shopId, minutes(24 * 60 + 1));
    expect(await decisionsAbout(shopId, ann.contactId)).toEqual([
      "sent: accepted-by-sendgrid",
      "sent: accepted-by-sendgrid",
    ]);
  });
});

describe("the contact's night", () => {
  test("holds marketing until their morning; a receipt leaves at once", async () => {
    const shopId = await aTalkativeShop();
    const far = await aContact(shopId, { timezone: "Asia/Tokyo" });
    const promotion = await aRunWithMail(shopId, far, "vip");
    await aRunWithMail(shopId, far, "post-purchase", {}, { class: "transactional" });
    // Noon in UTC is nine in the evening in Tokyo.
    await deliver(shopId);
    expect(left()).toEqual(["post-purchase"]);
    expect(await stateOf(shopId, promotion)).toEqual({ status: "queued", reason: "quiet-hours", sendAt: hours(11) });
    await deliver(shopId, hours(11));
    expect(left()).toEqual(["post-purchase", "vip"]);
  });

  test("ends as soon as the merchant changes the rules", async () => {
    const shopId = await aTalkativeShop();
    const promotion = await aRunWithMail(shopId, await aContact(shopId, { timezone: "Asia/Tokyo" }), "vip");
    await deliver(shopId);
    moveClock(minutes(5));
    const wish = { perDay: "1", perWeek: "3", quietFrom: "0", quietTo: "0", isAdaptive: "true" };
    expect(await saveSendingRules(shopId, wish)).toEqual({ ok: true });
    const { sendAt } = await messageNow(shopId, promotion.messageId);
    expect(Math.abs(sendAt.getTime() - minutes(5).getTime())).toBeLessThan(5_000);
  });
});

describe("those who never open or click", () => {
  const aSilentContact = async (shopId: number) => {
    const ann = await aContact(shopId);
    // The last three days ago.
    for (const daysAgo of [3, 10, 17, 24, 31]) await aMailThatLeft(shopId, ann, "welcome", 24 * daysAgo);
    const next = await aRunWithMail(shopId, ann, "vip");
    return { ...ann, next };
  };
  const happens = (shopId: number, name: string, contactId: string, occurredAt: Date) =>
    pool.query(
      `INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data) VALUES ($1, $2, $3, $4, $5, '{}')`,
      [shopId, occurredAt, uuid(), name, contactId],
    );

  test("get one mail a week, where opens and clicks are known at all; a click or an order ends it", async () => {
    const shopId = await aTalkativeShop();
    const unknown = await aSilentContact(shopId);
    await deliver(shopId);
    expect((await messageNow(shopId, unknown.next.messageId)).status).toBe("sent");

    const [silent, clicking, buying] = [
      await aSilentContact(shopId),
      await aSilentContact(shopId),
      await aSilentContact(shopId),
    ];
    await happens(shopId, "email.opened", unknown.contactId, hours(-1));
    await happens(shopId, "email.clicked", clicking.contactId, hours(-200));
    await pool.query(`UPDATE contacts SET last_order_at = $3 WHERE shop_id = $1 AND contact_id = $2`, [
      shopId,
      buying.contactId,
      hours(-200),
    ]);
    await deliver(shopId);
    expect(await stateOf(shopId, silent.next)).toMatchObject({ status: "queued", reason: "seldom-read" });
    expect((await messageNow(shopId, clicking.next.messageId)).status).toBe("sent");
    expect((await messageNow(shopId, buying.next.messageId)).status).toBe("sent");
  });
});

describe("an order, by what the run is about", () => {
  const said = async (shopId: number, { contactId }: { contactId: string }) => {
    await deliver(shopId);
    return decisionsAbout(shopId, contactId);
  };

  test("ends a cart's recovery, by the cart, whatever its version's own exits are", async () => {
    const shopId = await aTalkativeShop();
    const ann = await aContact(shopId);
    await aRunWithMail(shopId, ann, "cart-abandonment", { cartToken: "cart-1" });
    await anOrder(shopId, { cart_token: "cart-1", placed_at: minutes(-600) });
    expect(await said(shopId, ann)).toEqual(["not-sent: ordered"]);
  });

  test("neither its own order nor a later one stops a thank-you, a birthday mail none", async () => {
    const shopId = await aTalkativeShop();
    const ann = await aContact(shopId);
    await anOrder(shopId, { order_id: "o1", contact_id: ann.contactId, checkout_token: "paid" });
    await anOrder(shopId, { contact_id: ann.contactId });
    await pool.query(
      `INSERT INTO checkouts (shop_id, token, contact_id, channel, updated_at, source_order, completed_at, currency, total_minor, lines)
        VALUES ($1, 'paid', $2, 'online', $3, 'a', $3, 'EUR', 1990, '[]')`,
      [shopId, ann.contactId, noon],
    );
    await aRunWithMail(shopId, ann, "post-purchase", { orderId: "o1", checkoutToken: "paid", productIds: ["p1"] });
    expect(await said(shopId, ann)).toEqual(["sent: accepted-by-sendgrid"]);

    const bea = await aContact(shopId);
    await anOrder(shopId, { contact_id: bea.contactId });
    await aRunWithMail(shopId, bea, "vip");
    expect(await said(shopId, bea)).toEqual(["sent: accepted-by-sendgrid"]);
  });

  test("is another than the one that the run is about", async () => {
    const shopId = await aTalkativeShop();
    await aWorkflow(shopId, "cross-sell", {
      rank: 15,
      trigger: { event: "order.created" },
      exits: [ordered("contact")],
    });
    const [ann, bea] = [await aContact(shopId), await aContact(shopId)];
    await anOrder(shopId, { order_id: "first", contact_id: ann.contactId, email: ann.email });
    await aRunWithMail(shopId, ann, "cross-sell", { orderId: "first" });
    expect(await said(shopId, ann)).toEqual(["sent: accepted-by-sendgrid"]);
    await anOrder(shopId, { contact_id: bea.contactId });
    await aRunWithMail(shopId, bea, "cross-sell", { orderId: "first" });
    expect(await said(shopId, bea)).toEqual(["not-sent: ordered"]);
  });

  test("of that product alone stops “it is back”", async () => {
    const shopId = await aTalkativeShop();
    const told = async (orderedProduct: string) => {
      const ann = await aContact(shopId);
      await aRunWithMail(shopId, ann, "back-in-stock", { productIds: ["p1"] }, { class: "requested" });
      const orderId = uuid();
      await anOrder(shopId, { order_id: orderId, contact_id: ann.contactId });
      await pool.query(
        `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor) VALUES ($1, $2, 'l', $3, '', 1, 1)`,
        [shopId, orderId, orderedProduct],
      );
      return said(shopId, ann);
    };
    expect(await told("p2")).toEqual(["sent: accepted-by-sendgrid"]);
    expect(await told("p1")).toEqual(["not-sent: ordered"]);
  });
});

describe("a run about one product", () => {
  const variant = (shopId: number, id: string, priceMinor: number, isAvailable: boolean) =>
    pool.query(
      `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, is_available) VALUES ($1, $2, 'p1', '', 1, $3, $4)`,
      [shopId, id, priceMinor, isAvailable],
    );
  const told = async (shopId: number, workflowId: string, fields: object) => {
    const ann = await aContact(shopId);
    await aRunWithMail(shopId, ann, workflowId, { productIds: ["p1"], fields: { title: "Lamp", ...fields } });
    await deliver(shopId);
    return decisionsAbout(shopId, ann.contactId);
  };

  test("says nothing of what is sold out again, or as dear as before", async () => {
    const shopId = await aTalkativeShop();
    expect(await told(shopId, "back-in-stock", {}), "unknown to the catalogue").toEqual(["sent: accepted-by-sendgrid"]);
    await variant(shopId, "red", 9_000, false);
    await variant(shopId, "blue", 8_000, true);
    expect(await told(shopId, "back-in-stock", { variantId: null })).toEqual(["sent: accepted-by-sendgrid"]);
    expect(await told(shopId, "back-in-stock", { variantId: "red" })).toEqual(["not-sent: sold-out"]);
    expect(await told(shopId, "price-drop", { beforeMinor: 9_000, currency: "EUR" })).toEqual([
      "sent: accepted-by-sendgrid",
    ]);
    expect(await told(shopId, "price-drop", { beforeMinor: 8_000, currency: "EUR" })).toEqual([
      "not-sent: no-longer-cheaper",
    ]);
  });
});

test("a run that was ended takes back what it had queued", async () => {
  const shopId = await aTalkativeShop();
  const ann = await aContact(shopId);
  const { runId } = await aRunWithMail(shopId, ann, "vip");
  await pool.query(`UPDATE runs SET outcome = 'outranked' WHERE shop_id = $1 AND run_id = $2`, [shopId, runId]);
  await deliver(shopId);
  expect(await decisionsAbout(shopId, ann.contactId)).toEqual(["not-sent: run-ended"]);
});
