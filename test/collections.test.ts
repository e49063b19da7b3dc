import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "~/db.server";
import { importHistory } from "~/worker/import-history";
import { documented } from "./events/shopify/documented";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
}, 60_000);
afterAll(() => shop.close());

const collectionsOf = async (handle: string): Promise<string[] | undefined> => {
  const { rows } = await pool.query<{ collections: string[] }>("SELECT collections FROM products WHERE handle = $1", [
    handle,
  ]);
  return rows[0]?.collections;
};

it("what a merchant moves from one collection to another is known a little later, by one reading", async () => {
  expect(await collectionsOf("dune-table-lamp")).toContain("Light");
  // Shopify tells that the collections changed, and not a word of their products.
  const lamp = shop.sandbox.store.state.products.find(({ handle }) => handle === "dune-table-lamp");
  if (lamp) Object.assign(lamp, { collections: ["soft-things"] });
  for (const handle of ["light", "soft-things", "light"]) {
    const collection = shop.sandbox.store.state.collections.find((one) => one.handle === handle);
    const gid = `gid://shopify/Collection/${collection?.id}`;
    shop.sandbox.webhooks.send("collections/update", {
      ...documented("collections/update"),
      ...{ id: Number(collection?.id), handle, title: collection?.title, admin_graphql_api_id: gid },
    });
  }
  await shop.settle();
  const { rows: asked } = await pool.query("SELECT resource FROM stock_checks WHERE resource LIKE '%/Collection/%'");
  expect(asked).toHaveLength(2);
  expect(await collectionsOf("dune-table-lamp")).toContain("Light");

  await pool.query("UPDATE stock_checks SET next_try_at = clock_timestamp() - interval '1 second'");
  await shop.settle();
  for (let step = 0; step < 5; step++) {
    await importHistory();
    await shop.settle();
  }
  expect(await collectionsOf("dune-table-lamp")).toEqual(["Soft Things"]);
  expect((await pool.query("SELECT FROM stock_checks")).rowCount).toBe(0);
});
