import { describe, expect, it } from "vitest";
import type { StockedProduct } from "~/recommendations/models/read-products";
import type { Sales } from "~/recommendations/models/read-sales";
import { shelves } from "~/recommendations/models/shelves";
import { Lists } from "~/recommendations/product-list";

const at = new Date("2026-11-23T00:00:00Z");

function product(productId: string, facts: Partial<StockedProduct> = {}): StockedProduct {
  return {
    ...{ productId, title: productId, vendor: "", type: "", tags: [], collections: [], isCandidate: true },
    ...{ isAvailable: true, publishedAt: new Date("2026-01-01"), updatedAt: at },
    ...facts,
  };
}

function listsOf(products: StockedProduct[], sold: Record<string, Partial<Sales>>, everyDays: [string, number][] = []) {
  const sales = Object.entries(sold).map(([id, one]) => [id, { units: 0, recent: 0, before: 0, ...one }] as const);
  const lists = new Lists(shelves(products, new Map(sales), new Map(everyDays), at));
  return (kind: Parameters<Lists["of"]>[0], subject?: string) =>
    lists.of(kind, subject).map(({ productId }) => productId);
}

describe("the shelves of a shop", () => {
  it("are what sells, what sells more than usual, what is new, and the best of each kind", () => {
    const products = [
      product("steady", { type: "Mugs", collections: ["Kitchen", "Gifts"] }),
      product("rising", { type: "Mugs", collections: ["Gifts"] }),
      product("fresh", { publishedAt: new Date("2026-11-01") }),
      product("quiet", { type: "Mugs" }),
    ];
    const of = listsOf(products, {
      steady: { units: 900, recent: 100, before: 800 },
      rising: { units: 30, recent: 20, before: 16 },
    });
    expect(of("best-sellers")).toEqual(["steady", "rising"]);
    expect(of("trending")).toEqual(["rising"]);
    expect(of("new")).toEqual(["fresh"]);
    expect(of("range")).toEqual(["fresh", "quiet", "rising", "steady"]);
    expect(of("best-of-type", "Mugs")).toEqual(["steady", "rising", "quiet"]);
    expect(of("best-of-collection", "Gifts")).toEqual(["steady", "rising"]);
  });

  it("do not take two sales of a week for a trend", () => {
    expect(listsOf([product("a")], { a: { units: 2, recent: 2 } })("trending")).toEqual([]);
    expect(listsOf([product("a")], { a: { units: 4, recent: 4 } })("trending")).toEqual(["a"]);
  });

  it("hold nothing that cannot be bought, and of what is used up every how many days", () => {
    const products = [
      product("coffee"),
      product("sold-out", { isAvailable: false }),
      product("hidden", { isCandidate: false }),
    ];
    const sold = Object.fromEntries(products.map(({ productId }) => [productId, { units: 9, recent: 9 }]));
    const of = listsOf(products, sold, [
      ["coffee", 30],
      ["sold-out", 30],
    ]);
    for (const kind of ["best-sellers", "trending", "range", "buy-again"] as const)
      expect(of(kind)).toEqual(["coffee"]);
  });
});
