import { beforeEach, expect, test } from "vitest";
import type { AdminClient } from "~/admin.server";
import { db, pool } from "~/db.server";
import { ensureShop, openShop, shopByDomain } from "~/shop.server";
import { shopAnswer } from "./shop-answer";

const domain = "lantern-lane.myshopify.com";

beforeEach(async () => {
  await pool.query("TRUNCATE shops, shop_domains");
});

test("twenty deliveries of a shop never met before make one shop, that is not opened yet", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => ensureShop(pool, domain)));
  expect(new Set(ids).size).toBe(1);
  expect(await db.shop.count()).toBe(1);
  expect(await shopByDomain(domain)).toMatchObject({ shopId: ids[0], domain, openedAt: null });
});

test("two shops have two numbers", async () => {
  expect(await ensureShop(pool, domain)).not.toBe(await ensureShop(pool, "other.myshopify.com"));
});

test("a shop nobody met is no shop", async () => {
  expect(await shopByDomain(domain)).toBeNull();
});

test("opening keeps the number that its deliveries already have, and learns who it is", async () => {
  const shopId = await ensureShop(pool, domain);
  const shop = await openShop(domain, shopAnswer(domain));
  expect(shop).toMatchObject({
    shopId,
    name: "Lantern & Lane",
    currency: "EUR",
    timezone: "Europe/Berlin",
    country: "DE",
    storefrontUrl: "https://lantern-lane.example",
    senderName: "Lantern & Lane",
    uninstalledAt: null,
    catalogueAt: null,
  });
  expect(shop.openedAt).toBeInstanceOf(Date);
});

test("opening again refreshes the details, and leaves what the merchant chose and when it was opened", async () => {
  const { shopId, openedAt } = await openShop(domain, shopAnswer(domain));
  const catalogueAt = new Date("2026-11-20T10:00:00Z");
  await db.shop.update({ where: { shopId }, data: { senderName: "Mara of Lantern & Lane", catalogueAt } });
  const again = await openShop(domain, shopAnswer(domain, { name: "Lantern & Lane Berlin" }));
  expect(again).toMatchObject({
    shopId,
    openedAt,
    catalogueAt,
    name: "Lantern & Lane Berlin",
    senderName: "Mara of Lantern & Lane",
  });
});

test("a shop that comes back after an uninstall is in service again, and its catalogue is read anew", async () => {
  const { shopId } = await openShop(domain, shopAnswer(domain));
  const before = new Date("2026-11-01T00:00:00Z");
  await db.shop.update({
    where: { shopId },
    data: { uninstalledAt: before, openedAt: before, catalogueAt: before },
  });
  const back = await openShop(domain, shopAnswer(domain));
  expect(back).toMatchObject({ shopId, uninstalledAt: null, catalogueAt: null });
  expect(back.openedAt?.getTime()).toBeGreaterThan(before.getTime());
});

test("when Shopify does not answer, the shop is not opened", async () => {
  const silent: AdminClient = { domain, request: () => Promise.reject(new Error("no answer")) };
  await expect(openShop(domain, silent)).rejects.toThrow("no answer");
  expect((await shopByDomain(domain))?.openedAt ?? null).toBeNull();
});
