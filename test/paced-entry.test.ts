import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { pacedEntry } from "~/reports/pace";
import { shopByDomain } from "~/shop.server";
import { days } from "~/workflows/define";
import { switchWorkflow } from "~/workflows/settings";
import { shopIdentity } from "../sandbox/shop-identity";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
  await shop.settle();
  // The store's own past stays out of the story: four hundred people of another shop system, away for one to five years.
  await pool.query("UPDATE contacts SET consent = 'NOT_SUBSCRIBED'");
  await peopleOfThePast(1, 400);
  await switchWorkflow(shop.shopId, "checkout-abandonment", false);
}, 60_000);
afterAll(() => shop.close());

describe("re-engagement on an imported base", () => {
  it("begins with fifty, the newest first, and says how long it takes", async () => {
    expect(await page()).toEqual({ waiting: 400, perDay: 50, daysLeft: 4 });
    await switchWorkflow(shop.shopId, "re-engagement", true);
    await shop.settle();
    expect(await entered()).toEqual(Array.from({ length: 50 }, (_, index) => `past-${index + 1}@example.com`));
    expect(await page()).toEqual({ waiting: 350, perDay: 50, daysLeft: 4 });
  });

  it("stays at its pace until enough was sent to say, then grows by half a day", async () => {
    await shop.after(days(4));
    expect(await paces()).toEqual([50, 50, 75, 113, 170]);
  });

  it("has taken in everybody once", async () => {
    const names = await entered();
    expect(names).toHaveLength(400);
    expect(new Set(names).size).toBe(400);
    expect(await page()).toMatchObject({ waiting: 0, daysLeft: 0 });
    const mails = shop.sent().map((line) => line.split(":")[0]);
    expect(new Set(mails).size).toBe(mails.length);
  });
});

describe("when some complain", () => {
  it("the next day lets in half as many, whichever way it was told", async () => {
    await peopleOfThePast(401, 600);
    await pool.query(
      "INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, 'past-7@example.com', 'complained', $2)",
      [shop.shopId, now()],
    );
    await pool.query(
      `INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data)
       SELECT shop_id, $2, message_id, 'email.complained', contact_id, jsonb_build_object('messageId', message_id, 'reason', NULL)
       FROM messages JOIN contacts USING (shop_id, contact_id) WHERE shop_id = $1 AND contacts.email = 'past-8@example.com' LIMIT 1`,
      [shop.shopId, now()],
    );
    await shop.after(days(1));
    expect((await paces()).at(-1)).toBe(85);
    expect(await page()).toMatchObject({ waiting: 115, perDay: 85 });
  });
});

/** People of another shop system, each with one order of one to some years ago: the first of them the latest. */
async function peopleOfThePast(from: number, to: number): Promise<void> {
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, consent, orders_count, first_order_at, last_order_at, created_at)
     SELECT $1, lpad(to_hex(i), 32, '0')::uuid, 'past-' || i || '@example.com', 'SUBSCRIBED', 1, at, at, $2
     FROM generate_series($3::int, $4::int) i, LATERAL (SELECT $2::timestamptz - (365 + 4 * i) * interval '1 day') AS ago(at)`,
    [shop.shopId, now(), from, to],
  );
}

async function page() {
  const known = await shopByDomain(shopIdentity.domain);
  if (!known) throw new Error("there is no shop");
  return pacedEntry(known, "re-engagement", now());
}

/** Who entered, in the order in which they did. */
async function entered(): Promise<string[]> {
  const { rows } = await pool.query<{ email: string }>(
    `SELECT email FROM runs JOIN contacts USING (shop_id, contact_id) WHERE workflow_id = 're-engagement'
     ORDER BY triggered_at, last_order_at DESC`,
  );
  return rows.map(({ email }) => email);
}

async function paces(): Promise<number[]> {
  const { rows } = await pool.query<{ allowed: number }>("SELECT allowed FROM paces ORDER BY day");
  return rows.map(({ allowed }) => allowed);
}
