import { afterAll, beforeAll, expect, test } from "vitest";
import { brandOf } from "~/content/brand";
import { renderSample } from "~/content/compile";
import { db, pool } from "~/db.server";
import { findBrand, learnBrand } from "~/shop-brand.server";
import { openWorld, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const shop = () => db.shop.findUniqueOrThrow({ where: { shopId: world.shopId } });

test("a shop that installs the app has its own colour in its first mail", async () => {
  const brand = brandOf(await shop());
  expect(brand.colors.primary).toBe("#3d4a48");
  expect((await renderSample("vip", brand, "en")).html).toContain("#3d4a48");
});

test("what the merchant chose here is not taken over again", async () => {
  await pool.query(`UPDATE shops SET brand = '{"font": "classic"}' WHERE shop_id = $1`, [world.shopId]);
  await learnBrand(world.shopId, (await shop()).domain);
  expect((await shop()).brand).toEqual({ font: "classic" });
});

test("a shop that does not answer keeps nobody from anything", async () => {
  expect(await findBrand("nobody.myshopify.com")).toBeNull();
});
