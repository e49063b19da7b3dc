import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProductState, productChanges } from "~/recommendations/product-changes";

const mug = (
  variants: Record<string, [priceMinor: number, isAvailable: boolean]>,
  isPublished = true,
): ProductState => ({
  productId: "mug",
  isPublished,
  variants: Object.entries(variants).map(([variantId, [priceMinor, isAvailable]]) => ({
    variantId,
    priceMinor,
    isAvailable,
  })),
});

describe("what is news of a product", () => {
  it.each<[string, ProductState, ProductState, object[]]>([
    ["it comes back", mug({ oat: [1800, false] }), mug({ oat: [1800, true] }), [{ kind: "restocked", isWhole: true }]],
    [
      "one of its variants comes back",
      mug({ oat: [1800, true], ink: [1800, false] }),
      mug({ oat: [1800, true], ink: [1800, true] }),
      [{ kind: "restocked", isWhole: false, before: { ink: null } }],
    ],
    [
      "it is put on sale again",
      mug({ oat: [1800, true] }, false),
      mug({ oat: [1800, true] }),
      [{ kind: "restocked", isWhole: true }],
    ],
    ["it sells out", mug({ oat: [1800, true] }), mug({ oat: [1800, false] }), []],
    ["it comes back where nobody sees it", mug({ oat: [1800, false] }), mug({ oat: [1800, true] }, false), []],
    [
      "it costs a twentieth less",
      mug({ oat: [2000, true] }),
      mug({ oat: [1900, true] }),
      [{ kind: "price-dropped", before: { oat: 2000 } }],
    ],
    ["it costs a little less", mug({ oat: [2000, true] }), mug({ oat: [1901, true] }), []],
    ["it costs more", mug({ oat: [2000, true] }), mug({ oat: [2500, true] }), []],
    ["it costs less and cannot be bought", mug({ oat: [2000, false] }), mug({ oat: [1000, false] }), []],
    [
      "it comes back cheaper",
      mug({ oat: [2000, false] }),
      mug({ oat: [1000, true] }),
      [{ kind: "restocked", before: { oat: null } }],
    ],
  ])("%s", (_what, before, now, news) => {
    expect(productChanges(before, now)).toMatchObject(news);
    expect(productChanges(before, now)).toHaveLength(news.length);
  });

  it("a product that was not known is none", () => {
    expect(productChanges(undefined, mug({ oat: [1800, true] }))).toEqual([]);
  });

  it("what stays as it is is none", () => {
    const state = fc
      .dictionary(fc.constantFrom("a", "b", "c"), fc.tuple(fc.nat(20), fc.boolean()))
      .chain((variants) => fc.boolean().map((isPublished) => mug(variants, isPublished)));
    fc.assert(
      fc.property(state, (same) => {
        expect(productChanges(same, same)).toEqual([]);
      }),
    );
  });
});
