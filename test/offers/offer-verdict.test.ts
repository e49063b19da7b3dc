import { describe, expect, it } from "vitest";
import { offerRules } from "~/offers/offer-rules";
import { buysAnyway, isOfferedIn, withoutOffer } from "~/offers/offer-verdict";

const at = new Date("2026-11-23T12:00:00Z");
const anybody = { country: "CH", region: null, givenLately: 0, givenThisMonth: 0, buysAnyway: null };

describe("an offer for some places", () => {
  it.each([
    [undefined, null, null, true],
    [["CH"], "CH", null, true],
    [["CH"], "DE", null, false],
    [["CH"], null, null, false],
    [["CA-BE"], "CA", "BE", true],
    [["CA-BE"], "CA", "ON", false],
  ] as const)("%j, in %s %s: %s", (onlyIn, country, region, expected) => {
    expect(isOfferedIn(onlyIn, { country, region })).toBe(expected);
  });
});

it("the first reason that holds is told", () => {
  const rules = offerRules.parse({ perContact: 2, perMonth: 10 });
  const verdict = (facts: object) => withoutOffer(rules, { ...anybody, ...facts }, ["CH"])?.rule ?? null;
  expect(verdict({})).toBeNull();
  expect(verdict({ givenLately: 2 })).toBe("offer-cap-contact");
  expect(verdict({ givenThisMonth: 10 })).toBe("offer-cap-month");
  expect(verdict({ buysAnyway: { intent: "high" }, givenLately: 2 })).toBe("offer-likely-to-buy");
  expect(verdict({ country: "DE", buysAnyway: { intent: "high" } })).toBe("offer-not-here");
});

it("who buys anyway is what the merchant says it is", () => {
  const fullPriceOrder = { name: "#1042", placedAt: new Date("2026-11-03T12:00:00Z") };
  const signs = { fullPriceOrder, isIntentHigh: true };
  expect(buysAnyway(offerRules.parse({}), signs, at)).toBeNull();
  expect(buysAnyway(offerRules.parse({ notToBuyersWithinDays: 30 }), signs, at)).toMatchObject({ order: "#1042" });
  expect(buysAnyway(offerRules.parse({ notToBuyersWithinDays: 10 }), signs, at)).toBeNull();
  expect(buysAnyway(offerRules.parse({ notToHighIntent: true }), signs, at)).toEqual({ intent: "high" });
});
