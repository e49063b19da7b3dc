import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { LEAST_SILENCE_DAYS, MOST_SILENCE_DAYS, OWN_GAPS_FROM_ORDERS, silenceDays } from "~/contacts/sweeps/silence";
import { silenceSql } from "~/contacts/sweeps/silence-sql";
import { pool } from "~/db.server";

const last = new Date("2026-11-01T10:00:00Z");
const buyer = (orders: number, spanDays: number) => ({
  orders,
  firstOrderAt: new Date(last.getTime() - spanDays * 86_400_000),
  lastOrderAt: last,
});

const anyBuyer = fc.record({
  orders: fc.integer({ min: 1, max: 200 }),
  spanDays: fc.double({ min: 0, max: 4_000, noNaN: true }),
});
const anyLapsed = fc.integer({ min: 1, max: 1_000 });

describe("a silence that is too long", () => {
  it("is the shop's ninth decile for who has no gaps of their own to speak of", () => {
    expect(silenceDays(buyer(1, 0), 180)).toBe(180);
    expect(silenceDays(buyer(2, 7), 180)).toBe(180);
  });

  it("draws near to a contact's own rhythm the more orders tell of it", () => {
    // Every week: after five orders, and after fifty.
    expect(Math.round(silenceDays(buyer(5, 28), 180))).toBe(71);
    expect(Math.round(silenceDays(buyer(51, 350), 180))).toBe(22);
    // Once a year, in a shop where half a year is long.
    expect(Math.round(silenceDays(buyer(4, 1_095), 180))).toBe(576);
  });

  it("lies within its bounds, and never shrinks when the gaps grow or the shop's do", () => {
    fc.assert(
      fc.property(anyBuyer, anyLapsed, fc.integer({ min: 0, max: 500 }), ({ orders, spanDays }, lapsed, more) => {
        const days = silenceDays(buyer(orders, spanDays), lapsed);
        expect(days).toBeGreaterThanOrEqual(LEAST_SILENCE_DAYS);
        expect(days).toBeLessThanOrEqual(MOST_SILENCE_DAYS);
        expect(silenceDays(buyer(orders, spanDays + more), lapsed)).toBeGreaterThanOrEqual(days);
        expect(silenceDays(buyer(orders, spanDays), lapsed + more)).toBeGreaterThanOrEqual(days);
        if (orders < OWN_GAPS_FROM_ORDERS) expect(silenceDays(buyer(orders, 0), lapsed)).toBe(days);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the same in SQL", () => {
  beforeEach(() => pool.query("TRUNCATE contacts"));

  it("says the same of anybody", async () => {
    const buyers = fc
      .sample(anyBuyer, { numRuns: 500, seed: 7 })
      .map(({ orders, spanDays }) => buyer(orders, spanDays));
    await pool.query(
      `INSERT INTO contacts (shop_id, contact_id, orders_count, first_order_at, last_order_at, created_at)
       SELECT 1, lpad(to_hex(i), 32, '0')::uuid, orders, first, last, last
       FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS b(orders, first, last, i)`,
      [buyers.map((b) => b.orders), buyers.map((b) => b.firstOrderAt), buyers.map((b) => b.lastOrderAt)],
    );
    const { rows } = await pool.query<{ days: number }>(
      `SELECT ${silenceSql("c", "$1")} AS days FROM contacts c ORDER BY contact_id`,
      [200],
    );
    expect(rows.map(({ days }) => days)).toEqual(buyers.map((b) => silenceDays(b, 200)));
  });
});
