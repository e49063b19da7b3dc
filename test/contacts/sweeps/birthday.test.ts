import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { birthdayOn, birthdaysOf } from "~/contacts/sweeps/birthday";

describe("a birthday", () => {
  it("is read with a year and without, from either field", () => {
    expect(birthdayOn({ birthday: "1990-11-23" }, "2026-11-23")).toEqual({ years: 36 });
    expect(birthdayOn({ date_of_birth: "11-23" }, "2026-11-23")).toEqual({ years: null });
    expect(birthdayOn({ birthday: "11-24", date_of_birth: "1990-11-23" }, "2026-11-23")).toBe(false);
  });

  it("of 29 February is on the 28th in years without that day", () => {
    expect(birthdayOn({ birthday: "2000-02-29" }, "2027-02-28")).toEqual({ years: 27 });
    expect(birthdayOn({ birthday: "02-29" }, "2028-02-28")).toBe(false);
    expect(birthdayOn({ birthday: "02-29" }, "2028-02-29")).toEqual({ years: null });
    expect(birthdayOn({ birthday: "02-28" }, "2027-02-28")).toEqual({ years: null });
  });

  it("is none when the text is no date, or not yet", () => {
    for (const birthday of [
      "2001-02-29",
      "02-30",
      "23.11.1990",
      "soon",
      "",
      1123,
      true,
      null,
      "1990-11-23T00:00:00Z",
    ]) {
      expect(birthdayOn({ birthday }, "2026-11-23"), String(birthday)).toBe(false);
      expect(birthdayOn({ birthday }, "2027-02-28"), String(birthday)).toBe(false);
    }
    expect(birthdayOn({ birthday: "2026-11-23" }, "2026-11-23")).toBe(false);
    expect(birthdayOn({ birthday: "2030-11-23" }, "2026-11-23")).toBe(false);
  });

  it("comes exactly once in every year", () => {
    const day = fc.date({ min: new Date("1920-01-01"), max: new Date("2025-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 2026, max: 2040 }), (born, year) => {
        const birthday = born.toISOString().slice(0, 10);
        const from = DateTime.utc(year, 1, 1);
        const days = Array.from({ length: from.daysInYear }, (_, index) =>
          from.plus({ days: index }).toFormat("yyyy-MM-dd"),
        );
        const its = days.filter((one) => birthdaysOf(one).includes(birthday.slice(5)) && birthdayOn({ birthday }, one));
        expect(its).toHaveLength(1);
        expect(birthdayOn({ birthday }, its[0] ?? "")).toEqual({ years: year - Number(birthday.slice(0, 4)) });
      }),
      { numRuns: 100 },
    );
  });
});
