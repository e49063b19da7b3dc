import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { dropPrivacyExports } from "~/contacts/privacy-requests";
import { db, pool } from "~/db.server";
import { env } from "~/env.server";
import { storeDelivery } from "~/events/inbox-writer";
import { loader as home } from "~/routes/app._index";
import { loader as privacyPage } from "~/routes/app.privacy";
import { loader as exportFile } from "~/routes/app.privacy_.export.$id";
import { loader as settings } from "~/routes/app.settings";
import { openShop } from "~/shop.server";
import { offlineAdmin } from "~/shopify.server";
import { carryOutPrivacy } from "~/worker/carry-out-privacy";
import { days, hours } from "~/workflows/define";
import { samplePayload } from "./sample-payload";
import { everyRow, tracesOf } from "./traces";
import { visit } from "./visit";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
const domain = "lantern-lane.myshopify.com";

/** One person with a bit of everything, and by what they could be found. */
interface Lived {
  readonly email: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly contactId: string;
  readonly words: readonly string[];
}

/** Leaves a checkout, is mailed, comes back and buys; and stands in each table that names people. */
async function live(firstName: string, lastName: string): Promise<Lived> {
  const email = `${firstName.toLowerCase()}@example.com`;
  const start = { email, firstName, lastName, acceptsMarketing: true, lines };
  const left = shop.shopper.beginCheckout(start);
  await shop.after(hours(1));
  const bought = shop.shopper.beginCheckout(start);
  const { orderId, orderName, customerId } = shop.shopper.buy(bought.token);
  await shop.settle();
  const { rows } = await pool.query<{ id: string }>(
    "SELECT contact_id AS id FROM contacts WHERE shop_id = $1 AND email = $2",
    [shop.shopId, email],
  );
  const contactId = rows[0]?.id ?? "";
  await pool.query(`INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, $2, 'complained', now())`, [
    shop.shopId,
    email,
  ]);
  await pool.query(`INSERT INTO contact_identities (shop_id, kind, value, contact_id) VALUES ($1, 'visitor', $2, $3)`, [
    shop.shopId,
    `browser-of-${firstName}`,
    contactId,
  ]);
  await pool.query(
    `INSERT INTO events (shop_id, event_id, occurred_at, name, visitor, data)
     VALUES ($1, gen_random_uuid(), now(), 'product.viewed', $2, '{"productId": "1"}')`,
    [shop.shopId, `browser-of-${firstName}`],
  );
  await pool.query(
    `INSERT INTO link_hits (shop_id, hit_id, message_id, link, method, agent, at)
     SELECT shop_id, gen_random_uuid(), message_id, 0, 'GET', $3, now() FROM messages WHERE shop_id = $1 AND contact_id = $2`,
    [shop.shopId, contactId, `browser-of-${firstName}`],
  );
  await pool.query(
    `INSERT INTO preferences (shop_id, contact_id, topics_off, changed_at) VALUES ($1, $2, '{news}', now())`,
    [shop.shopId, contactId],
  );
  await pool.query(
    `INSERT INTO segment_members (shop_id, segment_id, contact_id, entered_at) VALUES ($1, gen_random_uuid(), $2, now())`,
    [shop.shopId, contactId],
  );
  await pool.query(
    `INSERT INTO consent_writes (shop_id, contact_id, state, at, next_try_at) VALUES ($1, $2, 'SUBSCRIBED', now(), now() + interval '1 day')
     ON CONFLICT DO NOTHING`,
    [shop.shopId, contactId],
  );
  await pool.query(
    `INSERT INTO file_jobs (shop_id, job_id, kind, status, file_name, errors, created_at)
     VALUES ($1, gen_random_uuid(), 'import-contacts', 'done', 'people.csv', $2, now())`,
    [shop.shopId, `2,email,"${email}" is odd\n3,email,"somebody.else@example.com" is odd\n`],
  );
  // Set aside, because it lacks what a checkout needs.
  shop.sandbox.webhooks.send("checkouts/update", { token: "broken", email: email.toUpperCase() });
  await shop.settle();
  return {
    email,
    customerId: customerId ?? "",
    orderId,
    contactId,
    words: [
      email,
      firstName,
      lastName,
      customerId ?? "",
      orderName,
      contactId,
      left.token,
      bought.token,
      left.cartToken,
    ],
  };
}

const request = (topic: "customers/data_request" | "customers/redact", { email, customerId, orderId }: Lived) => ({
  ...samplePayload(topic),
  customer: { id: Number(customerId), email, phone: null },
  [topic === "customers/redact" ? "orders_to_redact" : "orders_requested"]: [Number(orderId)],
});

async function ask(topic: "customers/data_request" | "customers/redact", person: Lived): Promise<void> {
  shop.sandbox.webhooks.send(topic, request(topic, person));
  await shop.settle();
  expect(await carryOutPrivacy()).toBe(1);
}

describe("somebody who asks for their data", () => {
  let ada: Lived;
  beforeAll(async () => {
    ada = await live("Adalind", "Quillfeather");
  });

  it("gets a file with all that is held, which the merchant saves and hands on", async () => {
    shop.sandbox.webhooks.send("customers/data_request", request("customers/data_request", ada));
    await shop.settle();
    const before = await privacyPage(visit("/app/privacy"));
    expect(before.requests).toMatchObject([{ about: ada.email, state: "waiting", hasFile: false }]);
    const { receivedAt, dueAt } = before.requests[0] ?? {};
    expect((dueAt?.getTime() ?? 0) - (receivedAt?.getTime() ?? 0)).toBe(30 * 86_400_000);

    expect(await carryOutPrivacy()).toBe(1);
    const { requests } = await privacyPage(visit("/app/privacy"));
    expect(requests).toMatchObject([{ state: "to-fetch", hasFile: true }]);
    expect((await home(visit("/app"))).attention.map(({ title }) => title)).toContain("Somebody asked for their data");

    const id = requests[0]?.requestId ?? "";
    const file = await (await exportFile(visit("/app/privacy/export/x", { id }))).text();
    for (const word of ada.words) expect(file).toContain(word);
    for (const word of [
      "Dune Table Lamp",
      "You left",
      "ticked the box at checkout",
      "complained",
      "browser-of-Adalind",
    ]) {
      expect(file).toContain(word);
    }
    const [, json] = /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(file) ?? [];
    const records = JSON.parse(json ?? "") as Record<string, unknown[]>;
    expect(Object.keys(records)).toEqual(
      expect.arrayContaining([
        "contacts",
        "events",
        "orders",
        "order_lines",
        "checkouts",
        "messages",
        "decisions",
        "suppressions",
        "link_hits",
        "preferences",
      ]),
    );
  });

  it("does not have the file lie about: a day after it was saved it is gone", async () => {
    const [saved] = (await privacyPage(visit("/app/privacy"))).requests;
    expect(saved).toMatchObject({ state: "done", hasFile: true });
    expect(await dropPrivacyExports()).toBe(0);
    await shop.after(days(1));
    await shop.after({ minutes: 1 });
    expect(await dropPrivacyExports()).toBe(1);
    const gone = exportFile(visit("/app/privacy/export/x", { id: saved?.requestId ?? "" }));
    await expect(gone).rejects.toMatchObject({ status: 404 });
    expect((await privacyPage(visit("/app/privacy"))).requests).toMatchObject([{ about: null, hasFile: false }]);
  });

  it("of whom nothing is known is told so", async () => {
    shop.sandbox.webhooks.send("customers/data_request", samplePayload("customers/data_request"));
    await shop.settle();
    await carryOutPrivacy();
    const [newest] = (await privacyPage(visit("/app/privacy"))).requests;
    expect(newest).toMatchObject({ state: "done", words: "Nothing was known about them.", hasFile: false });
  });
});

describe("somebody who is to be erased", () => {
  let bob: Lived;
  beforeAll(async () => {
    bob = await live("Bobrun", "Vandermeulen");
    await ask("customers/data_request", bob);
  });

  it("leaves no trace in any table, and everybody else is as they were", async () => {
    expect((await tracesOf(bob.words)).length).toBeGreaterThan(20);
    const isBobs = (rows: readonly string[]) => (row: string) => rows.includes(row);
    const his = isBobs(await tracesOf([...bob.words, "browser-of-Bobrun", bob.orderId]));
    const others = (await everyRow()).filter((row) => !his(row) && !isBookkeeping(row));

    await ask("customers/redact", bob);
    expect(await tracesOf([...bob.words, "browser-of-Bobrun"])).toEqual([]);
    const left = await everyRow();
    expect(others.filter((row) => !left.includes(row))).toEqual([]);
    expect(await tracesOf(["somebody.else@example.com"])).not.toEqual([]);
  });

  it("leaves the sale: what was bought, and not by whom", async () => {
    const order = await db.order.findFirst({ where: { shopId: shop.shopId, orderId: bob.orderId } });
    expect(order).toMatchObject({ contactId: null, email: null, name: "", checkoutToken: null, cartToken: null });
    expect(await db.orderLine.count({ where: { shopId: shop.shopId, orderId: bob.orderId } })).toBe(1);
    expect((await privacyPage(visit("/app/privacy"))).requests.map(({ words }) => words)).toContain(
      "Erased. Nothing here says any more who it was.",
    );
  });

  it("is not mailed when an old list brings them back, because they had complained", async () => {
    shop.shopper.beginCheckout({ email: bob.email, firstName: "Bob", acceptsMarketing: true, lines });
    await shop.after(hours(1));
    await shop.after({ minutes: 2 });
    expect((await shop.reasons(bob.email)).at(-1)).toMatch(/^Not sent: the address must not be mailed: complained/);
  });

  it("waits while a file that may bring them back is read, and is tried again", async () => {
    await pool.query(
      `INSERT INTO file_jobs (shop_id, job_id, kind, status, file_name, content, created_at)
       VALUES ($1, gen_random_uuid(), 'import-contacts', 'reading', 'late.csv', $2, now())`,
      [shop.shopId, Buffer.from(`email\n${bob.email}\n`)],
    );
    await ask("customers/redact", bob);
    const [open] = (await privacyPage(visit("/app/privacy"))).requests;
    expect(open).toMatchObject({ state: "waiting", words: "A file of contacts is still being read." });
    expect(await carryOutPrivacy()).toBe(0);

    await pool.query("UPDATE file_jobs SET status = 'failed' WHERE shop_id = $1 AND file_name = 'late.csv'", [
      shop.shopId,
    ]);
    await pool.query("UPDATE privacy_requests SET next_try_at = NULL WHERE done_at IS NULL");
    expect(await carryOutPrivacy()).toBe(1);
    expect(await tracesOf([bob.email])).toEqual([]);
  });
});

/** What an erasure and the time that goes by may change besides. */
const isBookkeeping = (row: string) =>
  /^(privacy_requests|inbox|shops|imports|segments|file_jobs|stage_flows) /.test(row);

describe("a permission that the merchant takes back", () => {
  it("is named with what does not work, and forgotten when it is given again", async () => {
    expect((await settings(visit("/app/settings"))).missing).toEqual([]);
    const change = (current: string[], updated_at: string) =>
      shop.sandbox.webhooks.send("app/scopes_update", { ...samplePayload("app/scopes_update"), current, updated_at });
    const later = (ms: number) => new Date(now().getTime() + ms).toISOString();
    const left = [
      "write_customers",
      "write_discounts",
      "read_products",
      "read_inventory",
      "read_all_orders",
      "read_fulfillments",
    ];
    change(left, later(1_000));
    await shop.settle();
    expect((await settings(visit("/app/settings"))).missing.map(({ scope }) => scope)).toEqual(["read_orders"]);
    expect((await home(visit("/app"))).attention.map(({ title }) => title)).toContain("A permission is missing");
    const { scope } = await db.session.findFirstOrThrow({ where: { shop: domain } });
    expect(scope).toBe(left.join(","));

    change(env.SCOPES.split(","), later(3_000));
    change(["read_products"], later(2_000));
    await shop.settle();
    expect((await settings(visit("/app/settings"))).missing).toEqual([]);
  });
});

describe("a merchant who removes the app", () => {
  it("has nothing sent any more from that moment, and everybody's page says why", async () => {
    shop.shopper.beginCheckout({ email: "cleo@example.com", acceptsMarketing: true, lines });
    shop.shopper.beginCheckout({ email: "dora@example.com", acceptsMarketing: true, lines });
    await shop.after(hours(1));
    await shop.after({ minutes: 1 });
    const sent = shop.sent().length;
    shop.shopper.beginCheckout({ email: "eve@example.com", acceptsMarketing: true, lines });
    await shop.settle();
    shop.sandbox.webhooks.send("app/uninstalled", samplePayload("app/uninstalled"));
    await shop.after(days(2));

    expect(shop.sent()).toHaveLength(sent);
    for (const email of ["cleo@example.com", "dora@example.com", "eve@example.com"]) {
      expect((await shop.reasons(email)).at(-1)).toBe("Ended: the app was uninstalled.");
    }
    expect(await db.session.count({ where: { shop: domain } })).toBe(0);
    expect(await db.contact.count({ where: { shopId: shop.shopId, email: "cleo@example.com" } })).toBe(1);
  });

  it("goes on after installing it again: new checkouts are reminded of, old ones are let be", async () => {
    const sent = shop.sent().length;
    const page = await settings(visit("/app/settings"));
    expect(page.isConnected).toBe(true);
    await shop.after(days(1));
    expect(shop.sent()).toHaveLength(sent);

    shop.shopper.beginCheckout({ email: "fay@example.com", acceptsMarketing: true, lines });
    await shop.after(hours(1));
    await shop.after({ minutes: 1 });
    expect(
      shop
        .sent()
        .slice(sent)
        .map((mail) => mail.split(":")[0]),
    ).toEqual(["fay@example.com"]);
  });

  it("is not erased by a request from before they came back", async () => {
    shop.sandbox.webhooks.send("shop/redact", samplePayload("shop/redact"), {
      "X-Shopify-Triggered-At": new Date(now().getTime() - 30 * 3_600_000).toISOString(),
    });
    await shop.settle();
    expect(await carryOutPrivacy()).toBe(1);
    expect(await db.shop.count({ where: { shopId: shop.shopId } })).toBe(1);
    expect((await privacyPage(visit("/app/privacy"))).requests.map(({ words }) => words)).toContain(
      "Not carried out: the app was installed again before the request arrived.",
    );
  });
});

describe("a store that is to be erased", () => {
  it("is gone from every table, and another is untouched; a delivery that comes later makes it anew", async () => {
    const other = await anotherShop();
    const others = (await everyRow()).filter((row) => row.includes("other-store"));
    shop.sandbox.webhooks.send("app/uninstalled", samplePayload("app/uninstalled"));
    shop.sandbox.webhooks.send("shop/redact", samplePayload("shop/redact"));
    await shop.settle();
    expect(await carryOutPrivacy()).toBe(1);

    for (const { name, rows } of await rowsOfShop(shop.shopId)) expect({ name, rows }).toEqual({ name, rows: 0 });
    expect(await tracesOf([domain, "lantern-lane.example", "fay@example.com"])).toEqual([]);
    expect((await everyRow()).filter((row) => row.includes("other-store"))).toEqual(others);
    expect((await rowsOfShop(other)).filter(({ rows }) => rows > 0).length).toBeGreaterThan(3);

    // The front door has the old number in mind.
    shop.shopper.beginCheckout({ email: "gil@example.com", acceptsMarketing: true, lines });
    await shop.settle();
    const made = await db.shopDomain.findUniqueOrThrow({ where: { domain } });
    expect(made.shopId).not.toBe(shop.shopId);
    expect(await db.inbox.findMany({ where: { shopId: made.shopId } })).toMatchObject([
      { topic: "checkouts/create", status: "waiting" },
    ]);
    expect(await db.inbox.count({ where: { shopId: shop.shopId } })).toBe(0);
    await expect(storeDelivery(aDelivery(shop.shopId))).rejects.toThrow("There is no shop");
  });

  it("comes back as a new store, and reads what waited for it", async () => {
    const { shopId } = await shopAgain();
    await shop.settle();
    expect(await db.contact.count({ where: { shopId, email: "gil@example.com" } })).toBe(1);
  });
});

async function shopAgain() {
  await home(visit("/app"));
  return openShop(domain, await offlineAdmin(domain));
}

async function anotherShop(): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    "INSERT INTO shop_domains (domain) VALUES ('other-store.myshopify.com') RETURNING shop_id AS id",
  );
  const id = rows[0]?.id ?? 0;
  await pool.query("INSERT INTO shops (shop_id, domain) VALUES ($1, 'other-store.myshopify.com')", [id]);
  await storeDelivery(aDelivery(id));
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, created_at) VALUES ($1, gen_random_uuid(), 'fay@other-store.example', now())`,
    [id],
  );
  await pool.query(
    "INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, 'x@other-store.example', 'manual', now())",
    [id],
  );
  return id;
}

const aDelivery = (shopId: number) => ({
  shopId,
  source: "shopify" as const,
  deliveryId: "of other-store",
  topic: "orders/create",
  eventId: null,
  apiVersion: null,
  triggeredAt: now(),
  receivedAt: now(),
  payload: Buffer.from("{}"),
});

async function rowsOfShop(shopId: number): Promise<{ name: string; rows: number }[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE table_schema = 'public' AND column_name = 'shop_id' AND table_type = 'BASE TABLE'`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${name} WHERE shop_id = $1`, [
        shopId,
      ]);
      return { name, rows: rows[0]?.rows ?? 0 };
    }),
  );
}
