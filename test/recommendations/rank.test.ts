import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "~/recommendations/candidate";
import { nobody, type Person } from "~/recommendations/person";
import { type ListKind, Lists } from "~/recommendations/product-list";
import { type Ranked, rank } from "~/recommendations/rank";
import type { Picks, RecommendationRequest } from "~/recommendations/recommendation";
import type { RecommendationRule } from "~/recommendations/rules";

const at = new Date("2026-11-23T12:00:00Z");
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);

function candidate(productId: string, traits: Partial<Candidate> = {}): Candidate {
  return {
    ...{ productId, title: `Product ${productId}`, handle: productId, vendor: "", type: "", tags: [], collections: [] },
    ...{ imageUrl: `https://cdn.example/${productId}.jpg`, imageAlt: null, priceMinor: 1_000, compareAtMinor: null },
    ...{ isPublished: true, readAt: at },
    ...traits,
  };
}

type Listed = Partial<Record<ListKind | `${ListKind}/${string}`, readonly string[]>>;

/** A shop whose lists hold these products, best first. */
function shop(listed: Listed, traits: Record<string, Partial<Candidate>> = {}, rest: Partial<Ranked> = {}): Ranked {
  const lists = Object.entries(listed).map(([name, productIds = []]) => {
    const [kind, subject = ""] = name.split("/");
    return { kind, subject, productIds, scores: productIds.map((_, index) => 1 / (index + 1)), basis: 1 };
  });
  const subjects = lists.map(({ subject }) => subject).filter(Boolean);
  const ids = new Set([...lists.flatMap(({ productIds }) => productIds), ...subjects, ...Object.keys(traits)]);
  return {
    lists: new Lists(lists as never),
    products: new Map([...ids].map((id) => [id, candidate(id, traits[id])])),
    ...{ person: nobody, next: [], at, rules: [], pinned: [] },
    ...rest,
  };
}

const ask = (
  count: number,
  aboutProductIds: string[] = [],
  picks: Picks = "going-together",
): RecommendationRequest => ({
  ...{ key: "message", contactId: null, aboutProductIds, count, picks },
});
const ids = (request: RecommendationRequest, known: Ranked) =>
  rank(request, known).picks.map(({ recommendation }) => recommendation.productId);
const person = (known: Partial<Person>): Person => ({ ...nobody, ...known });
const deed = (productId: string, days = 1, type = "", collections: string[] = []) => ({
  ...{ productId, type, collections, at: daysAgo(days) },
});

describe("the order of recommendations", () => {
  const store = shop({
    "bought-together/shirt": ["tie", "belt"],
    "similar/shirt": ["tee"],
    "best-sellers": ["mug"],
    new: ["hat"],
    range: ["vase"],
  });

  it("follows what a mail asks for first, and ends with what there is", () => {
    expect(ids(ask(6, ["shirt"]), store)).toEqual(["tie", "belt", "tee", "mug", "hat", "vase"]);
    expect(ids(ask(3, ["shirt"], "similar"), store)).toEqual(["tee", "tie", "belt"]);
    expect(ids(ask(2, ["shirt"], "best-sellers"), store)).toEqual(["mug", "hat"]);
    expect(ids(ask(2, ["shirt"], "new"), store)).toEqual(["hat", "mug"]);
  });

  it("says why, in the order of what spoke for it", () => {
    const { picks } = rank(ask(4, ["shirt"]), store);
    expect(picks.map(({ recommendation: { reason } }) => reason)).toEqual([
      { kind: "bought-together", withTitle: "Product shirt", isTheirs: false },
      { kind: "bought-together", withTitle: "Product shirt", isTheirs: false },
      { kind: "similar", toTitle: "Product shirt" },
      { kind: "best-seller" },
    ]);
    expect(picks[1]?.sources).toEqual([{ source: "bought-together", place: 2, score: 0.25 }]);
  });

  it("lets one close relation outweigh several faint ones, and names the closest", () => {
    const both = shop({
      "bought-together/shirt": ["tie", "x1", "x2", "belt"],
      "bought-together/shoes": ["laces", "x1", "x2", "belt"],
    });
    expect(ids(ask(2, ["shirt", "shoes"]), both)).toEqual(["laces", "tie"]);
    const named = rank(
      ask(1, ["shirt", "shoes"]),
      shop({ "bought-together/shirt": ["a", "belt"], "bought-together/shoes": ["belt"] }),
    );
    expect(named.picks[0]?.recommendation.reason).toMatchObject({ withTitle: "Product shoes" });
  });

  it("keeps the order of one product's neighbours, and adds up the votes of several", () => {
    const list = (subject: string, productIds: string[], scores: number[]) => ({
      ...{ kind: "bought-together" as const, subject, productIds, scores, basis: 1 },
    });
    // What everybody buys comes first beside one product; its votes count little.
    const lists = new Lists([list("shirt", ["bag", "tie"], [0.2, 0.5]), list("shoes", ["bag", "laces"], [0.2, 0.4])]);
    const known = { ...shop({}, { shirt: {}, shoes: {}, bag: {}, tie: {}, laces: {} }), lists };
    expect(ids(ask(2, ["shirt"]), known)).toEqual(["bag", "tie"]);
    expect(ids(ask(3, ["shirt", "shoes"]), known)).toEqual(["tie", "laces", "bag"]);
  });

  it("gives what sells for a checkout that nothing is known of", () => {
    expect(ids(ask(2, ["unknown"]), store)).toEqual(["mug", "hat"]);
  });

  it("takes a third of one type or vendor only where there is no other, over all sources", () => {
    const shirts = { type: "Shirt", vendor: "Loom" };
    const traits = { a: shirts, b: shirts, c: shirts, hat: { type: "Hat" }, cap: { type: "Shirt" } };
    const crowd = shop({ "bought-together/shirt": ["a", "b", "c", "hat"], "similar/shirt": ["cap"] }, traits);
    expect(ids(ask(3, ["shirt"]), crowd)).toEqual(["a", "b", "hat"]);
    expect(ids(ask(4, ["shirt"]), crowd)).toEqual(["a", "b", "hat", "c"]);
  });

  it("stays within a collection, and looks for its best sellers", () => {
    const summer = { collections: ["Summer"] };
    const known = shop(
      { "bought-together/shirt": ["belt", "hat"], "best-of-collection/Summer": ["tee"], "best-sellers": ["mug"] },
      { hat: summer, tee: summer },
    );
    expect(ids({ ...ask(4, ["shirt"]), collection: "Summer" }, known)).toEqual(["hat", "tee"]);
  });
});

describe("products for one contact", () => {
  it("weigh what they bought, looked at and like together, each with its reason", () => {
    const known = shop(
      {
        "bought-together/shirt": ["tie"],
        "seen-together/lamp": ["bulb"],
        "best-of-type/Lamps": ["bulb", "lantern"],
        "buy-again": ["coffee"],
        "best-sellers": ["mug"],
      },
      { shade: {} },
      {
        person: person({ bought: [deed("shirt", 3), deed("coffee", 40)], viewed: [deed("lamp", 1, "Lamps")] }),
        next: [{ productId: "shade", score: 1 }],
      },
    );
    const everyDays = new Lists([{ kind: "buy-again", subject: "", productIds: ["coffee"], scores: [30], basis: 1 }]);
    const of = known.lists.of.bind(known.lists);
    known.lists.of = (kind, subject) => (kind === "buy-again" ? everyDays.of(kind) : of(kind, subject));
    const { picks } = rank(ask(7, [], "for-this-contact"), known);
    expect(picks.map(({ recommendation: { productId, reason } }) => [productId, reason.kind])).toEqual([
      ["coffee", "buy-again"],
      ["bulb", "seen-together"],
      ["shade", "viewed-next"],
      ["tie", "bought-together"],
      ["lamp", "recently-viewed"],
      ["lantern", "favourite"],
      ["mug", "best-seller"],
    ]);
    expect(picks[3]?.recommendation.reason).toEqual({
      kind: "bought-together",
      withTitle: "Product shirt",
      isTheirs: true,
    });
  });

  it("are of a collection that they like, where the merchant names no types", () => {
    const known = shop(
      { "best-of-collection/Lights": ["lamp", "lantern"], "best-of-collection/All": ["sock"], "best-sellers": ["mug"] },
      {},
      { person: person({ viewed: [deed("lamp", 1, "", ["All", "Lights"]), deed("bulb", 2, "", ["Lights"])] }) },
    );
    const { picks } = rank(ask(3, ["x"]), known);
    expect(picks.map(({ recommendation: { productId, reason } }) => [productId, reason])).toEqual([
      ["lamp", { kind: "favourite", type: "Lights" }],
      ["lantern", { kind: "favourite", type: "Lights" }],
      ["mug", { kind: "best-seller" }],
    ]);
  });

  it("leave out what they bought, unless it is used up by now", () => {
    const consumable = (days: number) =>
      shop(
        { "best-sellers": ["coffee", "mug"] },
        {},
        {
          person: person({ bought: [deed("coffee", days), deed("mug", days)] }),
          lists: new Lists([
            { kind: "best-sellers", subject: "", productIds: ["coffee", "mug"], scores: [2, 1], basis: 2 },
            { kind: "buy-again", subject: "", productIds: ["coffee"], scores: [30], basis: 1 },
          ]),
        },
      );
    expect(ids(ask(2, ["x"]), consumable(10))).toEqual([]);
    expect(ids(ask(2, ["x"]), consumable(24))).toEqual(["coffee"]);
  });

  it("are not shown twice a week, unless nothing else is left", () => {
    const known = shop({ "best-sellers": ["mug", "hat"] }, {}, { person: person({ shown: new Set(["mug"]) }) });
    expect(ids(ask(1), known)).toEqual(["hat"]);
    expect(
      rank(ask(3), known).picks.map(({ recommendation, isRepeated }) => [recommendation.productId, isRepeated]),
    ).toEqual([
      ["hat", false],
      ["mug", true],
    ]);
  });
});

describe("what a merchant decides", () => {
  const listed: Listed = { "best-sellers": ["a", "b", "c", "d"] };
  const rule = (action: RecommendationRule["action"], subject: RecommendationRule["subject"], value: string) => ({
    ...{ action, subject, value },
  });

  it("pins come first, in half of the places at most, but never what cannot be bought", () => {
    const pinned = ["p", "q", "r", "gone"];
    const known = shop(listed, { p: { priceMinor: null }, q: {}, r: {} }, { pinned });
    expect(ids(ask(2), known)).toEqual(["q", "a"]);
    expect(ids(ask(4), known)).toEqual(["q", "r", "a", "b"]);
    expect(rank(ask(1), known).picks[0]?.recommendation.reason).toEqual({ kind: "pinned" });
  });

  it("leaves out products, collections, vendors and tags, in any case of letters", () => {
    const traits = { a: { vendor: "Loom" }, b: { tags: ["Sale"] }, c: { collections: ["Outlet"] } };
    const rules = [
      rule("exclude", "vendor", "loom"),
      rule("exclude", "tag", "SALE"),
      rule("exclude", "collection", "outlet"),
    ];
    expect(ids(ask(4), shop(listed, traits, { rules }))).toEqual(["d"]);
    expect(ids(ask(1), shop(listed, {}, { rules: [rule("exclude", "product", "a")] }))).toEqual(["b"]);
    expect(rank(ask(4), shop(listed, traits, { rules })).dropped.map(({ why }) => why)).toEqual(
      Array(3).fill("excluded"),
    );
  });

  it("brings forward what is boosted, within its source", () => {
    const rules = [rule("boost", "product", "c")];
    const known = shop({ ...listed, "bought-together/x": ["z"] }, {}, { rules });
    expect(ids(ask(3, ["x"]), known)).toEqual(["z", "c", "a"]);
  });
});

describe("whatever is known", () => {
  const productId = fc.constantFrom(..."abcdefghijkl");
  const list = fc.uniqueArray(productId, { maxLength: 12 });
  const trait = fc.record({
    type: fc.constantFrom("", "Shirt", "Hat"),
    vendor: fc.constantFrom("", "Loom", "Kiln"),
    imageUrl: fc.constantFrom("https://cdn.example/x.jpg", "https://cdn.example/x.jpg", null),
    priceMinor: fc.constantFrom(100, 200, 300, null),
    isPublished: fc.constantFrom(true, true, true, false),
  });
  const world = fc.record({
    together: fc.dictionary(productId, list),
    alike: fc.dictionary(productId, list),
    best: list,
    range: list,
    traits: fc.dictionary(productId, trait),
    about: fc.uniqueArray(productId, { maxLength: 4 }),
    bought: fc.uniqueArray(productId, { maxLength: 4 }),
    shown: fc.uniqueArray(productId, { maxLength: 4 }),
    pinned: fc.uniqueArray(productId, { maxLength: 3 }),
    count: fc.integer({ min: 0, max: 8 }),
    picks: fc.constantFrom<Picks>("going-together", "similar", "for-this-contact", "best-sellers", "new"),
  });

  it("no product comes twice, none that may not be shown, and never more than asked for", () => {
    fc.assert(
      fc.property(world, ({ together, alike, best, range, traits, about, bought, shown, pinned, count, picks }) => {
        const named = (kind: string, of: Record<string, string[]>) =>
          Object.fromEntries(Object.entries(of).map(([subject, all]) => [`${kind}/${subject}`, all]));
        const lists = {
          ...named("bought-together", together),
          ...named("similar", alike),
          "best-sellers": best,
          range,
        };
        const who = person({ bought: bought.map((id) => deed(id)), shown: new Set(shown) });
        const known = shop(lists, traits, { person: who, pinned });
        const chosen = rank(ask(count, about, picks), known).picks;
        const chosenIds = chosen.map(({ recommendation }) => recommendation.productId);
        expect(new Set(chosenIds).size).toBe(chosenIds.length);
        expect(chosenIds.length).toBeLessThanOrEqual(count);
        for (const { recommendation, isRepeated } of chosen) {
          const { productId: id } = recommendation;
          expect([...about, ...bought]).not.toContain(id);
          if (!pinned.includes(id)) expect(shown.includes(id)).toBe(isRepeated);
          expect(known.products.get(id)).toMatchObject({
            isPublished: true,
            imageUrl: expect.any(String),
            priceMinor: expect.any(Number),
          });
        }
        // As many come as there are.
        const may = range.filter((id) => {
          const product = known.products.get(id);
          return (
            product?.isPublished &&
            product.imageUrl &&
            product.priceMinor &&
            !about.includes(id) &&
            !bought.includes(id)
          );
        });
        expect(chosenIds.length).toBeGreaterThanOrEqual(Math.min(count, may.length));
      }),
    );
  });
});
