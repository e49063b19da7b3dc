import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { productsById, variantsById } from "~/recommendations/catalogue";
import type { NeighbourKind } from "~/recommendations/neighbour";
import { recommend } from "~/recommendations/recommend";
import type { Recommendation } from "~/recommendations/recommendation";
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
  /** Price and stock of each variant. */
  readonly variants?: readonly { readonly price: number; readonly isAvailable?: boolean }[];
}

async function sells(productId: string, facts: ProductFacts = {}): Promise<void> {
  const { isPublished = true, imageUrl = `https://cdn.example/${productId}.jpg`, publishedAt = "2026-01-01" } = facts;
  await pool.query(
    `INSERT INTO products (shop_id, product_id, title, handle, tags, collections, image_url, is_published, published_at,
      updated_at, read_at) VALUES ($1, $2, 'The ' || $2, $2, '{}', '{}', $3, $4, $5, now(), now())`,
    [shopId, productId, imageUrl, isPublished, publishedAt],
  );
  for (const [index, { price, isAvailable = true }] of (facts.variants ?? [{ price: 1_000 }]).entries()) {
    await pool.query(
      `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, compare_at_minor, is_available)
       VALUES ($1, $2, $3, 'Default Title', $4, $5::bigint, $5::bigint * 2, $6)`,
      [shopId, `${productId}-${index}`, productId, index, price, isAvailable],
    );
  }
}

async function isNear(productId: string, neighbourId: string, kind: NeighbourKind, score: number): Promise<void> {
  await pool.query(
    "INSERT INTO product_neighbours (shop_id, product_id, neighbour_id, kind, score) VALUES ($1, $2, $3, $4, $5)",
    [shopId, productId, neighbourId, kind, score],
  );
}

let orders = 0;
async function sold(productId: string, quantity: number, daysAgo: number): Promise<void> {
  const orderId = String(orders++);
  await pool.query(
    `INSERT INTO orders (shop_id, order_id, name, channel, placed_at, updated_at, source_order, currency, total_minor)
     VALUES ($1, $2, $2, 'online', $3::timestamptz - make_interval(days => $4), now(), '', 'EUR', 0)`,
    [shopId, orderId, now(), daysAgo],
  );
  await pool.query(
    `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor)
     VALUES ($1, $2, '1', $3, '', $4, 0)`,
    [shopId, orderId, productId, quantity],
  );
}

async function forCheckout(seeds: string[], count = 3, excluded: string[] = []): Promise<Recommendation[]> {
  const request = {
    key: "m",
    seedProductIds: seeds,
    excludedProductIds: excluded,
    count,
    picks: "going-together" as const,
  };
  return (await recommend(pool, shopId, [request])).get("m") ?? [];
}
const ids = (recommendations: readonly Recommendation[]) => recommendations.map(({ productId }) => productId);

describe("recommendations", () => {
  it("come from the model first, then from what sells, each saying why", async () => {
    for (const id of ["shirt", "belt", "tee", "mug", "vase"]) await sells(id);
    await isNear("shirt", "belt", "bought-together", 0.4);
    await isNear("shirt", "tee", "similar", 0.9);
    await sold("mug", 3, 10);
    expect(await forCheckout(["shirt"], 4)).toEqual([
      expect.objectContaining({ productId: "belt", reason: { kind: "bought-together", withTitle: "The shirt" } }),
      expect.objectContaining({ productId: "tee", reason: { kind: "similar", toTitle: "The shirt" } }),
      expect.objectContaining({ productId: "mug", reason: { kind: "best-seller" } }),
      {
        productId: "vase",
        title: "The vase",
        handle: "vase",
        imageUrl: "https://cdn.example/vase.jpg",
        imageAlt: null,
        priceMinor: 1_000,
        compareAtMinor: 2_000,
        reason: { kind: "new" },
      },
    ]);
  });

  it("never show what is sold out, unpublished, without a picture or without a price", async () => {
    await sells("shirt");
    await sells("sold out", { variants: [{ price: 900, isAvailable: false }] });
    await sells("unpublished", { isPublished: false });
    await sells("without picture", { imageUrl: null });
    await sells("a free sample", { variants: [{ price: 0 }] });
    await sells("belt");
    for (const id of ["sold out", "unpublished", "without picture", "a free sample", "belt"]) {
      await isNear("shirt", id, "bought-together", 0.5);
      await sold(id, 5, 1);
    }
    expect(ids(await forCheckout(["shirt"], 10))).toEqual(["belt"]);
  });

  it("stop showing a best seller at once when it sells out", async () => {
    await sells("mug");
    await sold("mug", 3, 1);
    expect(ids(await forCheckout([]))).toEqual(["mug"]);
    await pool.query("UPDATE variants SET is_available = false WHERE shop_id = $1", [shopId]);
    expect(await forCheckout([])).toEqual([]);
  });

  it("show the price of the cheapest variant that is in stock", async () => {
    await sells("shirt", { variants: [{ price: 3_000 }, { price: 1_000, isAvailable: false }, { price: 2_000 }] });
    expect(await forCheckout([])).toEqual([
      expect.objectContaining({ productId: "shirt", priceMinor: 2_000, compareAtMinor: 4_000 }),
    ]);
  });

  it("leave out what is excluded and what is in the checkout", async () => {
    for (const id of ["shirt", "belt", "tie", "mug"]) await sells(id);
    await isNear("shirt", "belt", "bought-together", 0.9);
    await isNear("shirt", "tie", "bought-together", 0.1);
    await isNear("tie", "shirt", "bought-together", 0.1);
    expect(ids(await forCheckout(["shirt", "tie"], 5, ["belt"]))).toEqual(["mug"]);
  });

  it("are best sellers by units of the last 60 days, then the newest, where no model is", async () => {
    await sells("old", { publishedAt: "2024-01-01" });
    await sells("newest", { publishedAt: "2026-11-01" });
    await sells("second");
    await sells("first");
    await sold("second", 2, 5);
    await sold("first", 2, 5);
    await sold("first", 2, 59);
    await sold("old", 99, 61);
    expect((await forCheckout(["unknown"], 4)).map(({ productId, reason }) => [productId, reason.kind])).toEqual([
      ["first", "best-seller"],
      ["second", "best-seller"],
      ["newest", "new"],
      ["old", "new"],
    ]);
  });

  it("name the product of the checkout even when it is sold out and unpublished itself", async () => {
    await sells("shirt", { isPublished: false, variants: [{ price: 1, isAvailable: false }] });
    await sells("belt");
    await isNear("shirt", "belt", "bought-together", 0.9);
    expect(await forCheckout(["shirt"], 1)).toEqual([
      expect.objectContaining({ productId: "belt", reason: { kind: "bought-together", withTitle: "The shirt" } }),
    ]);
  });

  it("answer each request of a batch by its key, and stay within the shop", async () => {
    const own = shopId;
    for (const id of ["shirt", "belt", "mug", "saucer"]) await sells(id);
    await isNear("shirt", "belt", "bought-together", 0.9);
    await isNear("mug", "saucer", "bought-together", 0.9);
    shopId = await ensureShop(pool, "neighbouring.myshopify.com");
    await sells("shirt");
    await sells("stranger");
    await isNear("shirt", "stranger", "bought-together", 1);
    const request = (key: string, seed: string) => ({
      key,
      seedProductIds: [seed],
      excludedProductIds: [],
      count: 1,
      picks: "going-together" as const,
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
