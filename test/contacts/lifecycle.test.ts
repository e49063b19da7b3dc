import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ContactTotals, stageOf, stages, stageThresholds, usualThresholds } from "~/contacts/lifecycle";

const DAY = 86_400_000;
const start = Date.parse("2026-01-01T00:00:00Z");
const day = (number: number) => new Date(start + number * DAY);

const totals: fc.Arbitrary<ContactTotals> = fc
  .record({ ordersCount: fc.nat(20), spentMinor: fc.nat(100_000), first: fc.nat(400), more: fc.nat(400) })
  .map(({ ordersCount, spentMinor, first, more }) => ({
    ordersCount,
    spentMinor,
    firstOrderAt: ordersCount === 0 ? null : day(first),
    lastOrderAt: ordersCount === 0 ? null : day(ordersCount === 1 ? first : first + more),
  }));
const gaps = fc.array(fc.double({ min: 1, max: 900, noNaN: true }), { maxLength: 200 });
const customers = fc.record({ customers: fc.nat(200), orders90: fc.nat(12), spentMinor95: fc.nat(100_000) });
const thresholds = fc.tuple(gaps, customers).map(([days, quantiles]) => stageThresholds(days, quantiles));

describe("the stages are a partition", () => {
  it("everybody is in exactly one, at any time, whatever the shop's gaps", () => {
    fc.assert(
      fc.property(totals, thresholds, fc.integer({ min: -10, max: 3_000 }), (contact, limits, at) => {
        const stage = stageOf(contact, limits, day(at));
        expect(stages).toContain(stage);
        expect(stage === "prospect").toBe(contact.ordersCount === 0);
      }),
    );
  });

  it("without another order somebody only ever ages", () => {
    const age = { prospect: 0, new: 0, active: 0, loyal: 0, "at-risk": 1, lapsed: 2, lost: 3 };
    fc.assert(
      fc.property(totals, thresholds, fc.nat(2_000), fc.nat(2_000), (contact, limits, at, later) => {
        const [before, after] = [at, at + later].map((moment) => stageOf(contact, limits, day(moment)));
        expect(age[after ?? "new"]).toBeGreaterThanOrEqual(age[before ?? "lost"]);
        if (before === "active") expect(after).not.toBe("new");
      }),
    );
  });

  it("who stays away long enough is lost", () => {
    fc.assert(
      fc.property(totals, thresholds, (contact, limits) => {
        fc.pre(contact.lastOrderAt !== null);
        const ages = [limits.atRiskDays, limits.lapsedDays, limits.lostDays].map((days) =>
          stageOf(contact, limits, new Date((contact.lastOrderAt?.getTime() ?? 0) + days * DAY)),
        );
        expect(ages).toEqual(["at-risk", "lapsed", "lost"]);
      }),
    );
  });
});

describe("the thresholds", () => {
  it("rise from new to lost", () => {
    fc.assert(
      fc.property(thresholds, ({ newDays, atRiskDays, lapsedDays, lostDays, loyalOrders }) => {
        expect([0, newDays, atRiskDays, lapsedDays, lostDays]).toEqual(
          [...new Set([0, newDays, atRiskDays, lapsedDays, lostDays])].sort((a, b) => a - b),
        );
        expect(loyalOrders).toBeGreaterThan(2);
      }),
    );
  });

  it("are the quantiles of the shop's own gaps, in whatever order they come", () => {
    const spread = Array.from({ length: 101 }, (_, index) => 101 - index);
    expect(stageThresholds(spread)).toMatchObject({
      newDays: 51,
      atRiskDays: 76,
      lapsedDays: 91,
      lostDays: 98,
      gaps: 101,
    });
  });

  it("grow with the gaps: what is lost to a roastery is active to a furniture store", () => {
    const [weeks, seasons] = [7, 90].map((days) =>
      stageThresholds(Array.from({ length: 60 }, (_, i) => days + (i % 9))),
    );
    const contact = { ordersCount: 2, spentMinor: 1, firstOrderAt: day(-200), lastOrderAt: day(0) };
    expect(weeks && stageOf(contact, weeks, day(60))).toBe("lost");
    expect(seasons && stageOf(contact, seasons, day(60))).toBe("active");
  });

  it("are the usual ones while there is too little to learn from", () => {
    expect(stageThresholds(Array(49).fill(3), { customers: 49, orders90: 9, spentMinor95: 9 })).toEqual(
      usualThresholds,
    );
  });

  it("call the top tenth by orders loyal, and who spent like the top twentieth in two", () => {
    const limits = stageThresholds([], { customers: 500, orders90: 4, spentMinor95: 20_000 });
    const contact = { spentMinor: 0, firstOrderAt: day(0), lastOrderAt: day(40) };
    expect(stageOf({ ...contact, ordersCount: 4 }, limits, day(41))).toBe("active");
    expect(stageOf({ ...contact, ordersCount: 5 }, limits, day(41))).toBe("loyal");
    expect(stageOf({ ...contact, ordersCount: 2, spentMinor: 20_001 }, limits, day(41))).toBe("loyal");
    expect(stageOf({ ...contact, ordersCount: 1, spentMinor: 20_001 }, limits, day(41))).toBe("active");
  });
});
