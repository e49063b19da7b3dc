import { IANAZone } from "luxon";
import { describe, expect, it } from "vitest";
import { localeOf, zoneOf } from "~/contacts/fallbacks";
import { regionZones } from "~/contacts/region-zones";

const nowhere = { timezone: null, country: null, region: null };
const zone = (where: Partial<typeof nowhere> | { timezone?: string; country?: string; region?: string }) =>
  zoneOf({ ...nowhere, ...where }, "Europe/Berlin");

describe("the zone that a person lives by", () => {
  it("is the browser's, before the address's", () => {
    expect(zone({ timezone: "Asia/Tokyo", country: "FR" })).toEqual({ value: "Asia/Tokyo", from: "browser" });
    expect(zone({ timezone: "Middle/Earth", country: "FR" })).toEqual({ value: "Europe/Paris", from: "address" });
  });

  it.each([
    ["FR", null, "Europe/Paris"],
    ["us", "ca", "America/Los_Angeles"],
    ["ES", "TF", "Atlantic/Canary"],
    ["ES", "M", "Europe/Madrid"],
    ["AU", "QLD", "Australia/Brisbane"],
    // Many zones in the database, one clock on the wall.
    ["AR", null, "America/Argentina/Buenos_Aires"],
    ["DE", "BE", "Europe/Berlin"],
  ])("is the address's: %s %s", (country, region, value) => {
    expect(zone({ country, ...(region && { region }) })).toEqual({ value, from: "address" });
  });

  it.each([
    [{}],
    [{ country: "US" }],
    [{ country: "US", region: "TN" }],
    [{ country: "US", region: "XX" }],
    [{ country: "Nowhere" }],
  ])("is the shop's where nothing is known or it is ambiguous: %o", (where) => {
    expect(zone(where)).toEqual({ value: "Europe/Berlin", from: "shop" });
  });

  it("is one that exists, for every region", () => {
    const zones = Object.values(regionZones).flatMap((regions) => Object.values(regions));
    expect(zones.filter((name) => !IANAZone.isValidZone(name))).toEqual([]);
  });
});

it("the language is the shop's until the person's is known", () => {
  expect(localeOf(null, "de")).toEqual({ value: "de", from: "shop" });
  expect(localeOf("en-GB", "de")).toEqual({ value: "en-GB", from: "profile" });
});
