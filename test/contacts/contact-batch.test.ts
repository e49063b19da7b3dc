import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { now } from "~/clock";
import { applyToContacts } from "~/contacts/contact-batch";
import { pool, transaction } from "~/db.server";
import type { Delivery } from "~/events/delivery";
import type { Event } from "~/events/event";
import { storeDelivery } from "~/events/inbox-writer";
import { storeEvents } from "~/events/store-events";
import { ensureShop } from "~/shop.server";
import { processInbox } from "~/worker/process-inbox";
import { disorder } from "./a-stream";

const aShop = () => ensureShop(pool, `${randomUUID()}.myshopify.com`);

async function receive(shopId: number, deliveries: readonly Delivery[]): Promise<void> {
  for (const delivery of deliveries) {
    const incoming = { ...delivery, shopId, source: "shopify" as const, payload: Buffer.from(delivery.payload) };
    await storeDelivery({ ...incoming, apiVersion: "2026-10", receivedAt: now() });
  }
  while ((await processInbox(shopId, new Date(now().getTime() + 1_000))) > 0);
}

/** Everybody whom the database knows, by what they are recognised by, without our own ids and times. */
async function people(shopId: number, deliveries: readonly Delivery[]) {
  // Whose a nameless checkout was when it was heard of depends on the arrival, where a token passes from hand to hand.
  const isEachNamed = deliveries.every(({ payload }) => !Buffer.from(payload).includes('"email":null'));
  const { rows } = await pool.query(
    `SELECT c.customer_id, c.email, c.first_name, c.country, c.locale, c.tags, c.consent, c.consent_at, c.seen_at, c.profile_clock,
       c.orders_count, c.spent_minor, c.last_order_at,
       (SELECT array_agg(kind || ':' || value ORDER BY kind, value) FROM contact_identities i
         WHERE i.shop_id = c.shop_id AND i.contact_id = c.contact_id) AS keys,
       (SELECT array_agg(order_id ORDER BY order_id) FROM orders o WHERE o.shop_id = c.shop_id AND o.contact_id = c.contact_id) AS orders,
       (SELECT array_agg(token ORDER BY token) FROM checkouts k WHERE k.shop_id = c.shop_id AND k.contact_id = c.contact_id) AS checkouts
     FROM contacts c WHERE c.shop_id = $1 AND c.merged_into IS NULL ORDER BY keys`,
    [shopId],
  );
  return rows.map(({ seen_at, ...row }) => (isEachNamed ? { ...row, seen_at } : row));
}

it("any order, with duplicates, ends in the same contacts, orders and checkouts in the database", async () => {
  await fc.assert(
    fc.asyncProperty(disorder, async ({ inOrder, batches }) => {
      const [one, other] = [await aShop(), await aShop()];
      await receive(one, inOrder);
      for (const batch of batches) await receive(other, batch);
      expect(await people(other, inOrder)).toEqual(await people(one, inOrder));
      const { rows } = await pool.query("SELECT reason FROM inbox WHERE shop_id = ANY($1) AND status = 'parked'", [
        [one, other],
      ]);
      expect(rows).toEqual([]);
    }),
    { numRuns: Number(process.env.RUNS ?? 15) },
  );
}, 120_000);

const nobody = {
  customerId: null,
  email: null,
  checkoutToken: null,
  cartToken: null,
  visitorId: null,
  contactId: null,
};
const minute = (count: number) => new Date(Date.parse("2026-11-20T00:00:00Z") + count * 60_000);

function viewed(at: number, visitorId: string): Event {
  const occurredAt = minute(at);
  const frame = { eventId: randomUUID(), occurredAt, sourceOrder: occurredAt.toISOString(), profile: {} };
  return { ...frame, name: "product.viewed", identity: { ...nobody, visitorId }, data: { productId: "1" } };
}

function told(at: number, identity: Partial<Event["identity"]>, name: "customer.updated" | "custom.happened"): Event {
  const occurredAt = minute(at);
  const frame = { eventId: randomUUID(), occurredAt, sourceOrder: occurredAt.toISOString(), profile: {} };
  const whose = { ...frame, identity: { ...nobody, ...identity } };
  return name === "customer.updated"
    ? { ...whose, name, data: {} }
    : { ...whose, name, data: { name: "signed in", properties: {} } };
}

const hear = (shopId: number, events: readonly Event[]) =>
  transaction(async (sql) => {
    const personal = await applyToContacts(sql, shopId, events, now());
    const rows = personal.map(({ event, contact }) => ({ event, contactId: contact?.contactId ?? null }));
    await storeEvents(sql, shopId, rows);
    return personal;
  });

const eventsOf = async (shopId: number) => {
  const { rows } = await pool.query(
    `SELECT coalesce(c.email, 'nobody') || ': ' || e.name AS line FROM events e
     LEFT JOIN contacts c ON c.shop_id = e.shop_id AND c.contact_id = e.contact_id
     WHERE e.shop_id = $1 ORDER BY e.occurred_at, e.seq`,
    [shopId],
  );
  return rows.map(({ line }) => line);
};

describe("a visitor", () => {
  it("becomes a contact when they become known, and what they did before comes along", async () => {
    const shopId = await aShop();
    await hear(shopId, [viewed(1, "browser"), viewed(2, "another browser")]);
    expect(await eventsOf(shopId)).toEqual(["nobody: product.viewed", "nobody: product.viewed"]);
    await hear(shopId, [told(3, { visitorId: "browser", email: "ada@example.com" }, "custom.happened")]);
    await hear(shopId, [viewed(4, "browser")]);
    expect(await eventsOf(shopId)).toEqual([
      "ada@example.com: product.viewed",
      "nobody: product.viewed",
      "ada@example.com: custom.happened",
      "ada@example.com: product.viewed",
    ]);
    const { rows } = await pool.query("SELECT seen_at FROM contacts WHERE shop_id = $1", [shopId]);
    expect(rows).toEqual([{ seen_at: minute(4) }]);
  });

  it("never makes two customers one: the browser goes to who used it last", async () => {
    const shopId = await aShop();
    await hear(shopId, [
      told(1, { visitorId: "browser", customerId: "1", email: "ada@example.com" }, "customer.updated"),
    ]);
    await hear(shopId, [
      told(2, { visitorId: "browser", customerId: "2", email: "bea@example.com" }, "customer.updated"),
    ]);
    await hear(shopId, [viewed(3, "browser")]);
    expect(await eventsOf(shopId)).toEqual([
      "ada@example.com: customer.updated",
      "bea@example.com: customer.updated",
      "bea@example.com: product.viewed",
    ]);
  });
});

describe("an address that moves from one customer to another", () => {
  const ada = told(1, { customerId: "1", email: "shared@example.com" }, "customer.updated");
  const bea = told(2, { customerId: "2", email: "shared@example.com" }, "customer.updated");

  it.each([
    ["in order", [ada, bea]],
    ["in disorder", [bea, ada]],
  ])("is whose the newest telling says, told %s; both customers stay", async (_how, tellings) => {
    const shopId = await aShop();
    for (const telling of tellings) await hear(shopId, [{ ...telling, eventId: randomUUID() }]);
    const { rows } = await pool.query(
      `SELECT customer_id, email, (SELECT count(*)::int FROM contact_identities i WHERE i.shop_id = c.shop_id
         AND i.contact_id = c.contact_id AND kind = 'email') AS addresses FROM contacts c WHERE shop_id = $1 ORDER BY 1`,
      [shopId],
    );
    expect(rows).toEqual([
      { customer_id: "1", email: null, addresses: 0 },
      { customer_id: "2", email: "shared@example.com", addresses: 1 },
    ]);
  });

  it("is not taken from a customer by an order of another", async () => {
    const shopId = await aShop();
    await hear(shopId, [ada]);
    await hear(shopId, [told(2, { customerId: "2", email: "shared@example.com" }, "custom.happened")]);
    const { rows } = await pool.query("SELECT customer_id, email FROM contacts WHERE shop_id = $1 ORDER BY 1", [
      shopId,
    ]);
    expect(rows).toEqual([
      { customer_id: "1", email: "shared@example.com" },
      { customer_id: "2", email: null },
    ]);
  });
});

it("a merged contact leaves a trace and nothing about a person, and its id leads to the survivor", async () => {
  const shopId = await aShop();
  const [guest] = await hear(shopId, [told(1, { email: "guest@example.com" }, "custom.happened")]);
  await hear(shopId, [told(2, { customerId: "1", email: "ada@example.com" }, "customer.updated")]);
  const after = await hear(shopId, [told(3, { customerId: "1", email: "guest@example.com" }, "custom.happened")]);
  const [survivor, merged] = after.map(({ contact }) => contact);
  expect(after.map(({ event }) => event.name)).toEqual(["custom.happened", "contact.merged"]);
  expect(merged).toEqual(survivor);
  const loserId = guest?.contact?.contactId ?? expect.unreachable();
  const { rows } = await pool.query("SELECT * FROM contacts WHERE shop_id = $1 AND contact_id = $2", [shopId, loserId]);
  expect(rows).toMatchObject([
    { merged_into: survivor?.contactId, email: null, first_name: null, customer_id: null, profile_clock: {} },
  ]);
  expect(await eventsOf(shopId)).toEqual([
    "ada@example.com: custom.happened",
    "ada@example.com: customer.updated",
    "ada@example.com: custom.happened",
    "ada@example.com: contact.merged",
  ]);
  const [later] = await hear(shopId, [told(4, { contactId: loserId }, "custom.happened")]);
  expect(later?.contact?.contactId).toBe(survivor?.contactId);
});
