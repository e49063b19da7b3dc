import { beforeEach, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { db, pool, transaction } from "~/db.server";
import { liftUnsubscribed } from "~/delivery/lift-unsubscribed";
import type { PrivacySubject } from "~/events/privacy-request";
import { ensureShop } from "~/shop.server";
import { erasePerson } from "~/worker/privacy/erase-person";

let shopId: number;
beforeEach(async () => {
  await pool.query("TRUNCATE contacts, contact_identities, inbox, suppressions, erased_addresses, orders");
  shopId = await ensureShop(pool, "erasing.myshopify.com");
});

const id = (number: number) => `019ab000-0000-7000-8000-00000000000${number}`;

async function contact(number: number, customerId: string | null, email: string, mergedInto: number | null = null) {
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, customer_id, email, created_at, merged_into) VALUES ($1, $2, $3, $4, now(), $5)`,
    [shopId, id(number), customerId, mergedInto === null ? email : null, mergedInto && id(mergedInto)],
  );
  if (mergedInto !== null) return;
  await pool.query(
    `INSERT INTO contact_identities (shop_id, kind, value, contact_id)
     SELECT $1, kind, value, $2 FROM (VALUES ('email', $3), ('customer', $4)) AS k(kind, value) WHERE value IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [shopId, id(number), email, customerId],
  );
}

const erase = (subject: Partial<PrivacySubject>) =>
  transaction((sql) => erasePerson(sql, shopId, { customerId: null, email: null, orderIds: [], ...subject }, now()));
const left = async () => (await db.contact.findMany({ where: { shopId } })).map(({ contactId }) => contactId.slice(-1));

describe("who is erased", () => {
  it("is everyone whom the id, the address or an order names, and who was merged into them", async () => {
    await contact(1, "11", "ada@example.com");
    await contact(2, null, "ada.guest@example.com");
    await contact(3, null, "", 1);
    await contact(4, "44", "bob@example.com");
    await pool.query(
      `INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, currency, total_minor)
       VALUES ($1, '900', '#9', $2, 'online', now(), now(), '', 'EUR', 100)`,
      [shopId, id(2)],
    );
    expect(await erase({ customerId: "11", email: "ada@example.com", orderIds: ["900"] })).toBe(true);
    expect(await left()).toEqual(["4"]);
    expect(await db.contactIdentity.count({ where: { shopId } })).toBe(2);
  });

  it("is not another customer who holds the address: they only lose it", async () => {
    await contact(5, "55", "shared@example.com");
    await erase({ customerId: "11", email: "shared@example.com" });
    expect(await db.contact.findMany({ where: { shopId } })).toMatchObject([{ customerId: "55", email: null }]);
    expect(await db.contactIdentity.findMany({ where: { shopId } })).toMatchObject([{ kind: "customer", value: "55" }]);
  });

  it("is nobody, when nobody is known", async () => {
    await contact(4, "44", "bob@example.com");
    expect(await erase({ customerId: "11", email: "ada@example.com" })).toBe(false);
    expect(await left()).toEqual(["4"]);
  });

  it("is nobody in another shop", async () => {
    await contact(1, "11", "ada@example.com");
    const other = await ensureShop(pool, "not-erasing.myshopify.com");
    await transaction((sql) =>
      erasePerson(sql, other, { customerId: "11", email: "ada@example.com", orderIds: [] }, now()),
    );
    expect(await left()).toEqual(["1"]);
  });
});

describe("deliveries that wait", () => {
  it("go when they were triggered before the request, and name the person", async () => {
    const deliver = (deliveryId: string, email: string, minutes: number) =>
      pool.query(
        `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, payload)
         VALUES ($1, 'shopify', $2, 'checkouts/update', $3, now(), $4)`,
        [shopId, deliveryId, new Date(now().getTime() + minutes * 60_000), Buffer.from(JSON.stringify({ email }))],
      );
    await deliver("hers, of before", "ada@example.com", -5);
    await deliver("hers, of after", "ada@example.com", 5);
    await deliver("his", "bob@example.com", -5);
    await erase({ email: "ada@example.com" });
    const deliveries = await db.inbox.findMany({ where: { shopId }, orderBy: { deliveryId: "asc" } });
    expect(deliveries.map(({ deliveryId }) => deliveryId)).toEqual(["hers, of after", "his"]);
  });
});

describe("an address that must not be mailed", () => {
  const hashes = () => db.erasedAddress.findMany({ where: { shopId }, orderBy: { reason: "asc" } });

  it("stays known, as a code that differs from shop to shop; agreeing anew lifts an unsubscribe, not a bounce", async () => {
    const since = new Date("2026-11-01T00:00:00Z");
    for (const reason of ["unsubscribed", "bounced"]) {
      await pool.query("INSERT INTO suppressions VALUES ($1, 'ada@example.com', $2, $3)", [shopId, reason, since]);
    }
    await erase({ email: "ada@example.com" });
    expect(await db.suppression.count({ where: { shopId } })).toBe(0);
    expect((await hashes()).map(({ reason }) => reason)).toEqual(["bounced", "unsubscribed"]);
    expect(JSON.stringify(await hashes())).not.toContain("ada");

    await liftUnsubscribed(pool, shopId, [{ email: "ada@example.com", at: new Date("2026-10-01T00:00:00Z") }]);
    expect(await hashes()).toHaveLength(2);
    await liftUnsubscribed(pool, shopId, [{ email: "ada@example.com", at: new Date("2026-12-01T00:00:00Z") }]);
    expect((await hashes()).map(({ reason }) => reason)).toEqual(["bounced"]);
  });

  it("is so too when the no was said in Shopify only", async () => {
    await contact(1, "11", "ada@example.com");
    await pool.query("UPDATE contacts SET consent = 'UNSUBSCRIBED' WHERE shop_id = $1", [shopId]);
    await erase({ customerId: "11" });
    expect((await hashes()).map(({ reason }) => reason)).toEqual(["unsubscribed"]);
  });
});
