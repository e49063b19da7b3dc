import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, type Candidates, type NeighbourCandidate, rank } from "~/recommendations/rank";
import type { Picks } from "~/recommendations/recommendation";

function candidate(productId: string, traits: { type?: string; vendor?: string } = {}): Candidate {
  return {
    productId,
    title: `Product ${productId}`,
    handle: `product-${productId}`,
    imageUrl: `https://cdn.example/${productId}.jpg`,
    imageAlt: null,
    priceMinor: 1_000,
    compareAtMinor: null,
    type: traits.type ?? "",
    vendor: traits.vendor ?? "",
  };
}

const together = (productId: string, score: number, traits = {}): NeighbourCandidate => ({
  candidate: candidate(productId, traits),
  kind: "bought-together",
  score,
});
const alike = (productId: string, score: number, traits = {}): NeighbourCandidate => ({
  candidate: candidate(productId, traits),
  kind: "similar",
  score,
});

function known(
  neighbours: Record<string, NeighbourCandidate[]>,
  popular: { id: string; isBestSeller: boolean }[] = [],
  newest: string[] = [],
): Candidates {
  return {
    neighbours: new Map(Object.entries(neighbours)),
    popular: popular.map(({ id, isBestSeller }) => ({ candidate: candidate(id), isBestSeller })),
    newest: newest.map((id) => candidate(id)),
    titles: new Map(Object.keys(neighbours).map((id) => [id, `Product ${id}`])),
  };
}

const ask = (count: number, seedProductIds: string[], excludedProductIds: string[] = []) => ({
  key: "message",
  seedProductIds,
  excludedProductIds,
  count,
  picks: "going-together" as const,
});
const ids = (recommendations: { productId: string }[]) => recommendations.map(({ productId }) => productId);

describe("the order of recommendations", () => {
  const candidates = known({ shirt: [alike("tee", 0.9), together("belt", 0.1), together("tie", 0.2)] }, [
    { id: "mug", isBestSeller: true },
    { id: "vase", isBestSeller: false },
  ]);

  it("follows what a mail asks for first", () => {
    const store = known(
      { shirt: [alike("tee", 0.9), together("tie", 0.2)] },
      [{ id: "mug", isBestSeller: true }],
      ["hat"],
    );
    const first = (picks: Picks) => ids(rank({ ...ask(2, ["shirt"]), picks }, store));
    expect(first("going-together")).toEqual(["tie", "tee"]);
    expect(first("similar")).toEqual(["tee", "tie"]);
    expect(first("best-sellers")).toEqual(["mug"]);
    expect(first("new")).toEqual(["hat", "mug"]);
  });

  it("is bought together, similar, best sellers, new, each with its reason", () => {
    expect(rank(ask(5, ["shirt"]), candidates).map(({ productId, reason }) => [productId, reason])).toEqual([
      ["tie", { kind: "bought-together", withTitle: "Product shirt" }],
      ["belt", { kind: "bought-together", withTitle: "Product shirt" }],
      ["tee", { kind: "similar", toTitle: "Product shirt" }],
      ["mug", { kind: "best-seller" }],
      ["vase", { kind: "new" }],
    ]);
  });

  it("adds up what several products of the checkout say, and names the closest of them", () => {
    const both = known({
      shirt: [together("belt", 0.3), together("tie", 0.35)],
      shoes: [together("belt", 0.4)],
    });
    expect(rank(ask(2, ["shirt", "shoes"]), both).map(({ productId, reason }) => [productId, reason])).toEqual([
      ["belt", { kind: "bought-together", withTitle: "Product shoes" }],
      ["tie", { kind: "bought-together", withTitle: "Product shirt" }],
    ]);
  });

  it("gives best sellers for a checkout that nothing is known of", () => {
    expect(ids(rank(ask(2, ["unknown"]), candidates))).toEqual(["mug", "vase"]);
  });

  it("takes a third of one type or vendor only where there is no other", () => {
    const shirts = { type: "Shirt", vendor: "Loom" };
    const crowd = known({
      shirt: [
        together("a", 5, shirts),
        together("b", 4, shirts),
        together("c", 3, shirts),
        together("hat", 1, { type: "Hat" }),
      ],
    });
    expect(ids(rank(ask(3, ["shirt"]), crowd))).toEqual(["a", "b", "hat"]);
    expect(ids(rank(ask(4, ["shirt"]), crowd))).toEqual(["a", "b", "hat", "c"]);
  });

  it("counts a type over all sources", () => {
    const shirt = { type: "Shirt" };
    const crowd = known({
      shirt: [together("a", 5, shirt), together("b", 4, shirt), alike("c", 3, shirt), alike("hat", 1, { type: "Hat" })],
    });
    expect(ids(rank(ask(3, ["shirt"]), crowd))).toEqual(["a", "b", "hat"]);
  });

  it("does not let variety put a best seller before what is bought together", () => {
    const shirts = { type: "Shirt", vendor: "Loom" };
    const crowd = known({ shirt: [together("a", 5, shirts), together("b", 4, shirts), together("c", 3, shirts)] }, [
      { id: "mug", isBestSeller: true },
    ]);
    expect(ids(rank(ask(3, ["shirt"]), crowd))).toEqual(["a", "b", "c"]);
  });
});

describe("whatever is known", () => {
  const productId = fc.constantFrom(..."abcdefghijkl");
  const neighbour = fc.record({
    candidate: fc
      .tuple(productId, fc.constantFrom("", "Shirt", "Hat"), fc.constantFrom("", "Loom", "Kiln"))
      .map(([id, type, vendor]) => candidate(id, { type, vendor })),
    kind: fc.constantFrom("bought-together" as const, "similar" as const),
    score: fc.double({ min: 0.001, max: 10, noNaN: true }),
  });
  const world = fc.record({
    neighbours: fc.dictionary(productId, fc.array(neighbour, { maxLength: 20 })),
    popular: fc.uniqueArray(fc.record({ id: productId, isBestSeller: fc.boolean() }), { selector: ({ id }) => id }),
    seeds: fc.array(productId, { maxLength: 4 }),
    excluded: fc.array(productId, { maxLength: 6 }),
    count: fc.integer({ min: 0, max: 8 }),
  });

  it("no product comes twice, none that is excluded or in the checkout, and never more than asked for", () => {
    fc.assert(
      fc.property(world, ({ neighbours, popular, seeds, excluded, count }) => {
        const chosen = ids(rank(ask(count, seeds, excluded), known(neighbours, popular)));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.length).toBeLessThanOrEqual(count);
        expect(chosen.filter((id) => seeds.includes(id) || excluded.includes(id))).toEqual([]);
      }),
    );
  });

  it("as many come as there are", () => {
    fc.assert(
      fc.property(world, ({ neighbours, popular, seeds, excluded, count }) => {
        const reachable = new Set([
          ...seeds.flatMap((seed) => (neighbours[seed] ?? []).map((each) => each.candidate.productId)),
          ...popular.map(({ id }) => id),
        ]);
        for (const id of [...seeds, ...excluded]) reachable.delete(id);
        expect(rank(ask(count, seeds, excluded), known(neighbours, popular))).toHaveLength(
          Math.min(count, reachable.size),
        );
      }),
    );
  });

  it("a stronger source always comes first", () => {
    const order = ["bought-together", "similar", "best-seller", "new"];
    fc.assert(
      fc.property(world, ({ neighbours, popular, seeds, excluded, count }) => {
        const chosen = rank(ask(count, seeds, excluded), known(neighbours, popular));
        const sources = chosen.map(({ reason }) => order.indexOf(reason.kind));
        expect(sources).toEqual(sources.toSorted((a, b) => a - b));
      }),
    );
  });
});
