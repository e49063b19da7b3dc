import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysOfEntry, firstPace, nextPace } from "~/contacts/sweeps/pace";

const quiet = { sent: 500, complained: 0 };

describe("the pace of a backlog", () => {
  it("begins with one in a hundred, or fifty", () => {
    expect(firstPace(400)).toBe(50);
    expect(firstPace(20_000)).toBe(200);
  });

  it("grows by half while fewer than one in a thousand complain", () => {
    expect(nextPace(50, quiet, 400)).toBe(75);
    expect(nextPace(200, { sent: 4_000, complained: 3 }, 20_000)).toBe(300);
  });

  it("stays while too few mails were sent to say", () => {
    expect(nextPace(50, { sent: 99, complained: 0 }, 400)).toBe(50);
    expect(nextPace(50, { sent: 20, complained: 1 }, 400)).toBe(50);
  });

  it("halves from one complaint in a thousand, and stops from three", () => {
    expect(nextPace(200, { sent: 4_000, complained: 4 }, 20_000)).toBe(100);
    expect(nextPace(15, { sent: 500, complained: 1 }, 20_000)).toBe(10);
    expect(nextPace(200, { sent: 1_000, complained: 3 }, 20_000)).toBe(0);
    expect(nextPace(50, { sent: 20, complained: 3 }, 400)).toBe(0);
  });

  it("begins anew once a week went by without a complaint", () => {
    expect(nextPace(0, { sent: 40, complained: 1 }, 20_000)).toBe(0);
    expect(nextPace(0, { sent: 0, complained: 0 }, 20_000)).toBe(200);
  });

  it("never grows on more than one complaint in a thousand, and never by more than half", () => {
    const sends = fc.record({ sent: fc.nat(100_000), complained: fc.nat(500) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), sends, fc.nat(1_000_000), (before, one, waiting) => {
        const next = nextPace(before, one, waiting);
        expect(next).toBeLessThanOrEqual(Math.ceil(before * 1.5));
        if (one.complained >= one.sent * 0.001 && one.sent > 0) expect(next).toBeLessThanOrEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it("tells how many days it takes", () => {
    expect(daysOfEntry(0, 50)).toBe(0);
    expect(daysOfEntry(50, 50)).toBe(1);
    // 50, 75, 113, 170.
    expect(daysOfEntry(400, 50)).toBe(4);
    expect(daysOfEntry(400, 0)).toBeNull();
  });
});
