import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "~/db.server";
import { recommend } from "~/recommendations/recommend";
import { openWorld, type World } from "../world";

let world: World;

// Opening the app loads its catalogue from the sandbox's Admin API and builds the model.
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(async () => {
  await world.close();
  await pool.end();
});

it("the catalogue is the sandbox store's own, to the last variant and order line", async () => {
  const { products, orders } = world.sandbox.store.state;
  const read = async (text: string) => (await pool.query(text, [world.shopId])).rows;
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

  expect(
    await read(
      `SELECT product_id AS id, title, is_published FROM products WHERE shop_id = $1 ORDER BY product_id COLLATE "C"`,
    ),
  ).toEqual(
    products
      .map(({ id, title, status, publishedAt }) => ({
        id,
        title,
        is_published: status === "ACTIVE" && publishedAt !== null,
      }))
      .toSorted(byId),
  );
  expect(
    await read(
      `SELECT variant_id AS id, price_minor, is_available FROM variants WHERE shop_id = $1 ORDER BY variant_id COLLATE "C"`,
    ),
  ).toEqual(
    products
      .flatMap(({ variants }) => variants)
      .map(({ id, priceMinor, stock }) => ({ id, price_minor: priceMinor, is_available: stock > 0 }))
      .toSorted(byId),
  );
  expect(await read("SELECT count(*) FROM orders WHERE shop_id = $1")).toEqual([{ count: orders.length }]);
  expect(await read("SELECT count(*) FROM order_lines WHERE shop_id = $1")).toEqual([
    { count: orders.flatMap(({ lines }) => lines).length },
  ]);
});

it("every product has three recommendations that can be bought, most of them from what was bought together", async () => {
  const { products } = world.sandbox.store.state;
  const forSale = new Set(
    products
      .filter(({ status, publishedAt, variants }) => {
        return status === "ACTIVE" && publishedAt !== null && variants.some(({ stock }) => stock > 0);
      })
      .map(({ id }) => id),
  );
  expect(forSale.size).toBeLessThan(products.length);
  const requests = products.map(({ id }) => ({
    key: id,
    seedProductIds: [id],
    excludedProductIds: [],
    count: 3,
    picks: "going-together" as const,
  }));
  const answer = await recommend(pool, world.shopId, requests);
  for (const { id, title } of products) {
    const recommended = answer.get(id) ?? [];
    expect(recommended, title).toHaveLength(3);
    expect(
      recommended.filter(({ productId }) => !forSale.has(productId) || productId === id),
      title,
    ).toEqual([]);
  }
  const reasons = [...answer.values()].flat().map(({ reason }) => reason.kind);
  expect(reasons.filter((kind) => kind === "bought-together").length).toBeGreaterThan(reasons.length / 2);
  expect(new Set(reasons)).toEqual(new Set(["bought-together", "similar", "best-seller"]));
});
