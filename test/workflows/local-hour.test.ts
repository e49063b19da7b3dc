import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { nextLocalHour } from "~/workflows/local-hour";

const local = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toJSDate();

describe("the next time that it is some hour where somebody is", () => {
  it.each<[string, string, { hour: number; weekday?: number }, string, string]>([
    ["later today", "2026-11-23T07:00", { hour: 9 }, "Europe/Berlin", "2026-11-23T09:00"],
    ["now", "2026-11-23T09:00", { hour: 9 }, "Europe/Berlin", "2026-11-23T09:00"],
    ["a moment ago, so tomorrow", "2026-11-23T09:00:01", { hour: 9 }, "Europe/Berlin", "2026-11-24T09:00"],
    ["on Friday", "2026-11-23T10:00", { hour: 9, weekday: 5 }, "Europe/Berlin", "2026-11-27T09:00"],
    [
      "on Monday, but today's is over",
      "2026-11-23T10:00",
      { hour: 9, weekday: 1 },
      "Europe/Berlin",
      "2026-11-30T09:00",
    ],
    ["over the night in which clocks go forward", "2027-03-27T10:00", { hour: 9 }, "Europe/Berlin", "2027-03-28T09:00"],
    ["over the night in which clocks go back", "2027-10-30T10:00", { hour: 9 }, "Europe/Berlin", "2027-10-31T09:00"],
    ["an hour that is skipped: the one after it", "2027-03-27T10:00", { hour: 2 }, "Europe/Berlin", "2027-03-28T03:00"],
    ["half an hour beside the others", "2026-11-23T07:00", { hour: 9 }, "Asia/Kolkata", "2026-11-23T09:00"],
    // On 27 March 2027 clocks in Nuuk go from 22:59:59 straight to Sunday.
    [
      "an hour that is skipped into the next day",
      "2027-03-25T10:00",
      { hour: 23, weekday: 6 },
      "America/Nuuk",
      "2027-03-28T00:00",
    ],
    // Midnight itself is skipped there.
    ["at a midnight that is not", "2027-04-22T10:00", { hour: 0, weekday: 5 }, "Africa/Cairo", "2027-04-23T00:00"],
  ])("%s", (_what, from, moment, zone, expected) => {
    expect(nextLocalHour(local(from, zone), moment, zone)).toEqual(local(expected, zone));
  });

  it("an hour that comes twice: the first of them, and never one that is over", () => {
    const zone = "Europe/Berlin";
    const first = new Date("2027-10-31T00:00:00Z");
    expect(nextLocalHour(local("2027-10-30T10:00", zone), { hour: 2 }, zone)).toEqual(first);
    const between = new Date("2027-10-31T00:30:00Z");
    expect(nextLocalHour(between, { hour: 2 }, zone).getTime()).toBeGreaterThanOrEqual(between.getTime());
  });

  it("is there in every zone at every time: not before, within eight days, and of the hour that was asked", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2025-01-01T00:00:00Z"), max: new Date("2032-01-01T00:00:00Z"), noInvalidDate: true }),
        fc.integer({ min: 0, max: 23 }),
        fc.option(fc.integer({ min: 1, max: 7 })),
        fc.constantFrom(...zones),
        (from, hour, weekday, zone) => {
          const at = nextLocalHour(from, { hour, ...(weekday === null ? {} : { weekday }) }, zone);
          expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
          expect(at.getTime() - from.getTime()).toBeLessThan((weekday === null ? 2 : 8.1) * 86_400_000);
          const there = DateTime.fromJSDate(at, { zone });
          const isSkipped = there.set({ hour }).hour !== hour || there.minus({ hours: 1 }).set({ hour }).hour !== hour;
          if (!isSkipped) expect(there.hour).toBe(hour);
          if (!isSkipped && weekday !== null) expect(there.weekday).toBe(weekday);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
