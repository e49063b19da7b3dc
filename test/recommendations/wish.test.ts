import { describe, expect, it } from "vitest";
import type { ProductNews } from "~/recommendations/product-news";
import { type Sign, wishOf } from "~/recommendations/wish";

const happenedAt = new Date("2026-11-23T12:00:00Z");
const ago = (days: number) => new Date(happenedAt.getTime() - days * 86_400_000);
const sign = (is: Sign["is"], days: number, variantId: string | null = null, nowMinor: number | null = null): Sign => ({
  is,
  at: ago(days),
  variantId,
  nowMinor,
});

const news = (change: Partial<ProductNews> = {}): ProductNews => ({
  productId: "mug",
  kind: "restocked",
  isWhole: true,
  before: { oat: null, ink: null },
  happenedAt,
  cursor: null,
  ...change,
});
const inStock = new Map([
  ["oat", 1800],
  ["ink", 1800],
]);

const wanted = (signs: Sign[], of = news(), offer = inStock) => wishOf(signs, of, offer)?.wanted ?? null;

describe("back in stock is told to", () => {
  it.each<[string, Sign[], string | null]>([
    ["whoever asked, however long ago", [sign("asked", 400)], "asked"],
    ["whoever asked for this variant", [sign("asked", 4, "ink")], "asked"],
    ["nobody who asked for another", [sign("asked", 4, "sage")], null],
    ["whoever had it in the cart", [sign("carted", 4, "oat"), sign("viewed", 5)], "carted"],
    ["whoever looked at it", [sign("viewed", 4)], "viewed"],
    ["nobody who bought it since", [sign("asked", 9), sign("viewed", 4), sign("ordered", 2)], null],
    ["whoever wants it again after buying it", [sign("ordered", 9), sign("viewed", 4)], "viewed"],
    ["nobody who was told within a day", [sign("viewed", 4), sign("told-restocked", 0.5)], null],
    ["whoever was told some days ago", [sign("viewed", 4), sign("told-restocked", 3)], "viewed"],
    ["nobody whose question is answered", [sign("asked", 4), sign("told-restocked", 3)], null],
    ["whoever asked again", [sign("asked", 0.1), sign("told-restocked", 0.5)], "asked"],
    ["whoever was told of another variant", [sign("asked", 4, "ink"), sign("told-restocked", 0.5, "oat")], "asked"],
    ["nobody who saw it in stock only", [sign("viewed", -0.01)], null],
    ["nobody else", [], null],
  ])("%s", (_what, signs, outcome) => {
    expect(wanted(signs)).toBe(outcome);
  });

  it("only for what is still there when it is told", () => {
    expect(wanted([sign("asked", 4, "ink")], news(), new Map([["oat", 1800]]))).toBeNull();
  });

  it("where others were there all along, whom a variant matters to", () => {
    const ofInk = news({ isWhole: false, before: { ink: null } });
    expect(wanted([sign("viewed", 4)], ofInk)).toBeNull();
    expect(wanted([sign("carted", 4, "ink")], ofInk)).toBe("carted");
  });
});

describe("a lower price is told to", () => {
  const sale = news({ kind: "price-dropped", isWhole: false, before: { oat: 1800, ink: 1800 } });
  const prices = new Map([
    ["oat", 1600],
    ["ink", 1500],
  ]);
  const wish = (signs: Sign[], offer = prices) => wishOf(signs, sale, offer);

  it("whoever had that variant in the cart, with its prices", () => {
    expect(wish([sign("carted", 4, "oat")])).toEqual({
      wanted: "carted",
      variantId: "oat",
      beforeMinor: 1800,
      nowMinor: 1600,
    });
  });

  it("whoever looked at it, with the largest drop", () => {
    expect(wish([sign("viewed", 4)])).toMatchObject({ wanted: "viewed", variantId: "ink", nowMinor: 1500 });
  });

  it("nobody who only waits for stock, or bought it since", () => {
    expect(wish([sign("asked", 4)])).toBeNull();
    expect(wish([sign("viewed", 4), sign("ordered", 1)])).toBeNull();
  });

  it("nobody once the price is up again", () => {
    expect(wish([sign("viewed", 4)], new Map([["oat", 1800]]))).toBeNull();
  });

  it("nobody who was told of such a price within thirty days, but of a still lower one", () => {
    expect(wish([sign("viewed", 40), sign("told-price", 20, "ink", 1500)])).toBeNull();
    expect(wish([sign("viewed", 40), sign("told-price", 20, "ink", 1700)])).toMatchObject({ nowMinor: 1500 });
    expect(wish([sign("viewed", 40), sign("told-price", 31, "ink", 1500)])).toMatchObject({ nowMinor: 1500 });
  });
});
