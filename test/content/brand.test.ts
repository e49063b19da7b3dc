import { describe, expect, test } from "vitest";
import { type BrandedShop, brandOf } from "~/content/brand";

const shop: BrandedShop = {
  name: "Lantern & Lane",
  domain: "lantern-lane.myshopify.com",
  storefrontUrl: null,
  senderName: null,
  postalAddress: null,
  brand: {},
};

describe("the brand of a shop", () => {
  test("is whole before the merchant has chosen anything", () => {
    expect(brandOf({ ...shop, name: "" })).toEqual({
      shopName: "lantern-lane",
      storefrontUrl: "https://lantern-lane.myshopify.com",
      senderLine: "lantern-lane",
      postalAddress: null,
      logoUrl: null,
      colors: { primary: "#234a3f", text: "#23211e", background: "#f5f2ec" },
      font: "modern",
      cornerRadius: 8,
      tone: "warm",
      footerText: "",
      social: { instagram: null, facebook: null, tiktok: null, pinterest: null, youtube: null, x: null },
    });
  });

  test("keeps what the merchant chose, and the defaults of the rest", () => {
    const brand = brandOf({ ...shop, senderName: "Mara", brand: { colors: { primary: "#ff0000" }, font: "classic" } });
    expect(brand).toMatchObject({
      senderLine: "Mara",
      colors: { primary: "#ff0000", text: "#23211e" },
      font: "classic",
    });
  });

  test.each([
    [{ colors: { primary: "red;background:url(x)" } }],
    [{ logoUrl: "javascript:alert(1)" }],
    [{ font: "Comic Sans', fantasy" }],
    [{ cornerRadius: 400 }],
  ])("refuses what would break its mails: %j", (brand) => {
    expect(() => brandOf({ ...shop, brand })).toThrow();
  });
});
