import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { moveClock, now } from "~/clock";
import { usualThresholds } from "~/contacts/lifecycle";
import { mergeRows } from "~/contacts/merge-rows";
import { pool, transaction } from "~/db.server";
import { env } from "~/env.server";
import { advanceClock } from "~/worker/advance-clock";
import { sweepContacts } from "~/worker/sweep-contacts";
import { nextSweepTurn } from "~/worker/sweep-store";
import { switchWorkflow } from "~/workflows/settings";

const evening = new Date("2026-11-23T21:00:00Z");

beforeEach(async () => {
  await pool.query(
    "TRUNCATE shops, contacts, orders, events, sweeps, paces, workflows, workflow_versions, runs, decisions, messages, suppressions",
  );
  await openShop("Europe/Berlin", evening);
});

describe("a shop in which no workflow listens", () => {
  it("is left alone", async () => {
    await contacts(3, { custom: { birthday: "11-23" } });
    expect(await sweepContacts()).toBe(0);
    expect(await nextSweepTurn(now())).toBeNull();
  });
});

describe("a birthday", () => {
  beforeEach(() => switchWorkflow(1, "birthday", true));

  it("is found at one in the morning of the shop's zone, on that day alone", async () => {
    await contacts(1, { custom: { birthday: "1990-11-25" } });
    await advanceClock(new Date("2026-11-24T23:59:59Z"));
    expect(await reached()).toEqual([]);
    await advanceClock(new Date("2026-11-25T00:00:00Z"));
    expect(await reached()).toEqual(["2026-11-25 birthday 36 at 2026-11-25T00:00"]);
    await advanceClock(new Date("2026-11-28T00:00:00Z"));
    expect(await reached()).toHaveLength(1);
  });

  it("at the turn of the year and on days of 23 and 25 hours comes once, at the right hour", async () => {
    await contacts(1, { custom: { birthday: "12-31" } });
    await contacts(1, { custom: { birthday: "01-01" } });
    await contacts(1, { custom: { birthday: "03-28" } });
    await contacts(1, { custom: { birthday: "10-31" } });
    for (const from of ["2026-12-29T12:00:00Z", "2027-03-26T12:00:00Z", "2027-10-29T12:00:00Z"]) {
      moveClock(new Date(from));
      await advanceClock(new Date(Date.parse(from) + 5 * 86_400_000));
    }
    expect(await reached()).toEqual([
      "2026-12-31 birthday null at 2026-12-31T00:00",
      "2027-01-01 birthday null at 2027-01-01T00:00",
      "2027-03-28 birthday null at 2027-03-28T00:00",
      "2027-10-31 birthday null at 2027-10-30T23:00",
    ]);
  });

  it("of yesterday is made good after a standstill, none of before", async () => {
    await sweepAll();
    for (const day of [25, 26, 27]) await contacts(1, { custom: { birthday: `11-${day}` } });
    await sweepOn(new Date("2026-11-27T12:00:00Z"));
    expect((await reached()).map((line) => line.slice(0, 10))).toEqual(["2026-11-26", "2026-11-27"]);
  });

  it("waits until the shop's history is read", async () => {
    await contacts(1, { custom: { birthday: "11-23" } });
    await pool.query("INSERT INTO imports (shop_id, kind, status, asked_at) VALUES (1, 'orders', 'reading', now())");
    expect(await sweepContacts()).toBe(0);
    await pool.query("DELETE FROM imports");
    await sweepAll();
    expect(await reached()).toHaveLength(1);
  });
});

describe("an anniversary of the first order", () => {
  it("is counted by the shop's days", async () => {
    await switchWorkflow(1, "anniversary", true);
    // Half past eleven in the evening there, and half past midnight.
    await contacts(1, { firstOrderAt: new Date("2024-11-24T22:30:00Z") });
    await contacts(1, { firstOrderAt: new Date("2023-11-24T23:30:00Z") });
    await contacts(1, { firstOrderAt: new Date("2026-11-24T10:00:00Z") });
    await advanceClock(new Date("2026-11-26T12:00:00Z"));
    expect(await reached()).toEqual([
      "2026-11-24 first-order-anniversary 2 at 2026-11-24T00:00",
      "2026-11-25 first-order-anniversary 3 at 2026-11-25T00:00",
    ]);
  });
});

describe("inactivity", () => {
  beforeEach(() => switchWorkflow(1, "re-engagement", true));

  it("is told on the day on which it begins, and again only after another order", async () => {
    await sweepAll();
    const lastOrderAt = new Date("2026-05-28T12:00:00Z");
    await contacts(1, { firstOrderAt: lastOrderAt });
    await sweepOn(new Date("2026-11-24T12:00:00Z"));
    expect(await inactive()).toEqual([]);
    await sweepOn(new Date("2026-11-25T12:00:00Z"));
    expect(await inactive()).toEqual([
      {
        at: "2026-11-25T12:00",
        data: { lastOrderAt: lastOrderAt.toISOString(), expectedDays: 180, orders: 1 },
      },
    ]);
    await sweepOn(new Date("2026-11-26T12:00:00Z"));
    await sweepOn(new Date("2027-03-01T12:00:00Z"));
    expect(await inactive()).toHaveLength(1);
    await pool.query("UPDATE contacts SET last_order_at = $1, orders_count = 2", [new Date("2027-02-01T12:00:00Z")]);
    await sweepOn(new Date("2027-07-31T12:00:00Z"));
    expect(await inactive()).toHaveLength(1);
    await sweepOn(new Date("2027-08-01T12:00:00Z"));
    expect(await inactive()).toHaveLength(2);
  });

  it("is not told again of somebody who turns out to be one with whom it was told of", async () => {
    const lastOrderAt = new Date("2026-05-27T20:00:00Z");
    await contacts(1, { firstOrderAt: lastOrderAt });
    await sweepOn(new Date("2026-11-24T12:00:00Z"));
    expect(await inactive()).toHaveLength(1);
    await contacts(1, { firstOrderAt: lastOrderAt });
    const { rows } = await pool.query<{ id: string }>("SELECT contact_id AS id FROM contacts ORDER BY contact_id");
    const [loser, survivor] = rows.map(({ id }) => id);
    if (!loser || !survivor) throw new Error("two contacts were made");
    await transaction((sql) =>
      mergeRows(sql, 1, [{ loserId: loser, survivorId: survivor, loserEmail: null, at: now() }]),
    );
    await sweepOn(new Date("2026-11-25T12:00:00Z"));
    expect(await inactive()).toHaveLength(1);
  });

  it("of long ago takes up places by who can be mailed", async () => {
    for (let hours = 0; hours < 60; hours += 1) {
      const firstOrderAt = new Date(Date.parse("2025-06-01T00:00:00Z") - hours * 3_600_000);
      await contacts(1, { firstOrderAt, consent: "SUBSCRIBED" });
      await contacts(1, { firstOrderAt: new Date(firstOrderAt.getTime() - 60_000) });
    }
    await pool.query(
      "INSERT INTO suppressions (shop_id, email, reason, since) SELECT 1, email, 'bounced', now() FROM contacts WHERE contact_id = (SELECT min(contact_id::text)::uuid FROM contacts)",
    );
    await sweepAll();
    const { rows } = await pool.query(
      "SELECT consent, count(*) AS told FROM contacts WHERE inactive_after IS NOT NULL GROUP BY 1 ORDER BY 1",
    );
    expect(rows).toEqual([
      { consent: "NOT_SUBSCRIBED", told: 50 },
      { consent: "SUBSCRIBED", told: 51 },
    ]);
    // Whoever is left when nobody waits any more who can be mailed takes no place.
    await sweepOn(new Date("2026-11-24T12:00:00Z"));
    await pool.query("UPDATE contacts SET consent = 'NOT_SUBSCRIBED'");
    await contacts(1, { firstOrderAt: new Date("2024-01-01T12:00:00Z") });
    await sweepOn(new Date("2026-11-25T12:00:00Z"));
    expect(await inactive()).toHaveLength(121);
    const paces = await pool.query("SELECT allowed, entered FROM paces ORDER BY day");
    expect(paces.rows).toEqual([
      { allowed: 50, entered: 50 },
      { allowed: 50, entered: 9 },
    ]);
  });
});

describe("a worker that is killed", () => {
  let killer: pg.Client;
  beforeEach(async () => {
    killer = new pg.Client({ connectionString: env.DATABASE_URL });
    await killer.connect();
  });
  afterEach(() => killer.end());

  const someoneWaits = () =>
    vi.waitFor(async () => {
      // Within a transaction, what was read of others once is what is read again.
      await killer.query("SELECT pg_stat_clear_snapshot()");
      const { rows } = await killer.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
      expect(rows).toHaveLength(1);
    }, 10_000);

  it("between batches or within one neither loses a contact nor tells of one twice", async () => {
    await switchWorkflow(1, "birthday", true);
    await contacts(1_300, { custom: { birthday: "11-23" }, consent: "SUBSCRIBED" });
    let kills = 0;
    for (; kills < 30; kills += 1) {
      // The first of them dies where it writes, however fast it is; the others anywhere.
      if (kills === 0) await killer.query("BEGIN; LOCK TABLE runs IN SHARE MODE");
      const turn = sweepContacts().catch(() => 1);
      if (kills === 0) await someoneWaits();
      else await new Promise((resolve) => setTimeout(resolve, 20 * 1.3 ** kills));
      await killer.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
      if (kills === 0) await killer.query("ROLLBACK");
      await turn;
      // The lease of the dead one has run out.
      await killer.query("UPDATE sweeps SET lease_until = NULL");
      const { rows } = await killer.query("SELECT FROM sweeps WHERE finished_at IS NOT NULL");
      if (rows.length === 1) break;
    }
    expect(kills).toBeGreaterThan(0);
    const { rows } = await killer.query(
      `SELECT (SELECT count(*) FROM events) AS events, (SELECT count(DISTINCT contact_id) FROM events) AS told,
         (SELECT count(*) FROM decisions WHERE step IS NULL AND outcome = 'started') AS started, (SELECT count(*) FROM runs) AS runs`,
    );
    expect(rows).toEqual([{ events: 1_300, told: 1_300, started: 1_300, runs: 1_300 }]);
  }, 60_000);

  it("leaves what it has in hand to no other until its lease runs out", async () => {
    await switchWorkflow(1, "birthday", true);
    await contacts(1, { custom: { birthday: "11-23" } });
    expect((await Promise.all([sweepContacts(), sweepContacts()])).sort()).toEqual([0, 1]);
    expect(await sweepContacts()).toBe(0);
    expect(await reached()).toHaveLength(1);
  });
});

async function sweepOn(at: Date): Promise<void> {
  moveClock(at);
  await sweepAll();
}

async function sweepAll(): Promise<void> {
  while ((await sweepContacts()) > 0);
}

async function openShop(timezone: string, at: Date): Promise<void> {
  moveClock(at);
  await pool.query(
    `INSERT INTO shops (shop_id, domain, timezone, opened_at, stage_thresholds, stage_thresholds_at)
     VALUES (1, 'a.myshopify.com', $1, $2, $3, $2)`,
    [timezone, at, JSON.stringify(usualThresholds)],
  );
}

let made = 0;

/** Contacts who did not agree to marketing, unless it is said; with a first order it is their only one. */
async function contacts(count: number, of: { custom?: object; firstOrderAt?: Date; consent?: string }): Promise<void> {
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, consent, custom, orders_count, first_order_at, last_order_at, created_at)
     SELECT 1, lpad(to_hex($1 + i), 32, '0')::uuid, 'contact-' || ($1 + i) || '@example.com', $5, $3,
       CASE WHEN $4::timestamptz IS NULL THEN 0 ELSE 1 END, $4, $4, now()
     FROM generate_series(1, $2::int) i`,
    [made, count, of.custom ?? {}, of.firstOrderAt ?? null, of.consent ?? "NOT_SUBSCRIBED"],
  );
  made += count;
}

async function reached(): Promise<string[]> {
  const { rows } = await pool.query<{ at: Date; data: { on: string; date: string; years: number | null } }>(
    "SELECT occurred_at AS at, data FROM events WHERE name = 'date.reached' ORDER BY occurred_at, contact_id",
  );
  return rows.map(({ at, data }) => `${data.on} ${data.date} ${data.years} at ${minute(at)}`);
}

const minute = (at: Date) => at.toISOString().slice(0, 16);

async function inactive() {
  const { rows } = await pool.query<{ at: Date; data: object }>(
    "SELECT occurred_at AS at, data FROM events WHERE name = 'contact.inactive' ORDER BY occurred_at",
  );
  return rows.map(({ at, data }) => ({ at: minute(at), data }));
}
