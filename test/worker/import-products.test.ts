import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { pool } from "~/db.server";
import type { ProductLine } from "~/recommendations/product-row";
import { jsonl, type ServedFile, serveFile } from "../admin-api/served-file";
import { fileToRead, importAll, openedShop } from "./import-of-file";

let shopId: number;
let shops = 0;
const files: ServedFile[] = [];
beforeEach(async () => {
  shopId = await openedShop(`products-${shops++}.myshopify.com`);
});
afterEach(async () => {
  for (const file of files.splice(0)) await file.close();
});
afterAll(() => pool.end());

interface Variant {
  readonly id: string;
  readonly price?: string;
  readonly compareAtPrice?: string | null;
  readonly picture?: string;
}

function product(id: string, changes: Partial<ProductLine> & { variants?: Variant[]; collections?: string[] } = {}) {
  const { variants = [{ id: `${id}1` }], collections = [], ...own } = changes;
  const gid = `gid://shopify/Product/${id}`;
  return [
    {
      id: gid,
      title: `Product ${id}`,
      handle: `product-${id}`,
      vendor: "",
      productType: "",
      tags: [],
      status: "ACTIVE",
      onlineStoreUrl: `https://store.example/products/product-${id}`,
      publishedAt: "2026-01-01T00:00:00Z",
      updatedAt: "2026-11-01T00:00:00Z",
      featuredMedia: { alt: "Seen from above", preview: { image: { url: `https://cdn.example/${id}.jpg` } } },
      ...own,
    },
    ...variants.flatMap((variant, index) => [
      {
        id: `gid://shopify/ProductVariant/${variant.id}`,
        title: `Size ${index + 1}`,
        position: index + 1,
        price: variant.price ?? "10.00",
        compareAtPrice: variant.compareAtPrice ?? null,
        availableForSale: true,
        __parentId: gid,
      },
      ...(variant.picture
        ? [
            {
              id: `gid://shopify/MediaImage/${variant.id}`,
              preview: { image: { url: variant.picture } },
              __parentId: `gid://shopify/ProductVariant/${variant.id}`,
            },
          ]
        : []),
    ]),
    ...collections.map((title, index) => ({ id: `gid://shopify/Collection/${index}`, title, __parentId: gid })),
  ];
}

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const rows = async (text: string) => (await pool.query(text, [shopId])).rows;

async function read(products: readonly object[], askedAt: Date): Promise<void> {
  const file = await serveFile(jsonl(products));
  files.push(file);
  await fileToRead(shopId, "products", file.url, askedAt);
  await importAll();
}

it("brings products with all their variants, pictures and collections", async () => {
  const many = product("9", {
    title: "A shirt in every size",
    productType: "Shirt",
    vendor: "Loom",
    tags: ["linen", "summer"],
    collections: ["New in", "Summer"],
    variants: Array.from({ length: 330 }, (_, index) => ({
      id: `9${index}`,
      price: `${index + 1}.50`,
      ...(index === 7 && { picture: "https://cdn.example/blue.jpg" }),
    })),
  });
  await read([...product("8"), ...many], day(20));
  expect(
    await rows("SELECT count(*), max(price_minor) AS dearest FROM variants WHERE shop_id = $1 AND product_id = '9'"),
  ).toEqual([{ count: 330, dearest: 33_050 }]);
  expect(await rows("SELECT variant_id, image_url FROM variants WHERE shop_id = $1 AND image_url IS NOT NULL")).toEqual(
    [{ variant_id: "97", image_url: "https://cdn.example/blue.jpg" }],
  );
  expect(
    await rows(`SELECT title, handle, vendor, type, tags, collections, image_url, image_alt, is_published
      FROM products WHERE shop_id = $1 AND product_id = '9'`),
  ).toEqual([
    {
      title: "A shirt in every size",
      handle: "product-9",
      vendor: "Loom",
      type: "Shirt",
      tags: ["linen", "summer"],
      collections: ["New in", "Summer"],
      image_url: "https://cdn.example/9.jpg",
      image_alt: "Seen from above",
      is_published: true,
    },
  ]);
  expect(await rows("SELECT catalogue_at FROM shops WHERE shop_id = $1")).toEqual([{ catalogue_at: day(20) }]);
});

it("publishes what the online store shows, and nothing else", async () => {
  const shown = product("1");
  const hidden = [
    product("2", { status: "DRAFT" }),
    product("3", { status: "UNLISTED" }),
    product("4", { onlineStoreUrl: null }),
  ];
  await read([...shown, ...hidden.flat()], day(20));
  expect(await rows("SELECT product_id FROM products WHERE shop_id = $1 AND is_published")).toEqual([
    { product_id: "1" },
  ]);
});

it("keeps an old price only where it is above the price", async () => {
  const variants = [
    { id: "11", price: "10.00", compareAtPrice: "15.00" },
    { id: "12", price: "10.00", compareAtPrice: "10.00" },
  ];
  await read(product("1", { variants }), day(20));
  expect(
    await rows("SELECT variant_id, compare_at_minor FROM variants WHERE shop_id = $1 ORDER BY variant_id"),
  ).toEqual([
    { variant_id: "11", compare_at_minor: 1_500 },
    { variant_id: "12", compare_at_minor: null },
  ]);
});

it("unpublishes what the store no longer has, drops variants that are gone, and changes nothing when repeated", async () => {
  await read([...product("1", { variants: [{ id: "11" }, { id: "12" }] }), ...product("2")], day(20));
  const everything = async () => [
    await rows("SELECT product_id, is_published FROM products WHERE shop_id = $1 ORDER BY 1"),
    await rows("SELECT product_id, variant_id FROM variants WHERE shop_id = $1 ORDER BY 2"),
  ];
  const later = product("1", { variants: [{ id: "12" }] });
  await read(later, day(21));
  const once = await everything();
  expect(once).toEqual([
    [
      { product_id: "1", is_published: true },
      { product_id: "2", is_published: false },
    ],
    [
      { product_id: "1", variant_id: "12" },
      { product_id: "2", variant_id: "21" },
    ],
  ]);
  await read(later, day(22));
  expect(await everything()).toEqual(once);
});

it("keeps a product that was told newer meanwhile, and does not take it for gone", async () => {
  await read(product("1", { updatedAt: "2026-11-10T00:00:00Z" }), day(20));
  await pool.query(
    "UPDATE products SET title = 'As a webhook told it', source_order = '2026-11-12T00:00:00.000Z' WHERE shop_id = $1",
    [shopId],
  );
  await read(product("1", { updatedAt: "2026-11-10T00:00:00Z" }), day(21));
  expect(await rows("SELECT title, is_published, read_at FROM products WHERE shop_id = $1")).toEqual([
    { title: "As a webhook told it", is_published: true, read_at: day(21) },
  ]);
});
