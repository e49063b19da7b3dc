import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { stageOf, stageThresholds } from "~/contacts/lifecycle";
import { type PlacedContacts, placeContacts } from "~/contacts/place-contacts";
import { pool, transaction } from "~/db.server";

const shopId = 1;
const at = new Date("2026-11-23T22:30:00Z");
const ago = (days: number) => new Date(at.getTime() - days * 86_400_000);

beforeEach(async () => {
  await pool.query("TRUNCATE shops, contacts, events, stage_flows");
  await pool.query("INSERT INTO shops (shop_id, domain, timezone) VALUES ($1, 'a.myshopify.com', 'Asia/Tokyo')", [
    shopId,
  ]);
});

describe("a batch of contacts", () => {
  it("moves to the stage that is theirs, tells it, and counts it in the shop's own day", async () => {
    const [ada, bob, cy] = [await contact(1, 0), await contact(1, 0), await contact(2, 100, "active")];
    const changes = await place({ ids: [ada, bob, cy] });
    expect(changes.map(({ contactId, event }) => [contactId, event.data])).toEqual(
      expect.arrayContaining([
        [ada, { from: "prospect", to: "new" }],
        [bob, { from: "prospect", to: "new" }],
        [cy, { from: "active", to: "at-risk" }],
      ]),
    );
    expect(await flows()).toEqual(["2026-11-24 active → at-risk: 1", "2026-11-24 prospect → new: 2"]);
    expect(await told()).toBe(3);
  });

  it("that stays where it is writes nothing", async () => {
    const ids = [await contact(1, 1, "new"), await contact(0, 0)];
    expect(await place({ ids })).toEqual([]);
    expect(await told()).toBe(0);
  });

  it("takes no merged contact along, and none of another shop", async () => {
    const merged = await contact(1, 1);
    await pool.query("UPDATE contacts SET merged_into = $1 WHERE contact_id = $1", [merged]);
    const stranger = await contact(1, 1, "prospect", 2);
    expect(await place({ ids: [merged, stranger] })).toEqual([]);
    expect(await place({ after: "00000000-0000-0000-0000-000000000000", upTo: null })).toEqual([]);
  });
});

it("an order of long ago, heard of only now, is a place but no news", async () => {
  const late = await contact(1, 200);
  expect(await place({ ids: [late] })).toEqual([]);
  expect(await stagesNow()).toEqual({ [late]: "lapsed" });
  expect(await flows()).toEqual([]);
});

it("SQL and code agree on the stage of whoever there may be", async () => {
  const people = fc.array(
    fc.record({ orders: fc.nat(6), spent: fc.nat(30_000), last: fc.nat(500), more: fc.nat(300) }),
    { minLength: 20, maxLength: 60 },
  );
  const quantiles = { customers: 60, orders90: 3, spentMinor95: 15_000 };
  const learnt = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 40, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(people, learnt, async (persons, gaps) => {
      await pool.query("TRUNCATE contacts, events, stage_flows");
      const thresholds = stageThresholds(gaps, quantiles);
      await pool.query("UPDATE shops SET stage_thresholds = $1", [JSON.stringify(thresholds)]);
      const expected: Record<string, string> = {};
      for (const { orders, spent, last, more } of persons) {
        // Whole days, so that the moments at which a stage begins are met exactly.
        const totals = {
          ordersCount: orders,
          spentMinor: spent,
          firstOrderAt: orders === 0 ? null : ago(last + (orders === 1 ? 0 : more)),
          lastOrderAt: orders === 0 ? null : ago(last),
        };
        const id = uuid();
        await pool.query(
          `INSERT INTO contacts (shop_id, contact_id, orders_count, spent_minor, first_order_at, last_order_at, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [shopId, id, totals.ordersCount, totals.spentMinor, totals.firstOrderAt, totals.lastOrderAt, at],
        );
        expected[id] = stageOf(totals, thresholds, at);
      }
      await place({ after: "00000000-0000-0000-0000-000000000000", upTo: null });
      expect(await stagesNow()).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});

function place(which: PlacedContacts) {
  return transaction((sql) => placeContacts(sql, shopId, which, at));
}

async function contact(orders: number, lastDaysAgo: number, stage = "prospect", shop = shopId): Promise<string> {
  const id = uuid();
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, stage, orders_count, first_order_at, last_order_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [shop, id, stage, orders, orders > 0 ? ago(lastDaysAgo) : null, at],
  );
  return id;
}

async function flows(): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT day || ' ' || from_stage || ' → ' || to_stage || ': ' || contacts AS line FROM stage_flows ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}

async function told(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>("SELECT count(*) AS n FROM events WHERE name = 'stage.changed'");
  return rows[0]?.n ?? 0;
}

async function stagesNow(): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ id: string; stage: string }>("SELECT contact_id AS id, stage FROM contacts");
  return Object.fromEntries(rows.map(({ id, stage }) => [id, stage]));
}
