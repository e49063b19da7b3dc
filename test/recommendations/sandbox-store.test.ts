import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "~/db.server";
import { recommend } from "~/recommendations/recommend";
import { openWorld, type World } from "../world";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  await pool.end();
});

it("prints", async () => {
  const { loadCatalogue } = await import("~/recommendations/load-catalogue");
  const { rebuildNeighbours } = await import("~/recommendations/build-neighbours");
  const { offlineAdmin } = await import("~/shopify.server");
  const admin = await offlineAdmin("lantern-lane.myshopify.com");
  const timed = {
    ...admin,
    request: (async (d: never, v: never) => {
      const t = performance.now();
      const r = await admin.request(d, v);
      console.log("request", Math.round(performance.now() - t), v);
      return r;
    }) as typeof admin.request,
  };
  const t = performance.now();
  await loadCatalogue(pool, world.shopId, timed, new Date(Date.now() + 5000));
  console.log("load", performance.now() - t);
  const t2 = performance.now();
  await rebuildNeighbours(pool, world.shopId);
  console.log("rebuild", performance.now() - t2);
  const rows = (
    await pool.query(
      "select a.title a, b.title b, round(score::numeric,2) s from product_neighbours n join products a on a.product_id=n.product_id join products b on b.product_id=n.neighbour_id where kind='similar' order by score desc",
    )
  ).rows;
  console.log(
    rows
      .filter((_, i) => i % 2 === 0)
      .map((r) => `${r.s} ${r.a} ~ ${r.b}`)
      .join("\n"),
  );
});
