import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelProduct } from "~/recommendations/models/model-product";
import { similar } from "~/recommendations/models/similar";

function product(productId: string, traits: Partial<ModelProduct> = {}): ModelProduct {
  return { productId, title: "", vendor: "", type: "", tags: [], collections: [], isCandidate: true, ...traits };
}

describe("what is similar", () => {
  const linen = { vendor: "Loom", tags: ["linen"], collections: ["Summer"] };
  const shelf = [
    product("0", { ...linen, title: "Linen Shirt", type: "Shirt" }),
    product("1", { ...linen, title: "Linen Trousers", type: "Trousers" }),
    product("2", { title: "Cotton Shirt", type: "Shirt", vendor: "Loom", tags: ["cotton"] }),
    product("3", { title: "Stoneware Mug", type: "Mug", vendor: "Loom" }),
    product("4", { ...linen, collections: [], title: "Linen Shirt, long", type: "Shirt", isCandidate: false }),
  ];

  it("shares rare traits; a trait of all says nothing; what cannot be shown is not a neighbour", () => {
    const [ofShirt, , , ofMug, ofHidden] = [...similar(shelf)];
    expect(ofShirt?.indexes).toEqual([1, 2]);
    expect(ofMug?.indexes).toEqual([]);
    expect(ofHidden?.indexes[0]).toBe(0);
  });

  it("of some products alone it is what it is of all", () => {
    const whole = [...similar(shelf)];
    expect([...similar(shelf, [2, 0])]).toEqual([whole[2], whole[0]]);
  });

  it("is the same both ways, at most 1, never faint, and 12 at most", () => {
    const word = fc.constantFrom("linen", "shirt", "mug", "lamp", "blue", "large");
    const some = fc.array(word, { maxLength: 3 });
    const any = fc.record({ title: some, type: word, tags: some, collections: some });
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 40 }), (shelves) => {
        const products = shelves.map(({ title, ...traits }, index) =>
          product(String(index), { ...traits, title: title.join(" ") }),
        );
        const built = [...similar(products)];
        const scoreOf = (from: number, to: number) => {
          const place = built[from]?.indexes.indexOf(to) ?? -1;
          return place < 0 ? undefined : built[from]?.scores[place];
        };
        for (const { index, indexes, scores } of built) {
          expect(indexes.length).toBeLessThanOrEqual(12);
          for (const [place, other] of indexes.entries()) {
            expect(scores[place]).toBeGreaterThanOrEqual(0.16);
            expect(scores[place]).toBeLessThanOrEqual(1 + 1e-9);
            const back = scoreOf(other, index);
            if (back !== undefined) expect(back).toBeCloseTo(scores[place] ?? -1, 10);
          }
        }
      }),
    );
  });
});
