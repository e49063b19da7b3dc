import { v7 as uuid } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { moveClock } from "~/clock";
import { pool } from "~/db.server";
import { anEvent, anOrder, aProduct, made, noon } from "./a-mail";

const DAY = 24 * 60;

beforeAll(async () => {
  moveClock(noon);
  await pool.query(
    `INSERT INTO shops (shop_id, domain, name, currency, locale, storefront_url, sender_name, postal_address)
      VALUES (1, 'lantern-lane.myshopify.com', 'Lantern & Lane', 'EUR', 'en', 'https://lantern-lane.example', 'Mara', '1 Lane')`,
  );
  for (const id of ["lamp", "lantern", "throw", "hidden"]) await aProduct(id, { isPublished: id !== "hidden" });
  await pool.query("UPDATE products SET collections = '{Light,All}' WHERE product_id IN ('lamp', 'lantern')");
  await pool.query("UPDATE products SET collections = '{Soft,All}' WHERE product_id = 'throw'");
  await pool.query("UPDATE products SET image_alt = 'A lamp at dusk' WHERE product_id = 'lamp'");
});

const heroOf = async (contactId: string) => (await made("reengage-offer", { contactId })).inputs?.hero;

it("what somebody looked at last leads, where it still has its page", async () => {
  const contactId = uuid();
  await anEvent(contactId, "product.viewed", 3 * DAY, { productId: "throw" });
  await anEvent(contactId, "product.viewed", 2 * DAY, { productId: "lamp" });
  await anEvent(contactId, "product.viewed", DAY, { productId: "hidden" });
  expect(await heroOf(contactId)).toEqual({
    imageUrl: "https://cdn.example/lamp.png?width=1200&height=720&crop=center",
    imageAlt: "A lamp at dusk",
    url: "https://lantern-lane.example/products/lamp",
  });
});

it("without a view of late it is what they like best, and without either there is none", async () => {
  const contactId = uuid();
  await anOrder(["lantern"], contactId);
  await anEvent(contactId, "product.viewed", 40 * DAY, { productId: "throw" });
  await anEvent(contactId, "product.viewed", 60 * DAY, { productId: "lamp" });
  expect(await heroOf(contactId)).toMatchObject({ url: "https://lantern-lane.example/products/lantern" });
  expect(await heroOf(uuid())).toBeNull();
});

it("other mails have none", async () => {
  const contactId = uuid();
  await anEvent(contactId, "product.viewed", 10, { productId: "lamp" });
  expect((await made("birthday", { contactId })).inputs?.hero).toBeNull();
});
