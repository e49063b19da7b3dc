import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { pool, transaction } from "~/db.server";
import type { CatalogueNews, ToldProduct } from "~/events/shopify/catalogue-news";
import { followCatalogue } from "~/recommendations/follow-catalogue";
import { toldProductRow } from "~/recommendations/product-row";
import { storeProducts } from "~/recommendations/store-products";
import { storeStock } from "~/recommendations/store-stock";
import { ensureShop } from "~/shop.server";

let shopId: number;
beforeEach(async () => {
  await pool.query("TRUNCATE products, variants, stock_checks, product_news");
  shopId = await ensureShop(pool, "catalogue.myshopify.com");
});

const start = Date.parse("2026-11-20T10:00:00Z");
const time = (minute: number) => new Date(start + minute * 60_000);

type Changes = Partial<ToldProduct> & { price?: string; change?: number };

/** The mug as it was told at a minute; `change` is when the store's own clock says that it changed. */
function mug(minute: number, { price = "18.00", change = minute, ...rest }: Changes = {}): ToldProduct {
  return {
    productId: "1",
    title: `Mug of ${minute}`,
    handle: "mug",
    vendor: "",
    type: "Mugs",
    tags: [],
    imageUrl: null,
    imageAlt: null,
    isPublished: true,
    publishedAt: null,
    updatedAt: time(change).toISOString(),
    sourceOrder: `${time(change).toISOString()}|${time(minute).toISOString()}|d${minute}`,
    variants: [
      { productId: "1", variantId: "11", title: "Oat", position: 1, price, compareAtPrice: null, imageUrl: null },
    ],
    variantIds: ["11"],
    ...rest,
  };
}
const told = (minute: number, changes?: Changes): CatalogueNews => ({ is: "product", product: mug(minute, changes) });
const deleted = (minute: number): CatalogueNews => ({
  is: "deleted",
  productId: "1",
  sourceOrder: `${time(minute).toISOString()}|${time(minute).toISOString()}|d${minute}`,
});

const follow = (...news: CatalogueNews[]) => transaction((sql) => followCatalogue(sql, shopId, news, time(60)));
const stock = (isAvailable: boolean, minute: number) =>
  transaction((sql) => storeStock(sql, shopId, new Map([["11", isAvailable]]), time(minute)));

async function catalogue() {
  const { rows } = await pool.query(
    `SELECT p.title, p.is_published, p.collections, v.price_minor, v.is_available FROM products p
     LEFT JOIN variants v USING (shop_id, product_id) WHERE p.shop_id = $1`,
    [shopId],
  );
  return rows;
}
const news = async () =>
  (await pool.query("SELECT kind, is_whole, before FROM product_news WHERE shop_id = $1 ORDER BY kind", [shopId])).rows;

describe("a product's webhook", () => {
  it("brings it up to date, and leaves alone what it does not tell", async () => {
    await follow(told(1));
    await pool.query("UPDATE products SET collections = '{Kitchen}'");
    await stock(true, 2);
    await follow(told(3, { price: "19.00" }));
    expect(await catalogue()).toMatchObject([
      { title: "Mug of 3", price_minor: 1900, collections: ["Kitchen"], is_available: true },
    ]);
  });

  it("asks for the stock of its variants once, however often it comes", async () => {
    await follow(told(1), { is: "stock", inventoryItemId: "21" });
    await follow(told(2), { is: "stock", inventoryItemId: "21" });
    const { rows } = await pool.query("SELECT resource, asks FROM stock_checks ORDER BY resource");
    expect(rows).toEqual([
      { resource: "gid://shopify/InventoryItem/21", asks: 2 },
      { resource: "gid://shopify/ProductVariant/11", asks: 2 },
    ]);
  });

  it("in any order, together or one by one, ends in the newest", async () => {
    const tellings = [told(1), told(2, { price: "17.00" }), told(4, { change: 2, price: "16.00" }), deleted(5)];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(tellings, { minLength: 4 }),
        fc.integer({ min: 0, max: 4 }),
        async (order, cut) => {
          await pool.query("TRUNCATE products, variants, stock_checks, product_news");
          await follow(...order.slice(0, cut));
          for (const one of order.slice(cut)) await follow(one);
          expect((await catalogue()).map(({ is_published }) => is_published)).toEqual([false]);
          await pool.query("TRUNCATE products, variants, stock_checks, product_news");
          for (const one of order.filter(({ is }) => is === "product")) await follow(one);
          expect(await catalogue()).toMatchObject([{ title: "Mug of 4", price_minor: 1600, is_published: true }]);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("stock", () => {
  it("of an older answer changes nothing", async () => {
    await follow(told(1));
    await stock(true, 5);
    await stock(false, 3);
    expect(await catalogue()).toMatchObject([{ is_available: true }]);
    // A bulk reading that was asked for before, and is taken in after.
    const read = toldProductRow(mug(6), "EUR");
    const variants = read.variants.map((variant) => ({ ...variant, isAvailable: false }));
    await storeProducts(pool, shopId, [{ ...read, variants }], time(4));
    expect(await catalogue()).toMatchObject([{ title: "Mug of 6", is_available: true }]);
  });

  it("that comes is news, that goes is none", async () => {
    await follow(told(1));
    await stock(false, 2);
    expect(await news()).toEqual([]);
    await stock(true, 3);
    expect(await news()).toEqual([{ kind: "restocked", is_whole: true, before: { 11: null } }]);
  });

  it("a lower price is news with the price before the first of several drops", async () => {
    await follow(told(1));
    await stock(true, 2);
    await pool.query("TRUNCATE product_news");
    await follow(told(3, { price: "16.00" }));
    await follow(told(4, { price: "14.00" }));
    expect(await news()).toEqual([{ kind: "price-dropped", is_whole: false, before: { 11: 1800 } }]);
  });
});
