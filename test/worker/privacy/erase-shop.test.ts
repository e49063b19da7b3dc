import { beforeEach, expect, it } from "vitest";
import { db, pool } from "~/db.server";
import { ensureShop } from "~/shop.server";
import { carryOutPrivacy } from "~/worker/carry-out-privacy";

let shopId: number;
beforeEach(async () => {
  shopId = await ensureShop(pool, "leaving.myshopify.com");
  await pool.query("UPDATE shops SET opened_at = now() - interval '3 days' WHERE shop_id = $1", [shopId]);
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, created_at)
     SELECT $1, gen_random_uuid(), 'c' || n || '@example.com', now() FROM generate_series(1, 6000) AS n`,
    [shopId],
  );
  await pool.query(
    `INSERT INTO privacy_requests (shop_id, request_id, kind, subject, received_at)
     VALUES ($1, gen_random_uuid(), 'shop/redact', '{}', now())`,
    [shopId],
  );
});

it("goes on after a kill, with the shop's own row gone already", async () => {
  await pool.query("DELETE FROM shop_domains WHERE shop_id = $1", [shopId]);
  await pool.query("DELETE FROM shops WHERE shop_id = $1", [shopId]);
  expect(await carryOutPrivacy()).toBe(1);
  expect(await db.contact.count({ where: { shopId } })).toBe(0);
  expect(await db.privacyRequest.count({ where: { shopId } })).toBe(0);
  expect(await carryOutPrivacy()).toBe(0);
});

it("takes the placeholders with it that lead to the shop", async () => {
  const placeholder = await ensureShop(pool, "met-elsewhere.myshopify.com");
  await pool.query("UPDATE shops SET joined_to = $2 WHERE shop_id = $1", [placeholder, shopId]);
  await pool.query("UPDATE shop_domains SET shop_id = $2 WHERE shop_id = $1", [placeholder, shopId]);
  await carryOutPrivacy();
  expect(await db.shop.count({ where: { shopId: { in: [shopId, placeholder] } } })).toBe(0);
  expect(await db.shopDomain.count({ where: { shopId } })).toBe(0);
});

it("two workers do not carry out one request both", async () => {
  const done = await Promise.all([carryOutPrivacy(), carryOutPrivacy(), carryOutPrivacy()]);
  expect(done.sort()).toEqual([0, 0, 1]);
});
