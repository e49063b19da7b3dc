import { afterAll, beforeAll, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { askForModels, lastBuild } from "~/recommendations/models/build-turns";
import { ensureShop } from "~/shop.server";
import { refreshModels } from "~/worker/refresh-models";

let shopId: number;
beforeAll(async () => {
  shopId = await ensureShop(pool, "models.myshopify.com");
  await pool.query("UPDATE shops SET opened_at = now() WHERE shop_id = $1", [shopId]);
  for (const id of ["lamp", "bulb", "mug", "shade"]) {
    await pool.query(
      `INSERT INTO products (shop_id, product_id, title, handle, type, tags, collections, image_url, is_published, updated_at, read_at)
       VALUES ($1, $2, $2, $2, 'Things', '{}', '{}', 'https://cdn.example/x.jpg', true, $3, $3)`,
      [shopId, id, new Date("2026-01-01")],
    );
    await pool.query(
      `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, is_available)
       VALUES ($1, $2, $2, 'Default Title', 1, 100, true)`,
      [shopId, id],
    );
  }
});
afterAll(() => pool.end());

let orders = 0;
async function order(productIds: readonly string[], isCancelled = false): Promise<void> {
  const orderId = `o${orders++}`;
  await pool.query(
    `INSERT INTO orders (shop_id, order_id, name, channel, placed_at, updated_at, source_order, cancelled_at, currency, total_minor)
     VALUES ($1, $2, $2, 'online', $3, $3, '', $4, 'EUR', 0)`,
    [shopId, orderId, now(), isCancelled ? now() : null],
  );
  for (const id of productIds) {
    await pool.query(
      `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor)
       VALUES ($1, $2, $3, $3, '', 1, 100)`,
      [shopId, orderId, id],
    );
  }
}

async function together(): Promise<Record<string, string[]>> {
  const { rows } = await pool.query<{ subject: string; ids: string[] }>(
    `SELECT subject, product_ids AS ids FROM recommendation_lists
     WHERE shop_id = $1 AND kind = 'bought-together' AND product_ids <> '{}' ORDER BY subject`,
    [shopId],
  );
  return Object.fromEntries(rows.map(({ subject, ids }) => [subject, ids]));
}

/** Everything but when it was built. */
async function allLists(): Promise<unknown[]> {
  return (await pool.query("SELECT * FROM recommendation_lists WHERE shop_id = $1 ORDER BY kind, subject", [shopId]))
    .rows;
}

it("a shop's models are built once its catalogue is there, from its orders that hold", async () => {
  expect(await refreshModels()).toBe(0);
  await pool.query("UPDATE shops SET catalogue_at = now() WHERE shop_id = $1", [shopId]);
  await order(["lamp", "bulb"]);
  await order(["lamp", "bulb", "gone from the catalogue"]);
  await order(["lamp", "mug"], true);
  await order(["lamp", "mug"], true);
  expect(await refreshModels()).toBe(1);
  expect(await together()).toEqual({ bulb: ["lamp"], lamp: ["bulb"] });
  expect(await lastBuild(shopId)).not.toBeNull();
  expect(await refreshModels()).toBe(0);
});

it("what happened since is taken in alone, and says what building anew would say", async () => {
  for (const _ of [1, 2, 3]) await order(["lamp", "shade"]);
  await askForModels(pool, shopId, false);
  expect(await refreshModels()).toBe(1);
  expect(await together()).toMatchObject({ lamp: ["shade", "bulb"], shade: ["lamp"] });
  // A product that was not touched keeps its score until the next whole turn.
  expect(await together()).toMatchObject({ bulb: ["lamp"] });
  const renewed = await allLists();
  await askForModels(pool, shopId, true);
  await refreshModels();
  const withoutBulb = (lists: unknown[]) => lists.filter((list) => !JSON.stringify(list).includes('"subject":"bulb"'));
  expect(withoutBulb(await allLists())).toEqual(withoutBulb(renewed));
});

it("what is gone from the catalogue is gone from the models", async () => {
  await pool.query("DELETE FROM products WHERE shop_id = $1 AND product_id = 'shade'", [shopId]);
  await askForModels(pool, shopId, true);
  await refreshModels();
  expect(await together()).toEqual({ bulb: ["lamp"], lamp: ["bulb"] });
});

it("two workers do not build one shop", async () => {
  await askForModels(pool, shopId, true);
  expect((await Promise.all([refreshModels(), refreshModels()])).toSorted()).toEqual([0, 1]);
});
