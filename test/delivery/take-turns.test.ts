import fc from "fast-check";
import { DateTime, Duration } from "luxon";
import { describe, expect, test } from "vitest";
import type { Cap, SentMail } from "~/delivery/frequency";
import { type GuardedMessage, type GuardFacts, guard } from "~/delivery/guard";
import { isWithin } from "~/delivery/sending-hours";
import { takeTurns } from "~/delivery/take-turns";
import { minutes, noon } from "./a-shop";

interface Mail extends GuardedMessage {
  readonly messageId: string;
  readonly sendAt: Date;
  readonly rank: number;
}

const days = (count: number) => Duration.fromObject({ days: count });

const fine: GuardFacts = {
  shop: { openedAt: minutes(-1_000), uninstalledAt: null },
  senderProblems: [],
  rules: { perDay: 1, perWeek: 3, quietHours: { from: 0, to: 0 }, isAdaptive: true },
  workflow: { isOn: true, rank: 1, cap: null, window: null },
  run: { outcome: null, exits: [] },
  contact: {
    email: "ann@example.com",
    addressProblem: null,
    consent: "SUBSCRIBED",
    consentAt: null,
    consentSource: null,
    zone: "UTC",
  },
  suppressions: [],
  orders: [],
  checkout: null,
  product: null,
  sent: [],
  ahead: [],
  unanswered: 0,
};
const contact = fine.contact ?? expect.unreachable();

const mail = (messageId: string, wishes: Partial<Mail> = {}): Mail => ({
  messageId,
  contactId: "ann",
  workflowId: `of ${messageId}`,
  class: "marketing",
  usefulUntil: minutes(10_000),
  reason: null,
  sendAt: noon,
  rank: 50,
  ...wishes,
});

const factsOf = ({ rank }: Mail): GuardFacts => ({ ...fine, workflow: { ...fine.workflow, rank } });
const turns = (...mails: Mail[]) => {
  const { leaving, yielding } = takeTurns(mails, factsOf, noon);
  return {
    leaving: leaving.map(({ messageId }) => messageId),
    yielding: yielding.map(({ message }) => message.messageId),
  };
};

describe("mails that are due together", () => {
  test("the better ranked leaves, however long the other has waited; then the longer due", () => {
    expect(turns(mail("vip", { rank: 80, sendAt: minutes(-300) }), mail("checkout", { rank: 30 }))).toEqual({
      leaving: ["checkout"],
      yielding: ["vip"],
    });
    expect(turns(mail("late"), mail("early", { sendAt: minutes(-1) })).leaving).toEqual(["early"]);
  });

  test("what is no marketing neither yields nor counts", () => {
    const receipt = mail("receipt", { class: "transactional", rank: 90 });
    const back = mail("back", { class: "requested", rank: 10 });
    expect(turns(mail("vip", { rank: 80 }), receipt, back)).toEqual({
      leaving: ["back", "vip", "receipt"],
      yielding: [],
    });
  });

  test("each contact has turns of their own", () => {
    expect(turns(mail("one"), mail("other", { contactId: "bea" })).leaving).toEqual(["one", "other"]);
  });
});

describe("over weeks of mails", () => {
  const quarter = 15 * 60_000;
  const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];
  const anyCap: fc.Arbitrary<Cap> = fc.record({
    mails: fc.integer({ min: 1, max: 2 }),
    per: fc.constantFrom(days(1), days(2), Duration.fromObject({ hours: 7 })),
  });
  const anyWorld = fc.record({
    // Beginning near the nights on which clocks are changed.
    start: fc.constantFrom("2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-06-10"),
    zone: fc.constantFrom(...zones),
    rules: fc.record({
      perDay: fc.integer({ min: 1, max: 2 }),
      perWeek: fc.integer({ min: 2, max: 4 }),
      quietHours: fc.record({ from: fc.nat(23), to: fc.nat(23) }),
      isAdaptive: fc.boolean(),
    }),
    unanswered: fc.constantFrom(0, 4, 5, 9, 10),
    workflows: fc.array(
      fc.record({
        cap: fc.option(anyCap, { freq: 2 }),
        window: fc.option(fc.record({ from: fc.nat(23), to: fc.nat(24) }), { freq: 1 }),
        rank: fc.nat(5),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    mails: fc.array(
      fc.record({
        workflow: fc.nat(2),
        class: fc.constantFrom("marketing", "marketing", "marketing", "requested", "transactional"),
        dueAfter: fc.integer({ min: 0, max: 5 * 24 * 60 }),
        usefulFor: fc.integer({ min: 10, max: 3 * 24 * 60 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  });
  type World = typeof anyWorld extends fc.Arbitrary<infer T> ? T : never;

  /** Lives through it: at each moment at which something is due, all that is due is decided on together. */
  function live(world: World) {
    const start = DateTime.fromISO(world.start, { zone: world.zone });
    const workflowOf = (index: number) => world.workflows[index % world.workflows.length] ?? expect.unreachable();
    const all = world.mails.map((wish, index) => {
      const sendAt = start.plus({ minutes: wish.dueAfter });
      const usefulUntil = sendAt.plus({ minutes: wish.usefulFor }).toJSDate();
      const { rank, cap, window } = workflowOf(wish.workflow);
      const workflowId = `workflow ${wish.workflow % world.workflows.length}`;
      const base = mail(String(index), { class: wish.class, workflowId, sendAt: sendAt.toJSDate(), usefulUntil, rank });
      return { ...base, cap, window };
    });
    type Planned = (typeof all)[number];
    const sent: (SentMail & { readonly mail: Planned })[] = [];
    const dropped: Planned[] = [];
    const facts = (one: Planned): GuardFacts => ({
      ...fine,
      rules: world.rules,
      workflow: { isOn: true, rank: one.rank, cap: one.cap, window: one.window },
      contact: { ...contact, zone: world.zone },
      sent: sent.filter((before) => before.mail.class === "marketing").toReversed(),
      unanswered: world.unanswered,
    });
    let queue = all.map((one) => ({ one, at: one.sendAt }));
    for (let turn = 0; queue.length > 0; turn += 1) {
      if (turn > 2_000) throw new Error("a wait never ended");
      const at = new Date(Math.min(...queue.map((queued) => queued.at.getTime())));
      const due = queue.filter((queued) => queued.at <= at).map(({ one }) => one);
      queue = queue.filter((queued) => queued.at > at);
      const verdicts = due.map((one) => ({ one, verdict: guard(one, facts(one), at) }));
      const passed = verdicts.filter(({ verdict }) => verdict.kind === "send").map(({ one }) => one);
      const { leaving, yielding } = takeTurns(passed, facts, at);
      const held = [...verdicts, ...yielding.map(({ message, verdict }) => ({ one: message, verdict }))];
      for (const { one, verdict } of held) {
        if (verdict.kind === "wait") {
          expect(verdict.until > at).toBe(true);
          queue.push({ one, at: verdict.until });
        }
        if (verdict.kind === "not-sent") dropped.push(one);
      }
      for (const one of leaving) sent.push({ mail: one, workflowId: one.workflowId, leftAt: at });
    }
    return { all, sent, dropped };
  }

  /** The same rules, said another way: for each mail the limits that bind it, and the hours that it may leave in. */
  const limitsOf = (world: World, cap: Cap | null) => [
    { mails: world.rules.perDay, hours: 24, own: false },
    { mails: world.rules.perWeek, hours: 168, own: false },
    ...(world.rules.isAdaptive && world.unanswered >= 5
      ? [{ mails: 1, hours: world.unanswered >= 10 ? 336 : 168, own: false }]
      : []),
    ...(cap ? [{ mails: cap.mails, hours: cap.per.as("hours"), own: true }] : []),
  ];
  const mayLeaveIn = (world: World, window: { from: number; to: number } | null, at: number) => {
    const { hour } = DateTime.fromMillis(at, { zone: world.zone });
    const isOpen = window === null || window.from === window.to || isWithin(hour, window);
    return isOpen && !isWithin(hour, world.rules.quietHours);
  };

  test("no window ever holds more than its cap, nothing leaves in a quiet hour, and nothing is dropped that could have left", () => {
    let told = { sent: 0, dropped: 0, waited: 0 };
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { all, sent, dropped } = live(world);
        expect(sent.length + dropped.length).toBe(all.length);
        const marketing = sent.filter(({ mail }) => mail.class === "marketing");
        told = {
          sent: told.sent + sent.length,
          dropped: told.dropped + dropped.length,
          waited: told.waited + sent.filter(({ mail, leftAt }) => leftAt > mail.sendAt).length,
        };

        const room = (one: Mail & { cap: Cap | null }, time: number) =>
          limitsOf(world, one.cap).every(({ mails, hours, own }) => {
            const counted = marketing.filter(
              ({ leftAt, workflowId }) =>
                leftAt.getTime() <= time &&
                leftAt.getTime() > time - hours * 3_600_000 &&
                (!own || workflowId === one.workflowId),
            );
            return counted.length < mails;
          });
        for (const { mail, leftAt } of marketing) {
          expect(leftAt <= mail.usefulUntil).toBe(true);
          expect(mayLeaveIn(world, mail.window, leftAt.getTime())).toBe(true);
          for (const { mails, hours, own } of limitsOf(world, mail.cap)) {
            const inWindow = marketing.filter(
              (other) =>
                other.leftAt <= leftAt &&
                other.leftAt.getTime() > leftAt.getTime() - hours * 3_600_000 &&
                (!own || other.workflowId === mail.workflowId),
            );
            expect(inWindow.length).toBeLessThanOrEqual(mails);
          }
        }
        for (const { mail, leftAt } of sent) if (mail.class !== "marketing") expect(leftAt).toEqual(mail.sendAt);
        for (const one of dropped) {
          const frees = marketing.flatMap(({ leftAt }) =>
            limitsOf(world, one.cap).map(({ hours }) => leftAt.getTime() + hours * 3_600_000),
          );
          const grid: number[] = [];
          for (let time = one.sendAt.getTime(); time <= one.usefulUntil.getTime(); time += quarter) grid.push(time);
          const moments = [...grid, ...frees].filter(
            (time) => time >= one.sendAt.getTime() && time <= one.usefulUntil.getTime(),
          );
          const missed = moments.filter((time) => room(one, time) && mayLeaveIn(world, one.window, time));
          expect(missed.map((time) => new Date(time).toISOString())).toEqual([]);
        }
      }),
      { numRuns: 2_500 },
    );
    // Were nothing ever sent late or dropped, this would prove little.
    expect(told.sent).toBeGreaterThan(2_000);
    expect(told.waited).toBeGreaterThan(500);
    expect(told.dropped).toBeGreaterThan(500);
  }, 120_000);
});
