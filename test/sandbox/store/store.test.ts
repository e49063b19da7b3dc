import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { seedState } from "../../../sandbox/store/seed";
import { openStore } from "../../../sandbox/store/store";

const today = new Date("2026-11-23T12:00:00Z");

test("the same day seeds the same shop, within the sixty days that an app may read", () => {
  const state = seedState(today);
  expect(seedState(today)).toEqual(state);
  expect(state.products.length).toBeGreaterThanOrEqual(40);
  expect(state.customers).toHaveLength(200);
  expect(state.orders).toHaveLength(400);
  const first = today.getTime() - 60 * 86_400_000;
  expect(
    state.orders.every(({ createdAt }) => Date.parse(createdAt) > first && Date.parse(createdAt) <= today.getTime()),
  ).toBe(true);
  expect(new Set(state.customers.map(({ email }) => email)).size).toBe(200);
  const ids = [
    state.products,
    state.customers,
    state.orders,
    state.collections,
    state.products.flatMap(({ variants }) => variants),
  ];
  expect(new Set(ids.flat().map(({ id }) => id)).size).toBe(ids.flat().length);
});

test("what goes together was bought together", () => {
  const { orders, products } = seedState(today);
  const idOf = (handle: string) => products.find((product) => product.handle === handle)?.id;
  const both = (one: string, other: string) =>
    orders.filter(({ lines }) =>
      [one, other].every((handle) => lines.some(({ productId }) => productId === idOf(handle))),
    ).length;
  expect(both("stoneware-mug", "ridge-teapot")).toBeGreaterThan(10);
  expect(both("lane-lantern", "beeswax-candles")).toBeGreaterThan(10);
  expect(both("stoneware-mug", "merino-scarf")).toBeLessThan(5);
});

test("a shop on disk is the one that was left, and one of another version is set aside", async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), "waypost-shop-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await openStore(folder);
  first.setStock("ridge-teapot", 3);
  first.setPrice("ridge-teapot", "49.90");
  await first.close();

  const second = await openStore(folder);
  expect(second.offeredVariant("ridge-teapot")).toMatchObject({ stock: 3, priceMinor: 4990 });

  const saved = JSON.parse(await readFile(join(folder, "shop.json"), "utf8"));
  await writeFile(join(folder, "shop.json"), JSON.stringify({ ...saved, version: 0 }));
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect((await openStore(folder)).offeredVariant("ridge-teapot").priceMinor).toBe(5400);
  await expect(readFile(join(folder, "shop.json.set-aside"), "utf8")).resolves.toContain('"version":0');
});
