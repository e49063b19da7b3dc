import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GuardedMessage, type GuardFacts, guard } from "~/delivery/guard";
import { minutes, noon } from "./a-shop";

const message: GuardedMessage = { contactId: "ann", class: "marketing", usefulUntil: minutes(60), reason: null };

const fine: GuardFacts = {
  shop: { openedAt: minutes(-1_000), uninstalledAt: null },
  senderProblems: [],
  isWorkflowOn: true,
  contact: {
    email: "ann@example.com",
    addressProblem: null,
    consent: "SUBSCRIBED",
    consentAt: minutes(-60),
    consentSource: "ticked the box",
  },
  suppressions: [],
  orders: [],
  checkout: { contactId: "ann", completedAt: null, lines: 2, unavailableLines: 0 },
};
const contact = fine.contact ?? expect.unreachable();
const checkout = fine.checkout ?? expect.unreachable();
const order = { name: "#1042", placedAt: minutes(-5), under: "the same checkout" as const };

test("with nothing against it, it is sent", () => {
  expect(guard(message, fine, noon)).toEqual({ kind: "send" });
});

describe("each rule stops a message, and says on which values", () => {
  const since = minutes(-1);
  test.each<[string, Partial<GuardFacts>, object]>([
    ["shop-uninstalled", { shop: { openedAt: noon, uninstalledAt: since } }, { since: since.toISOString() }],
    ["shop-not-opened", { shop: { openedAt: null, uninstalledAt: null } }, {}],
    ["workflow-off", { isWorkflowOn: false }, {}],
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

test("a receipt needs no subscription and is not stopped by its own order", () => {
  const receipt: GuardedMessage = { ...message, class: "transactional" };
  const facts: GuardFacts = {
    ...fine,
    contact: { ...contact, consent: "NOT_SUBSCRIBED" },
    orders: [order],
    checkout: null,
  };
  expect(guard(receipt, facts, noon)).toEqual({ kind: "send" });
  expect(guard({ ...receipt, class: "marketing" }, facts, noon)).toMatchObject({ kind: "not-sent" });
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
  isWorkflowOn: fc.boolean(),
  contact: fc.option(
    fc.record({
      email: fc.option(fc.emailAddress()),
      addressProblem: fc.option(fc.constantFrom("typo", "role")),
      consent: fc.constantFrom("SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "NOT_SUBSCRIBED", "REDACTED", "INVALID"),
      consentAt: fc.option(time),
      consentSource: fc.option(fc.string()),
    }),
  ),
  suppressions: fc.array(fc.record({ reason: fc.string(), since: time }), { maxLength: 1 }),
  orders: fc.array(
    fc.record({ name: fc.string(), placedAt: time, under: fc.constantFrom("the same cart", "the same customer") }),
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
});
const anyMessage: fc.Arbitrary<GuardedMessage> = fc.record({
  contactId: fc.constant("ann"),
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
        expect(facts.isWorkflowOn).toBe(true);
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
        expect(facts.orders).toEqual([]);
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
