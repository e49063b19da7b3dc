import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import { moveClock, now } from "~/clock";
import { pool } from "~/db.server";
import { nextStageTurn, refreshStages } from "~/worker/refresh-stages";

const evening = new Date("2026-11-23T21:00:00Z");
const ago = (days: number) => new Date(now().getTime() - days * 86_400_000);

beforeEach(async () => {
  await pool.query("TRUNCATE shops, contacts, orders, events, stage_flows");
  moveClock(evening);
  await pool.query(
    `INSERT INTO shops (shop_id, domain, timezone, opened_at) VALUES
     (1, 'a.myshopify.com', 'Europe/Berlin', now()), (2, 'b.myshopify.com', 'UTC', NULL)`,
  );
});

describe("the first turn", () => {
  it("learns the shop's repeat gap and places everybody by it, telling no change", async () => {
    // Sixty people who come every ten days, and one who stayed away for a month.
    for (let index = 0; index < 60; index += 1) await customer([20 + (index % 3), 10 + (index % 2), 1]);
    const gone = await customer([60, 30]);
    expect(await turn()).toBe(1);
    expect(await stage(gone)).toBe("lost");
    const { rows } = await pool.query(
      "SELECT stage_thresholds AS t, stage_thresholds_at AS at FROM shops WHERE shop_id = 1",
    );
    expect(rows[0]).toMatchObject({ t: { newDays: 10, gaps: 121 } });
    expect(await flows()).toEqual([]);
    expect(await turn()).toBe(0);
  });

  it("goes on batch by batch to the last contact", async () => {
    await pool.query(
      `INSERT INTO contacts (shop_id, contact_id, orders_count, first_order_at, last_order_at, created_at)
       SELECT 1, gen_random_uuid(), 1, $1, $1, $1 FROM generate_series(1, 4001)`,
      [ago(1)],
    );
    expect(await turn()).toBe(3);
    const { rows } = await pool.query("SELECT count(*) AS n FROM contacts WHERE stage = 'new'");
    expect(rows).toEqual([{ n: 4001 }]);
  });
});

describe("the daily turn", () => {
  it("is due at the midnight of the shop's zone, and counts who aged in the day that begins", async () => {
    const ada = await customer([89.95]);
    await turn();
    expect(await stage(ada)).toBe("active");

    const midnight = await nextStageTurn(now());
    expect(midnight).toEqual(new Date("2026-11-23T23:00:00Z"));
    moveClock(midnight ?? evening);
    expect(await turn()).toBe(1);
    expect(await stage(ada)).toBe("at-risk");
    expect(await flows()).toEqual(["2026-11-24 active → at-risk: 1"]);
  });

  it("leaves a shop that is not open alone", async () => {
    await pool.query("UPDATE shops SET opened_at = NULL");
    expect(await turn()).toBe(0);
    expect(await nextStageTurn(now())).toBeNull();
  });
});

/** Repeats the turn until nothing is due; returns how many batches there were. */
async function turn(): Promise<number> {
  for (let batches = 0; ; batches += 1) if ((await refreshStages()) === 0) return batches;
}

/** A contact with one order so many days ago each, the first one first. */
async function customer(daysAgo: readonly number[]): Promise<string> {
  const id = uuid();
  const dates = daysAgo.map(ago);
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, orders_count, first_order_at, last_order_at, created_at)
     VALUES (1, $1, $2, $3, $4, $3)`,
    [id, dates.length, dates.at(0), dates.at(-1)],
  );
  await pool.query(
    `INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, currency, total_minor)
     SELECT 1, gen_random_uuid()::text, '#1', $1, 'online', d, d, '', 'EUR', 100 FROM unnest($2::timestamptz[]) d`,
    [id, dates],
  );
  return id;
}

async function stage(contactId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ stage: string }>("SELECT stage FROM contacts WHERE contact_id = $1", [contactId]);
  return rows[0]?.stage;
}

async function flows(): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT day || ' ' || from_stage || ' → ' || to_stage || ': ' || contacts AS line FROM stage_flows ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}
