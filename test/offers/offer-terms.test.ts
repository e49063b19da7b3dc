import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { offerWindow, termsKey, termsOf } from "~/offers/offer-terms";

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC"];
const moments = fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });

it("nobody's code ends before what was said, nor more than a day after", () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), fc.integer({ min: 1, max: 90 }), (at, zone, days) => {
      const terms = termsOf({ percent: 10, validFor: { days } }, "EUR");
      const { givenUntil, endsAt } = offerWindow(terms, at, zone);
      expect(givenUntil.getTime()).toBeGreaterThan(at.getTime());
      // Where clocks are put forward, a day is an hour shorter.
      const least = DateTime.fromJSDate(at, { zone }).plus({ days }).minus({ hours: 1, seconds: 1 });
      const most = DateTime.fromJSDate(at, { zone }).plus({ days: days + 1, hours: 1 });
      expect(endsAt.getTime()).toBeGreaterThanOrEqual(least.toMillis());
      expect(endsAt.getTime()).toBeLessThanOrEqual(most.toMillis());
      expect(DateTime.fromJSDate(endsAt, { zone }).toFormat("HH:mm:ss")).toBe("23:59:59");
    }),
  );
});

it("an offer of hours is given by the hour", () => {
  const terms = termsOf({ percent: 10, validFor: { hours: 6 } }, "EUR");
  const { givenUntil, endsAt } = offerWindow(terms, new Date("2026-11-23T10:20:00Z"), "Europe/Berlin");
  expect(givenUntil).toEqual(new Date("2026-11-23T11:00:00Z"));
  expect(endsAt).toEqual(new Date("2026-11-23T16:59:59Z"));
});

it("who offers the same shares its codes", () => {
  const key = (percent: number, validFor: { days?: number; hours?: number }) =>
    termsKey(termsOf({ percent, validFor }, "EUR"));
  expect(key(10, { days: 1 })).toBe(key(10, { hours: 24 }));
  expect(key(10, { days: 1 })).not.toBe(key(15, { days: 1 }));
});
