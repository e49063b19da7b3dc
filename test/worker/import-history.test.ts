import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { storeDelivery } from "~/events/inbox-writer";
import { importHistory } from "~/worker/import-history";
import { processInbox } from "~/worker/process-inbox";
import { jsonl, type ServedFile, serveFile } from "../admin-api/served-file";
import {
  customerLine,
  fileToRead,
  importAll,
  openedShop,
  orderLines,
  tryAgainNow,
  whatIsKnown,
} from "./import-of-file";

/** Three batches of customers, and two of orders: of customers, and of guests. */
const CUSTOMERS = 1_150;
const ORDERS = 700;
const customers = jsonl(Array.from({ length: CUSTOMERS }, (_, index) => customerLine(index)));
const orders = jsonl(
  Array.from({ length: ORDERS }, (_, index) => orderLines(index, index % 7 === 0 ? null : index % 600)).flat(),
);

let shopId: number;
const files: ServedFile[] = [];
let shops = 0;
beforeEach(async () => {
  shopId = await openedShop(`import-${shops++}.myshopify.com`);
});
afterEach(async () => {
  for (const file of files.splice(0)) await file.close();
});
afterAll(() => pool.end());

async function served(content: string): Promise<ServedFile> {
  const file = await serveFile(content);
  files.push(file);
  return file;
}

const importRow = async (kind: string) =>
  (await pool.query("SELECT * FROM imports WHERE shop_id = $1 AND kind = $2", [shopId, kind])).rows[0];
const count = async (table: string) =>
  (await pool.query(`SELECT count(*) FROM ${table} WHERE shop_id = $1`, [shopId])).rows[0].count;

/** Reads both files without anything in the way: what every other way must end in. */
async function undisturbed() {
  const before = shopId;
  shopId = await openedShop("undisturbed.myshopify.com");
  if ((await count("orders")) === 0) {
    await fileToRead(shopId, "customers", (await served(customers)).url);
    await fileToRead(shopId, "orders", (await served(orders)).url);
    await importAll();
  }
  const known = await whatIsKnown(shopId);
  shopId = before;
  return known;
}

describe("a store's past", () => {
  it("is there once it is read: people, consent, orders, events, totals, and nothing that sends", async () => {
    const known = await undisturbed();
    const guests = Math.ceil(ORDERS / 7);
    expect(known.contacts).toHaveLength(CUSTOMERS + guests);
    expect(known.contacts[0]).toMatchObject({
      customer_id: "7000",
      email: "ada-0@example.com",
      first_name: "Ada 0",
      city: "Berlin",
      region: "BE",
      tags: ["vip"],
      consent: "SUBSCRIBED",
      consent_source: "imported from Shopify",
      created_at: new Date("2025-03-01T09:00:00Z"),
    });
    expect(known.contacts.find(({ email }) => email === "guest-7@example.com")).toMatchObject({
      customer_id: null,
      consent: "NOT_SUBSCRIBED",
      orders_count: 1,
      spent_minor: 2_000,
      created_at: new Date("2026-09-01T12:00:00Z"),
    });
    expect(known.consents).toHaveLength(Math.ceil(CUSTOMERS / 3));
    expect(known.orders).toHaveLength(ORDERS);
    expect(known.lines).toHaveLength(2 * ORDERS);
    expect(known.events).toHaveLength(ORDERS);
    expect(new Set(known.events.map(({ name }) => name))).toEqual(new Set(["order.created"]));
    for (const table of ["runs", "messages", "decisions"]) expect(await count(table)).toBe(0);
  });

  it("is the same after the database went away in the middle of a batch", async () => {
    await pool.query(`CREATE FUNCTION fall() RETURNS trigger AS $$ BEGIN
        IF NEW.customer_id IN ('7750', '8100') THEN RAISE EXCEPTION 'the server goes down' USING ERRCODE = '57P01'; END IF;
        RETURN NEW; END $$ LANGUAGE plpgsql;
      CREATE TRIGGER fall BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION fall()`);
    await fileToRead(shopId, "customers", (await served(customers)).url);
    await importAll();
    expect(await count("contacts")).toBe(500);
    expect(await importRow("customers")).toMatchObject({
      status: "reading",
      done_items: 500,
      error: "Reading was interrupted. What was read is kept.",
      attempts: 1,
    });
    await pool.query("DROP TRIGGER fall ON contacts; DROP FUNCTION fall");
    // Who begins anew remembers nothing but the database.
    await tryAgainNow();
    await fileToReadOrders();
    expect(await whatIsKnown(shopId)).toEqual(await undisturbed());
    expect(await importRow("customers")).toMatchObject({
      status: "done",
      done_items: CUSTOMERS,
      error: null,
      attempts: 0,
    });
  });

  it("is the same after the connection broke, and is not read from the beginning again", async () => {
    const file = await served(customers);
    file.breakAfter(Math.floor(Buffer.byteLength(customers) * 0.7));
    await fileToRead(shopId, "customers", file.url);
    await importAll();
    const { done_bytes, done_items } = await importRow("customers");
    expect(done_items).toBe(500);
    await tryAgainNow();
    await fileToReadOrders();
    expect(file.requests).toEqual(["whole", `bytes=${done_bytes}-`]);
    expect(await whatIsKnown(shopId)).toEqual(await undisturbed());
  });

  it("is the same after two workers were at it, and after it was read again", async () => {
    await fileToRead(shopId, "customers", (await served(customers)).url);
    const other = Promise.all([importAll(), importAll()]);
    // A lease that ran out too early: a third worker takes what the others have in hand.
    await tryAgainNow();
    await Promise.all([other, importAll()]);
    await tryAgainNow();
    await fileToReadOrders();
    const once = await whatIsKnown(shopId);
    expect(once).toEqual(await undisturbed());
    await fileToRead(shopId, "customers", (await served(customers)).url);
    await fileToReadOrders();
    expect(await whatIsKnown(shopId)).toEqual(once);
  });

  async function fileToReadOrders() {
    await fileToRead(shopId, "orders", (await served(orders)).url);
    await importAll();
  }
});

it("one thing that cannot be kept keeps nothing else out", async () => {
  const odd = [customerLine(1), customerLine(2, { lastName: "null byte \u0000" }), customerLine(3)];
  await fileToRead(shopId, "customers", (await served(jsonl(odd))).url);
  await importAll();
  expect(await importRow("customers")).toMatchObject({ status: "done", done_items: 3, left_out: 1, error: null });
  expect(await count("contacts")).toBe(2);
});

it("orders wait for customers, unless these are held up", async () => {
  await fileToRead(shopId, "orders", (await served(jsonl(orderLines(1, 1)))).url);
  await pool.query(
    "INSERT INTO imports (shop_id, kind, status, asked_at, lease_until) VALUES ($1, 'customers', 'asked', now(), now() + interval '1 hour')",
    [shopId],
  );
  await importAll();
  expect(await count("orders")).toBe(0);
  await pool.query(
    "UPDATE imports SET error = 'Shopify could not be reached.' WHERE shop_id = $1 AND kind = 'customers'",
    [shopId],
  );
  await importAll();
  expect(await count("orders")).toBe(1);
});

it("a shop that was uninstalled is not read on", async () => {
  await fileToRead(shopId, "orders", (await served(jsonl(orderLines(1, 1)))).url);
  await pool.query("UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1", [shopId]);
  expect(await importHistory()).toBe(0);
  expect(await count("orders")).toBe(0);
});

describe("what a webhook told", () => {
  const updated = { updated_at: "2026-11-01T10:00:00Z" };
  const customer = { id: 7_001, email: "ada-1@example.com", first_name: "Told", last_name: "Newer", ...updated };
  const order = (id: number, changes: object) => ({
    id,
    name: `#${id}`,
    email: "ada-1@example.com",
    currency: "EUR",
    total_price: "99.00",
    created_at: "2026-09-01T12:00:00Z",
    processed_at: "2026-09-01T12:00:00Z",
    line_items: [{ id: 1, title: "A newer lamp", quantity: 1, price: "99.00" }],
    ...changes,
  });

  it("newer stays; what it told older is brought up to date; an order is created once, whoever tells it first", async () => {
    await receive("customers/update", customer);
    await receive("orders/create", order(5_001, updated));
    await receive("orders/create", order(5_002, { updated_at: "2026-09-01T12:00:00Z" }));
    await processAll();
    await fileToRead(shopId, "customers", (await served(jsonl([customerLine(1, { tags: ["vip"] })]))).url);
    const told = [orderLines(1, 1), orderLines(2, 1), orderLines(3, 1)].flat();
    await fileToRead(shopId, "orders", (await served(jsonl(told))).url);
    await importAll();
    await receive("orders/create", order(5_003, updated));
    await processAll();
    const known = await whatIsKnown(shopId);
    expect(known.contacts).toMatchObject([
      { first_name: "Told", last_name: "Newer", city: "Berlin", tags: ["vip"], orders_count: 3 },
    ]);
    expect(known.orders.map(({ order_id, total_minor }) => [order_id, total_minor])).toEqual([
      ["5001", 9_900],
      ["5002", 2_000],
      ["5003", 9_900],
    ]);
    expect(known.lines.map(({ order_id, title }) => [order_id, title]).sort()).toEqual([
      ["5001", "A newer lamp"],
      ["5002", "A lamp"],
      ["5002", "A lamp"],
      ["5003", "A newer lamp"],
    ]);
    const created = known.events.filter(({ name }) => name === "order.created");
    expect(created.map(({ data }) => data.orderId).sort()).toEqual(["5001", "5002", "5003"]);
    expect(created[0]?.occurred_at).toEqual(new Date("2026-09-01T12:00:00Z"));
  });

  it("goes first while a store is read", async () => {
    await receive("customers/update", customer);
    await fileToRead(shopId, "customers", (await served(jsonl([customerLine(2)]))).url);
    const [name] = await Promise.all([importAll().then(() => "import"), processAll()]);
    expect(name).toBe("import");
    const { rows } = await pool.query("SELECT customer_id FROM contacts WHERE shop_id = $1 ORDER BY contact_id", [
      shopId,
    ]);
    expect(rows).toEqual([{ customer_id: "7001" }, { customer_id: "7002" }]);
  });

  async function receive(topic: string, payload: object): Promise<void> {
    const at = new Date();
    await storeDelivery({
      shopId,
      source: "shopify",
      deliveryId: crypto.randomUUID(),
      topic,
      eventId: null,
      apiVersion: "2026-10",
      triggeredAt: at,
      receivedAt: at,
      payload: Buffer.from(JSON.stringify(payload)),
    });
  }

  async function processAll(): Promise<void> {
    while ((await processInbox(shopId, new Date(Date.now() + 1_000))) > 0);
  }
});
