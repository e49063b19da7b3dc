import { v7 as uuid } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { moveClock, now } from "~/clock";
import { createSegment, listSegments } from "~/contacts/segments/store";
import { pool } from "~/db.server";
import { ensureShop } from "~/shop.server";
import { refreshSegments } from "~/worker/refresh-segments";

let shopId: number;
beforeAll(async () => {
  shopId = await ensureShop(pool, "refreshed.myshopify.com");
  await pool.query("UPDATE shops SET opened_at = now() WHERE shop_id = $1", [shopId]);
});

const quarter = () => moveClock(new Date(now().getTime() + 16 * 60_000));

/** Somebody of whom no event told: as an import, a merchant's SQL or a passing day would bring them in. */
async function appears(tag: string): Promise<void> {
  await pool.query(
    "INSERT INTO contacts (shop_id, contact_id, tags, consent, created_at) VALUES ($1, $2, ARRAY[$3], 'NOT_SUBSCRIBED', now())",
    [shopId, uuid(), tag],
  );
}

async function reading(kind: string, status: string, finishedAt: Date | null = null): Promise<void> {
  await pool.query(
    `INSERT INTO imports (shop_id, kind, status, asked_at, finished_at) VALUES ($1, $2, $3, now(), $4)
     ON CONFLICT (shop_id, kind) DO UPDATE SET status = excluded.status, finished_at = excluded.finished_at`,
    [shopId, kind, status, finishedAt],
  );
}

async function standing() {
  const [segment] = await listSegments(shopId);
  const { rows } = await pool.query<{ events: number; members: number }>(
    `SELECT (SELECT count(*) FROM events WHERE shop_id = $1 AND name = 'segment.entered') AS events,
       (SELECT count(*) FROM segment_members WHERE shop_id = $1) AS members`,
    [shopId],
  );
  expect(segment?.members).toBe(rows[0]?.members);
  return rows[0];
}

it("counts a new segment at once and without events, then looks it over every quarter of an hour", async () => {
  await appears("vip");
  await createSegment(shopId, {
    name: "VIPs",
    rule: { is: "group", match: "all", rules: [{ is: "tagged", of: ["VIP"] }] },
  });
  expect(await refreshSegments()).toBe(1);
  expect(await standing()).toEqual({ events: 0, members: 1 });
  await appears("vip");
  expect(await refreshSegments()).toBe(0);
  quarter();
  expect(await refreshSegments()).toBe(1);
  expect(await standing()).toEqual({ events: 1, members: 2 });
  expect(await refreshSegments()).toBe(0);
});

it("waits while a history is read, and then writes down whom it brought without a word", async () => {
  await reading("orders", "reading");
  await appears("vip");
  quarter();
  expect(await refreshSegments()).toBe(0);
  await reading("orders", "done", now());
  expect(await refreshSegments()).toBe(1);
  expect(await standing()).toEqual({ events: 1, members: 3 });
});

it("takes a catalogue that was read again for no history", async () => {
  await appears("vip");
  quarter();
  await reading("products", "done", now());
  expect(await refreshSegments()).toBe(1);
  expect(await standing()).toEqual({ events: 2, members: 4 });
});

it("is in no hurry for a shop that went", async () => {
  await pool.query("UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1", [shopId]);
  quarter();
  expect(await refreshSegments()).toBe(0);
});
