import fc from "fast-check";
import { Duration } from "luxon";
import { describe, expect, test } from "vitest";
import { type GuardedMessage, type GuardFacts, guard } from "~/delivery/guard";
import { minutes, noon } from "./a-shop";

const message: GuardedMessage = {
  contactId: "ann",
  workflowId: "welcome",
  class: "marketing",
  usefulUntil: minutes(60),
  reason: null,
};

const fine: GuardFacts = {
  shop: { openedAt: minutes(-1_000), uninstalledAt: null },
  senderProblems: [],
  rules: { perDay: 1, perWeek: 3, quietHours: { from: 21, to: 8 }, isAdaptive: true },
  workflow: { isOn: true, rank: 70, cap: null, window: null },
  run: { outcome: null, exits: ["checkout", "cart", "contact"] },
  contact: {
    email: "ann@example.com",
    addressProblem: null,
    consent: "SUBSCRIBED",
    consentAt: minutes(-60),
    consentSource: "ticked the box",
    zone: "UTC",
  },
  suppressions: [],
  orders: [],
  checkout: { contactId: "ann", completedAt: null, lines: 2, unavailableLines: 0 },
  product: null,
  sent: [],
  ahead: [],
  unanswered: 0,
};
const contact = fine.contact ?? expect.unreachable();
const checkout = fine.checkout ?? expect.unreachable();
const order = { name: "#1042", placedAt: minutes(-5), tie: "checkout", under: "the same checkout" } as const;
const product = { title: "Dune Table Lamp", isAvailable: true, price: null };
const price = { beforeMinor: 9_900, nowMinor: 7_900, currency: "EUR" };
/** Mails that left so many hours before noon. */
const sent = (...hoursAgo: number[]) =>
  hoursAgo.map((hours) => ({ workflowId: "welcome", leftAt: minutes(-60 * hours) }));

test("with nothing against it, it is sent", () => {
  expect(guard(message, fine, noon)).toEqual({ kind: "send" });
});

describe("each rule stops a message, and says on which values", () => {
  const since = minutes(-1);
  test.each<[string, Partial<GuardFacts>, object]>([
    ["shop-uninstalled", { shop: { openedAt: noon, uninstalledAt: since } }, { since: since.toISOString() }],
    ["shop-not-opened", { shop: { openedAt: null, uninstalledAt: null } }, {}],
    ["workflow-off", { workflow: { ...fine.workflow, isOn: false } }, {}],
    ["contact-gone", { contact: null }, {}],
    ["no-address", { contact: { ...contact, email: null } }, {}],
    ["address-problem", { contact: { ...contact, addressProblem: "typo" } }, { problem: "typo" }],
    ["suppressed", { suppressions: [{ reason: "bounced", since }] }, { reason: "bounced", since: since.toISOString() }],
    [
      "not-subscribed",
      { contact: { ...contact, consent: "UNSUBSCRIBED", consentAt: since, consentSource: "set in Shopify" } },
      { consent: "UNSUBSCRIBED", since: since.toISOString(), source: "set in Shopify" },
    ],
    [
      "ordered",
      { orders: [order] },
      { order: "#1042", placedAt: minutes(-5).toISOString(), under: "the same checkout" },
    ],
    ["checkout-completed", { checkout: { ...checkout, completedAt: since } }, { completedAt: since.toISOString() }],
    ["checkout-of-another", { checkout: { ...checkout, contactId: "bea" } }, {}],
    ["run-ended", { run: { ...fine.run, outcome: "outranked" } }, { outcome: "outranked" }],
    ["sold-out", { product: { ...product, isAvailable: false } }, { product: "Dune Table Lamp" }],
    [
      "no-longer-cheaper",
      { product: { ...product, price: { ...price, nowMinor: 9_900 } } },
      { product: "Dune Table Lamp", ...price, nowMinor: 9_900 },
    ],
    ["nothing-left-to-buy", { checkout: { ...checkout, unavailableLines: 2 } }, { lines: 2, unavailable: 2 }],
  ])("%s", (rule, change, values) => {
    expect(guard(message, { ...fine, ...change }, noon)).toEqual({ kind: "not-sent", rule, values });
  });

  test("too-late, with what held it back", () => {
    expect(guard({ ...message, reason: "sender-not-ready" }, fine, minutes(61))).toEqual({
      kind: "not-sent",
      rule: "too-late",
      values: { usefulUntil: minutes(60).toISOString(), heldBackBy: "sender-not-ready" },
    });
    expect(guard(message, fine, minutes(60))).toEqual({ kind: "send" });
  });
});

test("one line that can be bought is reason enough to write", () => {
  expect(guard(message, { ...fine, checkout: { ...checkout, unavailableLines: 1 } }, noon)).toEqual({ kind: "send" });
});

describe("an order stops what its run's version ends on, and nothing else", () => {
  const facts = (exits: GuardFacts["run"]["exits"], tie: GuardFacts["orders"][number]["tie"]): GuardFacts => ({
    ...fine,
    run: { outcome: null, exits },
    orders: [{ ...order, tie }],
    checkout: null,
  });

  test.each<[string, GuardFacts["run"]["exits"], GuardFacts["orders"][number]["tie"], string]>([
    ["a receipt or a thank-you", [], "contact", "send"],
    ["a birthday mail", [], "contact", "send"],
    ["back in stock, of something else", ["product"], "contact", "send"],
    ["back in stock, of that product", ["product"], "product", "not-sent"],
    ["a cart's recovery, by the cart", ["checkout", "cart", "contact"], "cart", "not-sent"],
    ["a recovery, by another order of theirs", ["checkout", "cart", "contact"], "contact", "not-sent"],
  ])("%s", (_what, exits, tie, kind) => {
    expect(guard(message, facts(exits, tie), noon).kind).toBe(kind);
    expect(guard({ ...message, class: "requested" }, facts(exits, tie), noon).kind).toBe(kind);
  });

  test("a receipt needs no subscription", () => {
    const unsubscribed = { ...facts([], "contact"), contact: { ...contact, consent: "NOT_SUBSCRIBED" as const } };
    expect(guard({ ...message, class: "transactional" }, unsubscribed, noon)).toEqual({ kind: "send" });
    expect(guard(message, unsubscribed, noon)).toMatchObject({ rule: "not-subscribed" });
  });
});

describe("a run that ended", () => {
  const ended = (outcome: string): GuardFacts => ({ ...fine, run: { ...fine.run, outcome } });

  test.each(["completed", "exit-step", "lasted-long-enough"])(
    "by itself (%s) still sends what it queued",
    (outcome) => {
      expect(guard(message, ended(outcome), noon)).toEqual({ kind: "send" });
    },
  );

  test("by an unsubscription still sends the receipt; by anything else not even that", () => {
    const receipt: GuardedMessage = { ...message, class: "transactional" };
    expect(guard(receipt, ended("unsubscribed"), noon)).toEqual({ kind: "send" });
    expect(guard(message, ended("unsubscribed"), noon)).toMatchObject({ rule: "run-ended" });
    expect(guard(receipt, ended("merged"), noon)).toMatchObject({ rule: "run-ended" });
  });

  test("by an order: the order is what the page tells", () => {
    expect(guard(message, { ...ended("ordered"), orders: [order] }, noon)).toMatchObject({ rule: "ordered" });
  });
});

test("a price that is still lower, and a product that the catalogue does not know, stop nothing", () => {
  expect(guard(message, { ...fine, product: { ...product, price } }, noon)).toEqual({ kind: "send" });
  expect(guard(message, { ...fine, product: { ...product, isAvailable: null } }, noon)).toEqual({ kind: "send" });
});

describe("each rule holds a marketing mail, until a moment that it names, on values that it tells", () => {
  const day = minutes(24 * 60);
  const useful: GuardedMessage = { ...message, usefulUntil: minutes(30 * 24 * 60) };
  test.each<[string, Partial<GuardFacts>, Date, object]>([
    [
      "quiet-hours",
      { contact: { ...contact, zone: "America/Los_Angeles" } },
      minutes(4 * 60),
      { from: 21, to: 8, zone: "America/Los_Angeles" },
    ],
    [
      "sending-window",
      { workflow: { ...fine.workflow, window: { from: 17, to: 19 } } },
      minutes(5 * 60),
      { from: 17, to: 19, zone: "UTC" },
    ],
    [
      "reminder-first",
      {
        workflow: { ...fine.workflow, rank: 70 },
        ahead: [{ at: minutes(30), rank: 30, title: "Checkout abandonment" }],
        sent: sent(2),
      },
      minutes(31),
      { workflow: "Checkout abandonment" },
    ],
    [
      "workflow-cap",
      { workflow: { ...fine.workflow, cap: { mails: 1, per: Duration.fromObject({ days: 30 }) } }, sent: sent(48) },
      minutes((30 - 2) * 24 * 60),
      { mails: 1, per: "30 days" },
    ],
    ["day-cap", { sent: sent(2) }, minutes(22 * 60), { mails: 1, per: "24 hours" }],
    ["day-cap", { sent: sent(0) }, day, { mails: 1, per: "24 hours" }],
    ["week-cap", { sent: sent(30, 60, 90, 200) }, minutes((168 - 90) * 60), { mails: 3, per: "7 days" }],
    [
      "seldom-read",
      { sent: sent(72, 400, 800, 1_200, 1_600), unanswered: 5 },
      minutes((168 - 72) * 60),
      { mails: 1, per: "7 days", unanswered: 5 },
    ],
    [
      "seldom-read",
      { sent: sent(240), unanswered: 10 },
      minutes((336 - 240) * 60),
      { mails: 1, per: "14 days", unanswered: 10 },
    ],
  ])("%s", (rule, change, until, values) => {
    expect(guard(useful, { ...fine, ...change }, noon)).toEqual({ kind: "wait", rule, until, values });
    for (const kind of ["transactional", "requested"] as const) {
      expect(guard({ ...useful, class: kind }, { ...fine, ...change }, noon)).toEqual({ kind: "send" });
    }
  });

  test.each<[string, Partial<GuardFacts>]>([
    ["a mail of exactly a day ago", { sent: sent(24) }],
    [
      "another workflow's mails, for a workflow's own cap",
      {
        workflow: { ...fine.workflow, cap: { mails: 1, per: Duration.fromObject({ days: 30 }) } },
        sent: [{ workflowId: "vip", leftAt: minutes(-3_000) }],
      },
    ],
    [
      "a reminder of a workflow that speaks after this one",
      {
        workflow: { ...fine.workflow, rank: 20 },
        ahead: [{ at: minutes(30), rank: 30, title: "Checkout abandonment" }],
      },
    ],
    ["four unanswered mails", { sent: sent(72), unanswered: 4 }],
    [
      "unread mails in a shop that does not mind",
      { rules: { ...fine.rules, isAdaptive: false }, sent: sent(72), unanswered: 10 },
    ],
    [
      "an hour without quiet hours",
      {
        rules: { ...fine.rules, quietHours: { from: 0, to: 0 } },
        contact: { ...contact, zone: "America/Los_Angeles" },
      },
    ],
  ])("%s holds nothing", (_what, change) => {
    expect(guard(useful, { ...fine, ...change }, noon)).toEqual({ kind: "send" });
  });

  test("never past its use, even where no hour is left to send in", () => {
    const never = { ...fine, workflow: { ...fine.workflow, window: { from: 22, to: 23 } } };
    expect(guard(message, never, noon)).toMatchObject({ kind: "wait", until: new Date(minutes(60).getTime() + 1) });
    expect(guard(message, { ...fine, sent: sent(1) }, noon)).toMatchObject({
      kind: "wait",
      until: new Date(minutes(60).getTime() + 1),
    });
  });
});

test.each([
  ["unsubscribed", "marketing", "not-sent"],
  ["unsubscribed", "transactional", "send"],
  ["sunset", "requested", "send"],
  ["bounced", "transactional", "not-sent"],
] as const)("%s stops %s: %s", (reason, kind, verdict) => {
  const suppressed = { ...fine, suppressions: [{ reason, since: minutes(-1) }] };
  expect(guard({ ...message, class: kind }, suppressed, noon).kind).toBe(verdict);
});

test("what a merchant can mend is held, and told in the merchant's words", () => {
  const verdict = guard(message, { ...fine, senderProblems: ["Connect SendGrid: add an API key."] }, noon);
  expect(verdict).toEqual({
    kind: "wait",
    until: minutes(15),
    rule: "sender-not-ready",
    values: { problems: ["Connect SendGrid: add an API key."] },
  });
});

const time = fc.date({ min: minutes(-10_000), max: minutes(10_000), noInvalidDate: true });
const anyFacts: fc.Arbitrary<GuardFacts> = fc.record({
  shop: fc.record({ openedAt: fc.option(time), uninstalledAt: fc.option(time, { freq: 1 }) }),
  senderProblems: fc.array(fc.string(), { maxLength: 1 }),
  rules: fc.record({
    perDay: fc.integer({ min: 1, max: 3 }),
    perWeek: fc.integer({ min: 1, max: 5 }),
    quietHours: fc.record({ from: fc.nat(23), to: fc.nat(24) }),
    isAdaptive: fc.boolean(),
  }),
  workflow: fc.record({
    isOn: fc.boolean(),
    rank: fc.nat(100),
    cap: fc.option(
      fc.record({ mails: fc.integer({ min: 1, max: 2 }), per: fc.constant(Duration.fromObject({ days: 2 })) }),
    ),
    window: fc.option(fc.record({ from: fc.nat(23), to: fc.nat(24) })),
  }),
  run: fc.record({
    outcome: fc.option(fc.constantFrom("completed", "merged", "unsubscribed"), { freq: 2 }),
    exits: fc.subarray(["checkout", "cart", "contact", "product"] as const),
  }),
  contact: fc.option(
    fc.record({
      email: fc.option(fc.emailAddress()),
      addressProblem: fc.option(fc.constantFrom("typo", "role")),
      consent: fc.constantFrom("SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "NOT_SUBSCRIBED", "REDACTED", "INVALID"),
      consentAt: fc.option(time),
      consentSource: fc.option(fc.string()),
      zone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"),
    }),
  ),
  suppressions: fc.array(fc.record({ reason: fc.string(), since: time }), { maxLength: 1 }),
  orders: fc.array(
    fc.record({
      name: fc.string(),
      placedAt: time,
      tie: fc.constantFrom("checkout", "cart", "contact", "product"),
      under: fc.constantFrom("the same cart", "the same customer"),
    }),
    { maxLength: 1 },
  ),
  checkout: fc.option(
    fc.record({
      contactId: fc.option(fc.constantFrom("ann", "bea")),
      completedAt: fc.option(time),
      lines: fc.nat(3),
      unavailableLines: fc.nat(3),
    }),
  ),
  product: fc.constant(null),
  sent: fc
    .array(time, { maxLength: 4 })
    .map((times) => times.sort((a, b) => +b - +a).map((leftAt) => ({ workflowId: "welcome", leftAt }))),
  ahead: fc.array(fc.record({ at: time, rank: fc.nat(100), title: fc.string() }), { maxLength: 2 }),
  unanswered: fc.nat(12),
});
const anyMessage: fc.Arbitrary<GuardedMessage> = fc.record({
  contactId: fc.constant("ann"),
  workflowId: fc.constantFrom("welcome", "vip"),
  class: fc.constantFrom("marketing", "transactional", "requested"),
  usefulUntil: time,
  reason: fc.constant(null),
});

describe("whatever the facts", () => {
  /** Two worlds in one: an arbitrary one, and the fine one with some of its facts replaced, which gets far more often to "send". */
  const facts = fc.oneof(
    anyFacts,
    fc.tuple(anyFacts, fc.subarray(Object.keys(fine))).map(([other, keys]) => ({
      ...fine,
      ...Object.fromEntries(Object.entries(other).filter(([key]) => keys.includes(key))),
    })),
  );

  test("nothing is sent without an address, past its use, or against a suppression, a switch or an uninstall", () => {
    let sent = 0;
    fc.assert(
      fc.property(anyMessage, facts, time, (message, facts, at) => {
        if (guard(message, facts, at).kind !== "send") return;
        sent += 1;
        expect(facts.contact?.email).toBeTruthy();
        expect(at <= message.usefulUntil).toBe(true);
        expect(facts.suppressions).toEqual([]);
        expect(facts.workflow.isOn).toBe(true);
        expect(facts.shop.uninstalledAt).toBeNull();
        expect(facts.shop.openedAt).not.toBeNull();
        expect(facts.senderProblems).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(sent).toBeGreaterThan(20);
  });

  test("marketing goes to subscribers who have not ordered, about a checkout that is theirs and open", () => {
    let sent = 0;
    fc.assert(
      fc.property(anyMessage, facts, time, (message, facts, at) => {
        if (message.class !== "marketing" || guard(message, facts, at).kind !== "send") return;
        sent += 1;
        expect(facts.contact?.consent).toBe("SUBSCRIBED");
        expect(facts.orders.filter(({ tie }) => facts.run.exits.includes(tie))).toEqual([]);
        if (!facts.checkout) return;
        expect(facts.checkout.completedAt).toBeNull();
        expect(facts.checkout.contactId ?? message.contactId).toBe(message.contactId);
        expect(facts.checkout.unavailableLines).toBeLessThan(facts.checkout.lines);
      }),
      { numRuns: 3_000 },
    );
    expect(sent).toBeGreaterThan(20);
  });

  test("a hold ends: its time is to come, and at the latest just past the message's use", () => {
    fc.assert(
      fc.property(anyMessage, facts, time, (message, facts, at) => {
        const verdict = guard(message, facts, at);
        if (verdict.kind !== "wait") return;
        expect(verdict.until > at).toBe(true);
        expect(verdict.until.getTime()).toBeLessThanOrEqual(message.usefulUntil.getTime() + 1);
      }),
      { numRuns: 2_000 },
    );
  });
});
