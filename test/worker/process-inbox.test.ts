import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { parkedDeliveries, replayDelivery } from "~/events/inbox";
import { storeDelivery } from "~/events/inbox-writer";
import { ensureShop } from "~/shop.server";
import { processInbox } from "~/worker/process-inbox";

let shopId: number;
beforeEach(async () => {
  await pool.query("TRUNCATE inbox, events, contacts, contact_identities, checkouts, orders, order_lines");
  shopId = await ensureShop(pool, "inbox.myshopify.com");
});

async function receive(topic: string, payload: object | string): Promise<string> {
  const deliveryId = randomUUID();
  await storeDelivery({
    shopId,
    source: "shopify",
    deliveryId,
    topic,
    eventId: null,
    apiVersion: "2026-10",
    triggeredAt: now(),
    receivedAt: now(),
    payload: Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload)),
  });
  return deliveryId;
}

async function processAll(): Promise<void> {
  const until = new Date(now().getTime() + 1_000);
  while ((await processInbox(shopId, until)) > 0);
}

const customer = (id: number, email: string | null, changes: object = {}) => ({
  id,
  admin_graphql_api_id: `gid://shopify/Customer/${id}`,
  email,
  first_name: "Ada",
  last_name: null,
  updated_at: "2026-11-20T10:00:00Z",
  ...changes,
});

const rowsOf = async (table: string) => (await pool.query(`SELECT * FROM ${table} WHERE shop_id = $1`, [shopId])).rows;

describe("a batch of deliveries", () => {
  it("becomes contacts and events, once, and leaves only its keys in the inbox", async () => {
    await receive("customers/create", customer(1, "Ada@Example.com"));
    await receive(
      "customers/update",
      customer(1, "ada@example.com", { updated_at: "2026-11-20T11:00:00Z", last_name: "Lovelace" }),
    );
    await processAll();
    expect(await rowsOf("contacts")).toMatchObject([
      { email: "ada@example.com", first_name: "Ada", last_name: "Lovelace" },
    ]);
    expect((await rowsOf("events")).map(({ name }) => name).sort()).toEqual(["customer.created", "customer.updated"]);
    expect((await rowsOf("inbox")).map(({ status, payload }) => [status, payload])).toEqual([
      ["done", null],
      ["done", null],
    ]);
  });

  it("knows one person by customer id and by e-mail, and two people apart", async () => {
    await receive("customers/create", customer(1, "ada@example.com"));
    await receive("customers/create", customer(2, "bob@example.com"));
    await receive("customers/update", customer(1, "ada.new@example.com", { updated_at: "2026-11-21T10:00:00Z" }));
    await processAll();
    const contacts = await rowsOf("contacts");
    expect(contacts.map(({ email }) => email).sort()).toEqual(["ada.new@example.com", "bob@example.com"]);
  });

  it("that one delivery makes fail goes through without it", async () => {
    const poison = customer(3, "eve@example.com", { first_name: "null byte \u0000 in a name" });
    await receive("customers/create", customer(1, "ada@example.com"));
    const deliveryId = await receive("customers/create", poison);
    await receive("customers/create", customer(2, "bob@example.com"));
    await processAll();
    expect((await rowsOf("contacts")).map(({ email }) => email).sort()).toEqual(["ada@example.com", "bob@example.com"]);
    expect(await parkedDeliveries(shopId)).toMatchObject([
      { deliveryId, reason: expect.stringContaining("could not be processed") },
    ]);
  });
});

describe("a parked delivery", () => {
  it("keeps its bytes and reason, and can be replayed", async () => {
    const deliveryId = await receive("checkouts/update", '{"token":"t"}');
    await processAll();
    expect(await parkedDeliveries(shopId)).toMatchObject(
      [{ deliveryId, topic: "checkouts/update", reason: /updated_at|created_at/ }].map((one) => ({
        ...one,
        reason: expect.stringMatching(one.reason),
      })),
    );
    const [row] = await rowsOf("inbox");
    expect(String(row?.payload)).toBe('{"token":"t"}');

    expect(await replayDelivery(shopId, "shopify", deliveryId)).toBe(true);
    expect(await parkedDeliveries(shopId)).toEqual([]);
    await processAll();
    expect(await parkedDeliveries(shopId)).toHaveLength(1);
    expect(await replayDelivery(shopId, "shopify", "there is no such")).toBe(false);
  });

  it("of one shop is nobody else's", async () => {
    const deliveryId = await receive("checkouts/update", "{");
    await processAll();
    const other = await ensureShop(pool, "other.myshopify.com");
    expect(await parkedDeliveries(other)).toEqual([]);
    expect(await replayDelivery(other, "shopify", deliveryId)).toBe(false);
  });
});

it("two workers take different work, and nothing is done twice", async () => {
  for (let id = 1; id <= 60; id += 1) await receive("customers/create", customer(id, `c${id}@example.com`));
  await Promise.all([processAll(), processAll(), processAll()]);
  await processAll();
  expect(await rowsOf("contacts")).toHaveLength(60);
  expect(await rowsOf("events")).toHaveLength(60);
});
