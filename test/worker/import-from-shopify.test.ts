import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { askForImport } from "~/ask-for-import";
import { moveClock, now } from "~/clock";
import { pool } from "~/db.server";
import { importProgress } from "~/reports/import-progress";
import { shopByDomain } from "~/shop.server";
import { importHistory, refreshCatalogues } from "~/worker/import-history";
import { shopIdentity } from "../../sandbox/shop-identity";
import { openWorld, type World } from "../world";
import { importAll, tryAgainNow, whatIsKnown } from "./import-of-file";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.sandbox.bulk.conduct({ pauseMs: 0, failures: [] }));
afterAll(async () => {
  await world.close();
  await pool.end();
});

const count = async (text: string) => (await pool.query(`SELECT count(*) FROM ${text}`)).rows[0].count;
const statuses = async () =>
  (await pool.query("SELECT kind || ': ' || status AS is FROM imports ORDER BY kind")).rows.map(({ is }) => is);

async function progress() {
  const shop = await shopByDomain(shopIdentity.domain);
  return shop && importProgress(shop);
}

it("an opened shop is known to the last customer and order, with their consent and what they spent", async () => {
  const { customers, orders } = world.sandbox.store.state;
  const known = await whatIsKnown(world.shopId);
  expect(known.contacts.map(({ customer_id, email, consent, tags }) => [customer_id, email, consent, tags])).toEqual(
    customers
      .map(({ id, email, consent, tags }) => [id, email, consent.state, tags])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  const kept = orders.filter(({ cancelledAt }) => cancelledAt === null);
  const total = (of: typeof orders) =>
    of.reduce(
      (sum, { lines, shippingMinor, refundedMinor }) =>
        lines.reduce(
          (goods, { priceMinor, quantity }) => goods + priceMinor * quantity,
          sum + shippingMinor - refundedMinor,
        ),
      0,
    );
  expect(known.orders).toHaveLength(orders.length);
  expect(known.contacts.reduce((sum, { orders_count }) => sum + orders_count, 0)).toBe(kept.length);
  expect(known.contacts.reduce((sum, { spent_minor }) => sum + spent_minor, 0)).toBe(total(kept));
  expect(await progress()).toMatchObject({
    isDone: true,
    kinds: [{ detail: "42 products read" }, { detail: "200 customers read" }, { detail: "400 orders read" }],
    reach: expect.stringContaining("60 days"),
  });
});

it("read again with a workflow on, it changes nothing and starts nothing", async () => {
  const once = await whatIsKnown(world.shopId);
  await askForImport(world.shopId, now());
  expect(await progress()).toMatchObject({ isDone: false, finishedAt: null });
  await importAll();
  await world.settle();
  expect(await whatIsKnown(world.shopId)).toEqual(once);
  expect(await count("runs")).toBe(0);
  expect(await count("messages")).toBe(0);
  expect(await count("decisions")).toBe(0);
  expect(world.sent()).toEqual([]);
});

it("asked again while it is under way, it goes on undisturbed", async () => {
  await askForImport(world.shopId, now());
  await importHistory();
  const before = await pool.query("SELECT * FROM imports ORDER BY kind");
  await askForImport(world.shopId, now());
  expect((await pool.query("SELECT * FROM imports ORDER BY kind")).rows).toEqual(before.rows);
  await importAll();
});

it("what fails inside Shopify is told in plain words, and asked for again", async () => {
  world.sandbox.bulk.conduct({ failures: ["INTERNAL_SERVER_ERROR"] });
  await askForImport(world.shopId, now());
  await vi.waitFor(
    async () => {
      await importAll();
      expect(await statuses()).toEqual(["customers: done", "orders: done", "products: waiting"]);
    },
    { timeout: 10_000, interval: 100 },
  );
  const [products] = (await progress())?.kinds ?? [];
  expect(products).toMatchObject({
    title: "Reading your products",
    problem: "Shopify could not write them down: something went wrong inside Shopify.",
  });
  await vi.waitFor(
    async () => {
      await tryAgainNow();
      await importAll();
      expect(await progress()).toMatchObject({ isDone: true, isInTrouble: false });
    },
    { timeout: 10_000, interval: 100 },
  );
});

it("a file that is gone is asked for again", async () => {
  await askForImport(world.shopId, now());
  while (!(await statuses()).includes("customers: reading")) await importHistory();
  world.sandbox.bulk.expire();
  for (let tries = 0; tries < 6 && (await progress())?.isDone !== true; tries += 1) {
    await importAll();
    await tryAgainNow();
  }
  expect(await progress()).toMatchObject({ isDone: true, isInTrouble: false });
});

it("looks at once when Shopify says that it has written everything down", async () => {
  world.sandbox.bulk.conduct({ pauseMs: 700 });
  await askForImport(world.shopId, now());
  await importAll();
  expect(await statuses()).toContain("orders: asked");
  await vi.waitFor(() => expect(world.sandbox.bulk.all()[0]?.status).toBe("COMPLETED"), { timeout: 5_000 });
  // Not before three seconds have gone by, if nobody told.
  expect(await importHistory()).toBe(0);
  await vi.waitFor(
    async () => {
      await world.settle();
      await importAll();
      expect(await progress()).toMatchObject({ isDone: true });
    },
    { timeout: 10_000, interval: 100 },
  );
});

it("the catalogue alone is read again after an hour, without a word", async () => {
  world.sandbox.bulk.conduct({ pauseMs: 0 });
  await refreshCatalogues();
  expect(await statuses()).toContain("products: done");
  moveClock(new Date(now().getTime() + 61 * 60_000));
  world.sandbox.store.setPrice("ridge-teapot", "49.90");
  await refreshCatalogues();
  expect(await statuses()).toEqual(["customers: done", "orders: done", "products: waiting"]);
  expect(await progress()).toMatchObject({ isDone: true });
  await vi.waitFor(
    async () => {
      await tryAgainNow();
      await importAll();
      expect(await count("variants WHERE price_minor = 4990")).toBe(1);
    },
    { timeout: 10_000, interval: 100 },
  );
});
