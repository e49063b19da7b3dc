import { describe, expect, it } from "vitest";
import { normalise } from "~/events/normalise";
import { readCatalogueNews } from "~/events/shopify/catalogue-news";
import { delivery, documented } from "./documented";

const product = (change: object = {}) => {
  const news = readCatalogueNews(delivery("products/update", { ...documented("products/update"), ...change }));
  if (news?.is !== "product") throw new Error("not a product");
  return news.product;
};

describe("the documentation's payloads", () => {
  it.each([
    ...["products/create", "products/update", "products/delete", "inventory_levels/update"],
    ...["collections/create", "collections/update", "collections/delete"],
  ])("%s is nobody's doing", (topic) => {
    expect(normalise(delivery(topic))).toEqual([]);
  });

  it("products/update is a product as it is now", () => {
    expect(product()).toMatchObject({
      productId: "788032119674292922",
      title: "Example T-Shirt",
      handle: "example-t-shirt",
      type: "Shirts",
      tags: ["example", "mens", "t-shirt"],
      isPublished: true,
      updatedAt: "2022-01-01T00:00:00.000Z",
      sourceOrder: "2022-01-01T00:00:00.000Z|2026-11-23T12:00:00.000Z|e",
      variants: [
        { variantId: "642667041472713922", title: "Small", price: "19.99", compareAtPrice: "24.99" },
        { variantId: "757650484644203962", title: "Medium", price: "19.99" },
      ],
    });
  });

  it("products/delete and inventory_levels/update name what they are about", () => {
    expect(readCatalogueNews(delivery("products/delete"))).toMatchObject({
      is: "deleted",
      productId: expect.stringMatching(/^788032119674292\d+$/),
    });
    // The number is rounded in the sample; the exact id is in the global one.
    expect(readCatalogueNews(delivery("inventory_levels/update"))).toEqual({
      is: "stock",
      inventoryItemId: "271878346596884015",
    });
    const collection = { is: "collection", collectionId: "408372092144951419" };
    expect(readCatalogueNews(delivery("collections/update"))).toEqual(collection);
    expect(readCatalogueNews(delivery("collections/delete"))).toEqual(collection);
  });
});

it.each([
  ["a draft", { status: "draft" }],
  ["an archived one", { status: "archived" }],
  ["one that only has a link", { status: "unlisted" }],
  ["one that is not in the online store", { published_at: null }],
  ["one that will be", { published_at: "2027-01-01T00:00:00Z" }],
])("%s is not for sale", (_what, change) => {
  expect(product(change).isPublished).toBe(false);
});

it("of more than a hundred variants all are known by their ids", () => {
  const gids = ["gid://shopify/ProductVariant/1", "gid://shopify/ProductVariant/642667041472713922"];
  expect(product({ variant_gids: gids.map((gid) => ({ admin_graphql_api_id: gid })) }).variantIds).toEqual([
    "642667041472713922",
    "757650484644203962",
    "1",
  ]);
});

it("a picture that no mail may show is none", () => {
  expect(product({ image: { id: 1, src: "javascript:alert(1)", alt: "x" } }).imageUrl).toBeNull();
});
