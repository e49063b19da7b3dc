import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { adminClient } from "~/admin.server";
import { pool } from "~/db.server";
import { loadCatalogue } from "~/recommendations/load-catalogue";
import { ensureShop } from "~/shop.server";
import { openStore, type Store } from "./stand-in-store";

let opened: { store: Store; close(): Promise<void> };
let store: Store;
let domain: string;
let shopId: number;
let shops = 0;

beforeAll(async () => {
  opened = await openStore();
  store = opened.store;
});
afterAll(async () => {
  await opened.close();
  await pool.end();
});
beforeEach(async () => {
  domain = `load-${shops++}.myshopify.com`;
  shopId = await ensureShop(pool, domain);
  Object.assign(store, { products: [], orders: [] });
  store.searches.length = 0;
});

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const load = (at: Date) => loadCatalogue(pool, shopId, adminClient(domain, "token"), at);
const rows = async (text: string) => (await pool.query(text, [shopId])).rows;

it("brings products with all their variants, however many there are", async () => {
  store.products = Array.from({ length: 520 }, (_, index) => ({ id: String(index), title: `Product ${index}` }));
  store.products.push({
    id: "many",
    title: "A shirt in every size",
    productType: "Shirt",
    vendor: "Loom",
    tags: ["linen", "summer"],
    collections: ["New in"],
    variants: Array.from({ length: 330 }, (_, index) => ({ id: `many-${index}`, price: `${index + 1}.50` })),
  });
  expect(await load(day(20))).toEqual({ products: 521, orders: 0 });
  expect(await rows("SELECT count(*) FROM products WHERE shop_id = $1")).toEqual([{ count: 521 }]);
  expect(
    await rows("SELECT count(*), max(price_minor) FROM variants WHERE shop_id = $1 AND product_id = 'many'"),
  ).toEqual([{ count: 330, max: 33_050 }]);
  expect(
    await rows(`SELECT title, handle, vendor, type, tags, collections, image_url, image_alt, is_published
      FROM products WHERE shop_id = $1 AND product_id = 'many'`),
  ).toEqual([
    {
      title: "A shirt in every size",
      handle: "product-many",
      vendor: "Loom",
      type: "Shirt",
      tags: ["linen", "summer"],
      collections: ["New in"],
      image_url: "https://cdn.example/many.jpg",
      image_alt: "A shirt in every size, seen from above",
      is_published: true,
    },
  ]);
  expect(await rows("SELECT catalogue_at FROM shops WHERE shop_id = $1")).toEqual([{ catalogue_at: day(20) }]);
});

it("publishes what the online store shows, and nothing else", async () => {
  store.products = [
    { id: "1", title: "Shown" },
    { id: "2", title: "A draft", status: "DRAFT" },
    { id: "3", title: "For those with the link", status: "UNLISTED" },
    { id: "4", title: "Only at the till", isOnline: false },
  ];
  await load(day(20));
  expect(await rows("SELECT product_id FROM products WHERE shop_id = $1 AND is_published")).toEqual([
    { product_id: "1" },
  ]);
});

it("keeps an old price only where it is above the price", async () => {
  store.products = [
    {
      id: "1",
      title: "Reduced",
      variants: [
        { id: "a", price: "10.00", compareAtPrice: "15.00" },
        { id: "b", price: "10.00", compareAtPrice: "10.00" },
      ],
    },
  ];
  await load(day(20));
  expect(
    await rows("SELECT variant_id, compare_at_minor FROM variants WHERE shop_id = $1 ORDER BY variant_id"),
  ).toEqual([
    { variant_id: "a", compare_at_minor: 1_500 },
    { variant_id: "b", compare_at_minor: null },
  ]);
});

it("changes nothing when it is repeated", async () => {
  store.products = [{ id: "1", title: "A mug" }];
  store.orders = [{ id: "7", createdAt: "2026-11-10T10:00:00Z", lines: [{ id: "70", productId: "1" }] }];
  const everything = async () => [
    await rows("SELECT * FROM products WHERE shop_id = $1"),
    await rows("SELECT * FROM variants WHERE shop_id = $1"),
    await rows("SELECT * FROM orders WHERE shop_id = $1"),
    await rows("SELECT * FROM order_lines WHERE shop_id = $1"),
  ];
  await load(day(20));
  const once = await everything();
  await load(day(20));
  expect(await everything()).toEqual(once);
});

it("unpublishes what the store no longer has, and drops variants that are gone", async () => {
  store.products = [
    { id: "1", title: "Stays", variants: [{ id: "1-a" }, { id: "1-b" }] },
    { id: "2", title: "Goes" },
  ];
  await load(day(20));
  store.products = [{ id: "1", title: "Stays", variants: [{ id: "1-b" }] }];
  await load(day(21));
  expect(await rows("SELECT product_id, is_published FROM products WHERE shop_id = $1 ORDER BY 1")).toEqual([
    { product_id: "1", is_published: true },
    { product_id: "2", is_published: false },
  ]);
  expect(await rows("SELECT variant_id FROM variants WHERE shop_id = $1 AND product_id = '1'")).toEqual([
    { variant_id: "1-b" },
  ]);
});

it("keeps a product that was told newer meanwhile, and does not take it for gone", async () => {
  store.products = [{ id: "1", title: "As it was", updatedAt: "2026-11-10T00:00:00Z" }];
  await load(day(20));
  await pool.query(
    "UPDATE products SET title = 'As a webhook told it', updated_at = '2026-11-12T00:00:00Z' WHERE shop_id = $1",
    [shopId],
  );
  await load(day(21));
  expect(await rows("SELECT title, is_published, read_at FROM products WHERE shop_id = $1")).toEqual([
    { title: "As a webhook told it", is_published: true, read_at: day(21) },
  ]);
});

it("reads the orders of 60 days, with their source, their customer and all their lines", async () => {
  const contactId = "01890000-0000-7000-8000-000000000001";
  await pool.query(
    "INSERT INTO contact_identities (shop_id, kind, value, contact_id) VALUES ($1, 'customer', '9', $2)",
    [shopId, contactId],
  );
  store.orders = [
    {
      id: "7",
      createdAt: "2026-11-10T10:00:00Z",
      email: " Ada@Example.com",
      customerId: "9",
      lines: Array.from({ length: 130 }, (_, index) => ({ id: `7-${index}`, productId: "1", quantity: 2 })),
    },
    { id: "8", createdAt: "2026-11-11T10:00:00Z", customerId: "10", sourceName: "pos", lines: [] },
    { id: "9", createdAt: "2026-11-12T10:00:00Z", company: true, lines: [] },
  ];
  expect(await load(day(20))).toEqual({ products: 0, orders: 3 });
  expect(store.searches).toEqual(["created_at:>='2026-09-21T00:00:00.000Z'"]);
  expect(
    await rows("SELECT order_id, email, contact_id, channel, total_minor FROM orders WHERE shop_id = $1 ORDER BY 1"),
  ).toEqual([
    { order_id: "7", email: "ada@example.com", contact_id: contactId, channel: "online", total_minor: 2_000 },
    { order_id: "8", email: null, contact_id: null, channel: "pos", total_minor: 2_000 },
    { order_id: "9", email: null, contact_id: null, channel: "b2b", total_minor: 2_000 },
  ]);
  expect(await rows("SELECT count(*), sum(quantity) FROM order_lines WHERE shop_id = $1")).toEqual([
    { count: 130, sum: 260 },
  ]);
});

it("leaves an order alone that a webhook told as new or newer, and takes over what is newer itself", async () => {
  const order = { id: "7", createdAt: "2026-11-10T10:00:00Z", lines: [{ id: "70", productId: "1" }] };
  store.orders = [order];
  await load(day(20));
  await pool.query(
    `UPDATE orders SET name = 'told by a webhook', updated_at = '2026-11-10T10:00:00Z',
      source_order = '2026-11-10T10:00:00.000Z|2026-11-10T10:00:01.000Z|e' WHERE shop_id = $1`,
    [shopId],
  );
  await load(day(21));
  expect(await rows("SELECT name FROM orders WHERE shop_id = $1")).toEqual([{ name: "told by a webhook" }]);

  store.orders = [{ ...order, updatedAt: "2026-11-15T00:00:00Z", lines: [{ id: "71", productId: "2" }] }];
  await load(day(22));
  expect(await rows("SELECT name FROM orders WHERE shop_id = $1")).toEqual([{ name: "#7" }]);
  expect(await rows("SELECT line_id FROM order_lines WHERE shop_id = $1")).toEqual([{ line_id: "71" }]);
});
