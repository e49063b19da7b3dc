import { afterEach, expect, test, vi } from "vitest";
import { type BulkOperations, createBulkOperations } from "../../../sandbox/shopify/bulk/bulk-operations";
import { readBulkQuery } from "../../../sandbox/shopify/bulk/bulk-query";
import { createFaults } from "../../../sandbox/shopify/faults";
import { adminRoot } from "../../../sandbox/shopify/graphql/root";
import type { Fields } from "../../../sandbox/shopify/graphql/world";
import { createWebhooks, type Webhooks } from "../../../sandbox/shopify/webhooks";
import { openStore, type Store } from "../../../sandbox/store/store";
import { createFlow } from "../../../sandbox/systems/flow";
import { contextOf } from "../context-of";

const all = "read_products,read_orders,read_all_orders,read_customers";
let open: { bulk: BulkOperations; webhooks: Webhooks }[] = [];
afterEach(() => {
  for (const { bulk, webhooks } of open) {
    bulk.close();
    webhooks.close();
  }
  open = [];
});

interface Shop {
  readonly store: Store;
  readonly bulk: BulkOperations;
  run(
    query: string,
    groupObjects?: boolean,
  ): { bulkOperation: Fields | null; userErrors: { code: string; message: string }[] };
  state(): Fields;
  lines(): { id: string; __parentId?: string; title?: string }[];
}

async function shopWith({ scopes = all, pauseMs = 0 } = {}): Promise<Shop> {
  const store = await openStore(null, { customers: 30, orders: 300, days: 200 });
  const webhooks = createWebhooks(contextOf());
  webhooks.conduct({ hold: true });
  const bulk = createBulkOperations(contextOf(), webhooks, pauseMs);
  open.push({ bulk, webhooks });
  const root = adminRoot(store, contextOf(), webhooks, bulk, scopes, createFaults(), createFlow(contextOf()));
  const field = (name: string) => root[name] as (asked: object) => never;
  return {
    store,
    bulk,
    run: (query, groupObjects = true) => field("bulkOperationRunQuery")({ query, groupObjects }),
    state: () => field("bulkOperation")({ id: `gid://shopify/BulkOperation/${bulk.all()[0]?.id}` }),
    lines: () =>
      String(bulk.file(bulk.all()[0]?.file ?? ""))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
  };
}

const products = "{ products { edges { node { id title variants { edges { node { id } } } } } } }";

test("the whole connection is written, each thing followed by its own", async () => {
  const shop = await shopWith();
  expect(shop.run(products)).toMatchObject({ bulkOperation: { status: "CREATED" }, userErrors: [] });
  const expected = shop.store.state.products.flatMap(({ id, title, variants }) => [
    { id: `gid://shopify/Product/${id}`, title },
    ...variants.map((variant) => ({
      id: `gid://shopify/ProductVariant/${variant.id}`,
      __parentId: `gid://shopify/Product/${id}`,
    })),
  ]);
  expect(shop.lines()).toEqual(expected);
  expect(shop.state()).toMatchObject({
    status: "COMPLETED",
    objectCount: String(expected.length),
    rootObjectCount: String(shop.store.state.products.length),
  });
});

test("what was not asked to be grouped is not", async () => {
  const shop = await shopWith();
  shop.run(products, false);
  expect(shop.lines()[1]).not.toHaveProperty("__parentId");
  expect(shop.lines().at(-1)).toHaveProperty("__parentId");
});

test.each([
  ["{ shop { name } }", "at least one connection"],
  ["{ products { edges { node { titel } } } }", "Invalid bulk query"],
  ["{ products { edges { node", "Invalid bulk query"],
  ['{ node(id: "1") { id } }', "top-level field 'node'"],
  ["{ shop { name } products { edges { node { id } } } }", "single top-level field"],
  ["query Q($n: Int) { products(first: $n) { edges { node { id } } } }", "cannot contain variables"],
  ["{ products { nodes { id } } }", "must select 'edges'"],
  ["{ products { edges { node { title variants { edges { node { id } } } } } } }", "must select the 'id' field"],
  ["{ orders { edges { node { id refunds { refundLineItems { edges { node { id } } } } } } } }", "within a list field"],
  [
    "{ collections { edges { node { id products { edges { node { id variants { edges { node { id media { edges { node { id } } } } } } } } } } } } }",
    "nesting depth greater than 2",
  ],
  [
    "{ products { edges { node { id variants { edges { node { id } } } media { edges { node { id } } } collections { edges { node { id } } } images { edges { node { id } } } metafields { edges { node { id } } } } } } }",
    "more than 5 connections",
  ],
])("refuses %s", async (query, fault) => {
  const shop = await shopWith();
  const { bulkOperation, userErrors } = shop.run(query);
  expect(bulkOperation).toBeNull();
  expect(userErrors).toMatchObject([{ code: "INVALID", message: expect.stringContaining(fault) }]);
});

test("five at once, and no more", async () => {
  const shop = await shopWith({ pauseMs: 1_000 });
  for (let index = 0; index < 5; index += 1) expect(shop.run(products).userErrors).toEqual([]);
  expect(shop.state()).toMatchObject({ status: "RUNNING", url: null });
  expect(shop.run(products).userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
});

test("without the scope it fails, and without read_all_orders it ends at sixty days", async () => {
  const orders = "{ orders { edges { node { id } } } }";
  const without = await shopWith({ scopes: "read_products" });
  without.run(orders);
  expect(without.state()).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED", url: null });
  const everything = await shopWith();
  everything.run(orders);
  expect(everything.lines()).toHaveLength(300);
  const recent = await shopWith({ scopes: "read_orders" });
  recent.run(orders);
  expect(recent.lines().length).toBeLessThan(250);
  expect(recent.lines().length).toBeGreaterThan(10);
});

test("a field that the sandbox knows nothing of makes it fail aloud", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const shop = await shopWith();
  shop.run("{ products { edges { node { id combinedListingRole } } } }");
  expect(shop.state()).toMatchObject({ status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" });
  expect(said).toHaveBeenCalledWith("sandbox has no resolver for Product.combinedListingRole");
});

test("a query that the rules allow is read", () => {
  expect(readBulkQuery(products)).toMatchObject({ root: { name: { value: "products" } } });
});
