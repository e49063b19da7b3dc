import { v7 as uuid } from "uuid";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { productsById, variantsById } from "~/recommendations/catalogue";
import { buildModels } from "~/recommendations/models/build-models";
import { recommend } from "~/recommendations/recommend";
import type { Recommendation, RecommendationRequest } from "~/recommendations/recommendation";
import { deleteRule, readRules, saveRule } from "~/recommendations/rule-store";
import { ensureShop } from "~/shop.server";

let shopId: number;
let shops = 0;

beforeEach(async () => {
  shopId = await ensureShop(pool, `recommend-${shops++}.myshopify.com`);
});
afterAll(() => pool.end());

interface ProductFacts {
  readonly isPublished?: boolean;
  readonly imageUrl?: string | null;
  readonly publishedAt?: string;
  readonly type?: string;
  readonly collections?: readonly string[];
  /** Price and stock of each variant. */
  readonly variants?: readonly { readonly price: number; readonly isAvailable?: boolean }[];
}

async function sells(productId: string, facts: ProductFacts = {}): Promise<void> {
  const {
    isPublished = true,
    imageUrl = `https://cdn.example/${productId}.jpg`,
    publishedAt = "2025-01-01",
    type = "",
    collections = [],
  } = facts;
  await pool.query(
    `INSERT INTO products (shop_id, product_id, title, handle, type, vendor, tags, collections, image_url, is_published,
      published_at, updated_at, read_at)
     VALUES ($1, $2, 'The ' || $2, $2, $6, 'House of ' || $2, '{}', $7, $3, $4, $5, now(), now())`,
    [shopId, productId, imageUrl, isPublished, publishedAt, type, collections],
  );
  for (const [index, { price, isAvailable = true }] of (facts.variants ?? [{ price: 1_000 }]).entries()) {
    await pool.query(
      `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, compare_at_minor, is_available)
       VALUES ($1, $2, $3, 'Default Title', $4, $5::bigint, $5::bigint * 2, $6)`,
      [shopId, `${productId}-${index}`, productId, index, price, isAvailable],
    );
  }
}

let orders = 0;
async function order(
  productIds: string[],
  quantity: number,
  daysAgo: number,
  contactId: string | null = null,
): Promise<void> {
  const orderId = String(orders++);
  await pool.query(
    `INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, currency, total_minor)
     VALUES ($1, $2, $2, $5, 'online', $3::timestamptz - make_interval(days => $4), now(), '', 'EUR', 0)`,
    [shopId, orderId, now(), daysAgo, contactId],
  );
  for (const productId of productIds) {
    await pool.query(
      `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor)
       VALUES ($1, $2, $3, $3, '', $4, 0)`,
      [shopId, orderId, productId, quantity],
    );
  }
}
const sold = (productId: string, quantity: number, daysAgo: number) => order([productId], quantity, daysAgo);

/** Two orders of both: once is chance. */
async function soldTogether(...productIds: string[]): Promise<void> {
  for (const _ of [1, 2]) await order(productIds, 1, 30);
}

const build = () => buildModels(pool, { shopId, at: now(), everyDays: new Map() });

async function forCheckout(
  aboutProductIds: string[],
  wish: Partial<RecommendationRequest> = {},
): Promise<Recommendation[]> {
  await build();
  const request = { key: "m", contactId: null, aboutProductIds, count: 3, picks: "going-together" as const, ...wish };
  return (await recommend(pool, shopId, [request])).get("m") ?? [];
}
const ids = (recommendations: readonly Recommendation[]) => recommendations.map(({ productId }) => productId);

describe("recommendations", () => {
  it("come from the models first, then from what sells, each saying why", async () => {
    await sells("shirt", { type: "Shirts" });
    await sells("tee", { type: "Shirts" });
    for (const id of ["belt", "mug"]) await sells(id);
    await sells("vase", { publishedAt: "2020-01-01" });
    await soldTogether("shirt", "belt");
    await sold("mug", 9, 10);
    const found = await forCheckout(["shirt"], { count: 4 });
    expect(found.map(({ productId, reason }) => [productId, reason])).toEqual([
      ["belt", { kind: "bought-together", withTitle: "The shirt", isTheirs: false }],
      ["tee", { kind: "similar", toTitle: "The shirt" }],
      ["mug", { kind: "best-seller" }],
      ["vase", { kind: "range" }],
    ]);
    expect(found[3]).toMatchObject({
      title: "The vase",
      imageUrl: "https://cdn.example/vase.jpg",
      priceMinor: 1_000,
      compareAtMinor: 2_000,
      readAt: expect.any(Date),
    });
  });

  it("never show what is sold out, unpublished, without a picture or without a price", async () => {
    await sells("shirt");
    await sells("sold out", { variants: [{ price: 900, isAvailable: false }] });
    await sells("unpublished", { isPublished: false });
    await sells("without picture", { imageUrl: null });
    await sells("a free sample", { variants: [{ price: 0 }] });
    await sells("belt");
    for (const id of ["sold out", "unpublished", "without picture", "a free sample", "belt"]) {
      await soldTogether("shirt", id);
      await sold(id, 5, 1);
    }
    expect(ids(await forCheckout(["shirt"], { count: 10 }))).toEqual(["belt"]);
  });

  it("stop showing a product at once when it sells out, and show today's price", async () => {
    await sells("mug");
    await sells("shirt", { variants: [{ price: 3_000 }, { price: 1_000, isAvailable: false }, { price: 2_000 }] });
    await sold("mug", 3, 1);
    expect(ids(await forCheckout([]))).toEqual(["mug", "shirt"]);
    await pool.query("UPDATE variants SET is_available = false WHERE shop_id = $1 AND product_id = 'mug'", [shopId]);
    const request = { key: "m", contactId: null, aboutProductIds: [], count: 3, picks: "best-sellers" as const };
    const without = (await recommend(pool, shopId, [request])).get("m");
    expect(without).toMatchObject([{ productId: "shirt", priceMinor: 2_000, compareAtMinor: 4_000 }]);
  });

  it("are best sellers by units of the last 60 days, then the newest, for a mail about nothing known", async () => {
    await sells("old", { publishedAt: "2024-01-01" });
    await sells("newest", { publishedAt: now().toISOString() });
    await sells("second");
    await sells("first");
    await sold("second", 2, 5);
    await sold("first", 2, 5);
    await sold("first", 2, 59);
    await sold("old", 99, 61);
    expect(
      (await forCheckout(["unknown"], { count: 4 })).map(({ productId, reason }) => [productId, reason.kind]),
    ).toEqual([
      ["first", "best-seller"],
      ["second", "best-seller"],
      ["newest", "new"],
      ["old", "range"],
    ]);
  });

  it("are good ones in a shop that has sold nothing yet", async () => {
    await sells("shirt", { type: "Shirts" });
    await sells("tee", { type: "Shirts", publishedAt: "2020-01-01" });
    await sells("hat", { publishedAt: now().toISOString() });
    await sells("mug", { publishedAt: "2020-01-02" });
    expect((await forCheckout(["shirt"])).map(({ productId, reason }) => [productId, reason.kind])).toEqual([
      ["tee", "similar"],
      ["hat", "new"],
      ["mug", "range"],
    ]);
  });

  it("name the product of the checkout even when it is sold out and unpublished itself", async () => {
    await sells("shirt", { isPublished: false, variants: [{ price: 1, isAvailable: false }] });
    await sells("belt");
    await soldTogether("shirt", "belt");
    expect(await forCheckout(["shirt"], { count: 1 })).toMatchObject([
      { productId: "belt", reason: { kind: "bought-together", withTitle: "The shirt" } },
    ]);
  });

  it("are what people look at next, and what they see with it, once somebody browsed", async () => {
    for (const id of ["lamp", "bulb", "shade", "mug"]) await sells(id);
    await sold("mug", 5, 1);
    for (const visitor of ["v1", "v2", "v3"]) {
      for (const [minute, id] of ["lamp", "bulb", "shade"].entries()) await looked(visitor, null, id, 600 - minute);
    }
    const contactId = uuid();
    await looked(null, contactId, "lamp", 30);
    const found = await forCheckout([], { contactId, picks: "for-this-contact", count: 4 });
    expect(found.map(({ productId, reason }) => [productId, reason.kind])).toEqual([
      ["bulb", "viewed-next"],
      ["shade", "viewed-next"],
      ["lamp", "recently-viewed"],
      ["mug", "best-seller"],
    ]);
    expect(found[0]?.reason).toMatchObject({ afterTitle: "The lamp" });
  });

  it("are the best of what somebody likes, what is asked for more than usual, and what they have used up", async () => {
    for (const id of ["lamp", "lantern", "bulb"]) await sells(id, { collections: ["Lights"] });
    for (const id of ["hat", "mug", "coffee"]) await sells(id);
    await sold("lantern", 2, 40);
    for (const day of [20, 30, 40, 50]) await sold("mug", 9, day);
    await sold("hat", 5, 1);
    const contactId = uuid();
    await looked(null, contactId, "lamp", 30);
    await order(["coffee"], 1, 40, contactId);
    await buildModels(pool, { shopId, at: now(), everyDays: new Map([["coffee", 30]]) });
    const wish = { key: "m", contactId, aboutProductIds: [], count: 7, picks: "for-this-contact" as const };
    const found = (await recommend(pool, shopId, [wish])).get("m") ?? [];
    const kinds = new Map(found.map(({ productId, reason }) => [productId, reason.kind]));
    expect([...kinds.keys()].toSorted()).toEqual(["bulb", "coffee", "hat", "lamp", "lantern", "mug"]);
    expect(kinds.get("coffee")).toBe("buy-again");
    expect(kinds.get("lamp")).toBe("recently-viewed");
    expect(kinds.get("lantern")).toBe("favourite");
    expect(kinds.get("mug")).toBe("best-seller");
    expect(kinds.get("hat")).toBe("trending");
    // Within a collection the same holds.
    const within = (await recommend(pool, shopId, [{ ...wish, collection: "Lights" }])).get("m") ?? [];
    expect(ids(within).toSorted()).toEqual(["bulb", "lamp", "lantern"]);
  });

  it("leave out what somebody bought, and go by it", async () => {
    for (const id of ["shirt", "belt", "mug"]) await sells(id);
    await soldTogether("shirt", "belt");
    await sold("mug", 1, 3);
    const contactId = uuid();
    await order(["shirt", "mug"], 1, 2, contactId);
    expect(await forCheckout([], { contactId, picks: "for-this-contact" })).toMatchObject([
      { productId: "belt", reason: { kind: "bought-together", withTitle: "The shirt", isTheirs: true } },
    ]);
  });

  it("follow the merchant's rules", async () => {
    for (const id of ["a", "b", "c"]) await sells(id, { type: `Type ${id}` });
    await sells("outlet", { collections: ["Outlet"] });
    for (const [units, id] of ["c", "b", "a", "outlet"].entries()) await sold(id, units + 1, 1);
    await saveRule(shopId, { action: "exclude", subject: "collection", value: "Outlet" });
    await saveRule(shopId, { action: "boost", subject: "product", value: "c" });
    expect(ids(await forCheckout([]))).toEqual(["c", "a", "b"]);
    await saveRule(shopId, { action: "pin", subject: "product", value: "b" });
    await saveRule(shopId, { action: "exclude", subject: "product", value: "c" });
    expect(ids(await forCheckout([]))).toEqual(["b", "a"]);
    await saveRule(shopId, { action: "pin", subject: "collection", value: "outlet" });
    expect((await readRules(pool, shopId)).map(({ action, value }) => `${action} ${value}`)).toEqual([
      "exclude Outlet",
      "exclude c",
      "pin b",
      "pin outlet",
    ]);
    for (const { ruleId } of await readRules(pool, shopId)) await deleteRule(shopId, ruleId);
    expect(ids(await forCheckout([]))).toEqual(["outlet", "a", "b"]);
    await saveRule(shopId, { action: "pin", subject: "vendor", value: "HOUSE OF C" });
    expect(ids(await forCheckout([]))).toEqual(["c", "outlet", "a"]);
  });

  it("answer each request of a batch by its key, and stay within the shop", async () => {
    const own = shopId;
    for (const id of ["shirt", "belt", "mug", "saucer"]) await sells(id);
    await soldTogether("shirt", "belt");
    await soldTogether("mug", "saucer");
    await build();
    shopId = await ensureShop(pool, "neighbouring.myshopify.com");
    for (const id of ["shirt", "stranger"]) await sells(id);
    await soldTogether("shirt", "stranger");
    await build();
    const request = (key: string, about: string) => ({
      ...{ key, contactId: null, aboutProductIds: [about], count: 1, picks: "going-together" as const },
    });
    const answer = await recommend(pool, own, [request("a", "shirt"), request("b", "mug")]);
    expect([...answer].map(([key, list]) => [key, ids(list)])).toEqual([
      ["a", ["belt"]],
      ["b", ["saucer"]],
    ]);
  });

  it("are none for a shop without products", async () => {
    expect(await forCheckout(["shirt"])).toEqual([]);
    expect(await recommend(pool, shopId, [])).toEqual(new Map());
  });
});

async function looked(
  visitor: string | null,
  contactId: string | null,
  productId: string,
  minutesAgo: number,
): Promise<void> {
  await pool.query(
    `INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, visitor, data)
     VALUES ($1, $2, $3, 'product.viewed', $4, $5, $6)`,
    [shopId, new Date(now().getTime() - minutesAgo * 60_000), uuid(), contactId, visitor, { productId }],
  );
}

describe("the catalogue, for the lines of a checkout", () => {
  it("tells products and variants as they are now", async () => {
    await sells("shirt", { variants: [{ price: 1_000, isAvailable: false }, { price: 2_000 }] });
    await sells("mug", { isPublished: false });
    const products = await productsById(pool, shopId, ["shirt", "mug", "unknown"]);
    expect([...products.keys()].toSorted()).toEqual(["mug", "shirt"]);
    expect(products.get("shirt")).toMatchObject({ title: "The shirt", priceMinor: 2_000, isAvailable: true });
    expect(products.get("mug")).toMatchObject({ isAvailable: false });

    const variants = await variantsById(pool, shopId, ["shirt-0", "shirt-1", "unknown"]);
    expect(variants.get("shirt-0")).toMatchObject({ variantTitle: null, priceMinor: 1_000, isAvailable: false });
    expect(variants.get("shirt-1")).toMatchObject({
      productId: "shirt",
      imageUrl: "https://cdn.example/shirt.jpg",
      isAvailable: true,
    });
    expect(variants.size).toBe(2);
  });
});
