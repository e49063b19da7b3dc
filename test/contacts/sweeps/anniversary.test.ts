import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { daysBeforeYears } from "~/contacts/sweeps/anniversary";

const inBerlin = (day: string, years: number) =>
  daysBeforeYears(day, "Europe/Berlin")
    .filter((one) => one.years === years)
    .map(({ from, to }) => [from.toISOString(), to.toISOString()]);

describe("an anniversary", () => {
  it("is of the whole day in the shop's zone, however long that was", () => {
    expect(inBerlin("2026-11-23", 1)).toEqual([["2025-11-22T23:00:00.000Z", "2025-11-23T23:00:00.000Z"]]);
    // The clocks went back on 26 October 2025: a day of 25 hours.
    expect(inBerlin("2026-10-26", 1)).toEqual([["2025-10-25T22:00:00.000Z", "2025-10-26T23:00:00.000Z"]]);
  });

  it("of 29 February is on the 28th in years without that day", () => {
    expect(inBerlin("2029-02-28", 1)).toEqual([
      ["2028-02-27T23:00:00.000Z", "2028-02-28T23:00:00.000Z"],
      ["2028-02-28T23:00:00.000Z", "2028-02-29T23:00:00.000Z"],
    ]);
    expect(inBerlin("2028-02-29", 1)).toEqual([]);
    expect(inBerlin("2028-02-29", 4)).toEqual([["2024-02-28T23:00:00.000Z", "2024-02-29T23:00:00.000Z"]]);
    expect(inBerlin("2032-02-28", 4)).toHaveLength(1);
  });

  it("comes exactly once a year to whoever ordered at any moment, in any zone", () => {
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC");
    const moments = fc.date({ min: new Date("2015-01-01"), max: new Date("2025-06-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moments, zones, fc.integer({ min: 2026, max: 2034 }), (moment, zone, year) => {
        const local = DateTime.fromJSDate(moment, { zone });
        const near = [-2, -1, 0, 1, 2].map((days) => local.set({ year }).plus({ days }).toISODate() ?? "");
        const found = near.flatMap((day) =>
          daysBeforeYears(day, zone).filter(({ from, to }) => moment >= from && moment < to),
        );
        expect(found.map(({ years }) => years)).toEqual([year - local.year]);
      }),
      { numRuns: 100 },
    );
  });
});
