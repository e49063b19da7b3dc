import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { findUsedUp } from "~/contacts/sweeps/find-used-up";
import { learnRebuys } from "~/contacts/sweeps/learn-rebuys";
import { ownRebuyDays, rebuyDays, tellAfterDays } from "~/contacts/sweeps/rebuy";
import { tellUsedUp } from "~/contacts/sweeps/tell-used-up";
import { pool, transaction } from "~/db.server";

const beforeAll = "00000000-0000-0000-0000-000000000000";
const today = new Date("2026-11-23T01:00:00Z");
const shop = {
  shopId: 1,
  timezone: "UTC",
  day: "2026-11-23",
  dueAt: today,
  dayBeforeAt: new Date("2026-11-22T01:00:00Z"),
  lapsedDays: 180,
};

describe("the rule", () => {
  it("takes what enough people bought again, and not what few did", () => {
    expect(rebuyDays({ buyers: 40, rebuyers: 12, gaps: 30, medianGap: 29.6 })).toBe(30);
    expect(rebuyDays({ buyers: 5, rebuyers: 4, gaps: 90, medianGap: 30 })).toBeNull();
    expect(rebuyDays({ buyers: 8, rebuyers: 8, gaps: 9, medianGap: 30 })).toBeNull();
    expect(rebuyDays({ buyers: 500, rebuyers: 49, gaps: 60, medianGap: 30 })).toBeNull();
  });

  it("goes by a contact's own gaps once there are two, within half and twice the product's", () => {
    expect(ownRebuyDays(30, { gaps: 1, median: 10 })).toBe(30);
    expect(ownRebuyDays(30, { gaps: 2, median: 21 })).toBe(21);
    expect(ownRebuyDays(30, { gaps: 5, median: 4 })).toBe(15);
    expect(ownRebuyDays(30, { gaps: 5, median: 300 })).toBe(60);
  });

  it("tells three days ahead, of what lasts days a little less", () => {
    expect([30, 12, 8, 3].map(tellAfterDays)).toEqual([27, 9, 6, 3]);
  });
});

describe("a store that sells coffee and lamps", () => {
  beforeEach(async () => {
    await pool.query("TRUNCATE contacts, orders, order_lines, products, variants, events");
    for (const productId of ["coffee", "lamp"]) {
      await pool.query(
        `WITH p AS (INSERT INTO products (shop_id, product_id, title, handle, tags, collections, is_published, updated_at, read_at)
           VALUES (1, $1, initcap($1), $1, '{}', '{}', true, $2, $2))
         INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, is_available)
         VALUES (1, $1 || '-1', $1, '', 1, 900, true)`,
        [productId, today],
      );
    }
    // A dozen people who bought coffee every thirty days until long ago, and a lamp once.
    for (let index = 0; index < 12; index += 1) {
      const regular = await buys("coffee", [260, 230, 200]);
      await buys("lamp", [150], { contactId: regular });
    }
  });

  it("learns what is used up, and how often", async () => {
    expect(await learnt()).toEqual(new Map([["coffee", 30]]));
  });

  it("learns nothing of what cannot be bought now", async () => {
    await pool.query("UPDATE variants SET is_available = false");
    expect(await learnt()).toEqual(new Map());
  });

  it("finds who bought so long ago, on that very day", async () => {
    const ada = await buys("coffee", [27]);
    await buys("coffee", [28]);
    await buys("coffee", [26]);
    await buys("lamp", [27]);
    expect(await found()).toEqual([[ada, 30]]);
  });

  it("goes by their own gap where they have one", async () => {
    const quick = await buys("coffee", [57, 37, 17]);
    await buys("coffee", [67, 47, 27]);
    expect(await found()).toEqual([[quick, 20]]);
  });

  it("finds nobody who gets it by subscription or whose order was cancelled, and those who bought it again later", async () => {
    await buys("coffee", [27], { channel: "subscription" });
    await buys("coffee", [27], { isCancelled: true });
    const onceSubscribed = await buys("coffee", [57], { channel: "subscription" });
    await buys("coffee", [27], { contactId: onceSubscribed });
    expect(await found()).toEqual([[onceSubscribed, 30]]);
  });

  it("says it once after each purchase, and not of what was bought again or is sold out since it was found", async () => {
    const ada = await buys("coffee", [27]);
    const { found: due } = await transaction(async (sql) =>
      findUsedUp(sql, shop, new Map([["coffee", 30]]), beforeAll),
    );
    const tell = () => transaction((sql) => tellUsedUp(sql, 1, due, today));
    const [told] = await tell();
    expect(told?.event.data).toEqual({
      productId: "coffee",
      title: "Coffee",
      orderedAt: new Date(today.getTime() - 27 * 86_400_000).toISOString(),
      everyDays: 30,
    });
    await pool.query("UPDATE variants SET is_available = false WHERE product_id = 'coffee'");
    expect(await tell()).toEqual([]);
    await pool.query("UPDATE variants SET is_available = true");
    await pool.query(
      `INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data) VALUES (1, $1, $2, 'replenishment.due', $3, $4)`,
      [today, uuid(), ada, told?.event.data],
    );
    expect(await tell()).toEqual([]);
    await pool.query("TRUNCATE events");
    expect(await tell()).toHaveLength(1);
    await buys("coffee", [0], { contactId: ada });
    expect(await tell()).toEqual([]);
  });
});

interface Buying {
  readonly contactId?: string;
  readonly channel?: string;
  readonly isCancelled?: boolean;
}

/** A contact who bought a product so many days ago each; returns who. */
async function buys(productId: string, daysAgo: readonly number[], buying: Buying = {}): Promise<string> {
  const { contactId = uuid(), channel = "online", isCancelled = false } = buying;
  await pool.query(
    `INSERT INTO contacts AS c (shop_id, contact_id, orders_count, created_at) VALUES (1, $1, $2, $3)
     ON CONFLICT (shop_id, contact_id) DO UPDATE SET orders_count = c.orders_count + excluded.orders_count`,
    [contactId, isCancelled ? 0 : daysAgo.length, today],
  );
  for (const days of daysAgo) {
    const orderId = uuid();
    const at = new Date(today.getTime() - days * 86_400_000);
    await pool.query(
      `INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, currency, total_minor, cancelled_at)
       VALUES (1, $1, '#1', $2, $3, $4, $4, '', 'EUR', 900, $5)`,
      [orderId, contactId, channel, at, isCancelled ? at : null],
    );
    await pool.query(
      `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor) VALUES (1, $1, '1', $2, '', 1, 900)`,
      [orderId, productId],
    );
  }
  return contactId;
}

const learnt = () => transaction((sql) => learnRebuys(sql, shop));

async function found(): Promise<[string, number][]> {
  const { found } = await transaction(async (sql) => findUsedUp(sql, shop, await learnRebuys(sql, shop), beforeAll));
  return found.map(({ contactId, everyDays }) => [contactId, everyDays]);
}
