import { v7 as uuid } from "uuid";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { moveClock } from "~/clock";
import { pool } from "~/db.server";
import { dropOldHits } from "~/delivery/drop-old-hits";
import { judgeOpenHits, nextJudgement } from "~/delivery/judge-open-hits";
import { TRAP } from "~/delivery/link-hits";
import type { Event } from "~/events/event";
import { normalise } from "~/events/normalise";
import { aDueMessage, aShop, noon } from "./a-shop";

const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
const seconds = (count: number) => new Date(noon.getTime() + count * 1_000);

/** A mail with three links that was delivered at noon, unless SendGrid has not said so yet. */
async function aMail(isDelivered = true) {
  const shopId = await aShop();
  const message = await aDueMessage(shopId);
  await pool.query(
    `UPDATE messages SET status = 'sent', left_at = $2, links = $3, provider_state = $4, provider_state_at = $2
      WHERE message_id = $1`,
    [
      message.messageId,
      noon,
      ["https://shop.example/cart", "77 https://shop.example/products/lamp", "https://shop.example"],
      isDelivered ? "delivered" : "processed",
    ],
  );
  return { shopId, ...message };
}

async function hit(shopId: number, messageId: string, after: number, told: Partial<Record<string, unknown>> = {}) {
  const { link = 0, method = "GET", agent = browser } = told;
  await pool.query(
    `INSERT INTO link_hits (shop_id, hit_id, message_id, link, method, agent, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [shopId, uuid(), messageId, link, method, agent, seconds(after)],
  );
}

async function verdicts(messageId: string): Promise<string[]> {
  const { rows } = await pool.query(`SELECT verdict FROM link_hits WHERE message_id = $1 ORDER BY at, hit_id`, [
    messageId,
  ]);
  return rows.map(({ verdict }) => verdict);
}

/** What the inbox was told, as events. */
async function told(shopId: number): Promise<Event[]> {
  const { rows } = await pool.query(
    `SELECT source, delivery_id AS "deliveryId", topic, event_id AS "eventId", triggered_at AS "triggeredAt", payload
      FROM inbox WHERE shop_id = $1 ORDER BY triggered_at, delivery_id`,
    [shopId],
  );
  return rows.flatMap((delivery) => normalise(delivery));
}

const clickedAt = async (messageId: string) =>
  (await pool.query(`SELECT clicked_at FROM messages WHERE message_id = $1`, [messageId])).rows[0].clicked_at;

afterEach(() => pool.query("TRUNCATE link_hits"));
afterAll(() => pool.end());

describe("when a visit is judged", () => {
  test("ten seconds after its last hit, once it is known when the mail arrived", async () => {
    const { shopId, messageId } = await aMail();
    await hit(shopId, messageId, 20);
    expect(await nextJudgement(seconds(20))).toEqual(seconds(30));
    await hit(shopId, messageId, 25, { link: 1 });
    expect(await nextJudgement(seconds(20))).toEqual(seconds(35));
    expect(await judgeOpenHits(seconds(34.9))).toBe(0);
    expect(await judgeOpenHits(seconds(35))).toBe(1);
    expect(await verdicts(messageId)).toEqual(["person", "person"]);
    expect(await nextJudgement(seconds(20))).toBeNull();
    expect(await judgeOpenHits(seconds(100))).toBe(0);
  });

  test("until then at most a minute: SendGrid's word may be late, and a visit may go on and on", async () => {
    const { shopId, messageId } = await aMail(false);
    await hit(shopId, messageId, 8);
    expect(await nextJudgement(seconds(8))).toEqual(seconds(68));
    expect(await judgeOpenHits(seconds(67))).toBe(0);
    // It arrived later than it left: the scanner at its heels is known by that.
    await pool.query(`UPDATE messages SET provider_state = 'delivered', provider_state_at = $2 WHERE message_id = $1`, [
      messageId,
      seconds(6),
    ]);
    expect(await judgeOpenHits(seconds(18))).toBe(1);
    expect(await verdicts(messageId)).toEqual(["machine"]);

    const other = await aMail();
    for (let after = 10; after < 75; after += 9) await hit(other.shopId, other.messageId, after);
    expect(await nextJudgement(seconds(60))).toEqual(seconds(70));
  });
});

describe("what follows", () => {
  test("a person's click: where to, whose, when, and first of the message", async () => {
    const { shopId, messageId, contactId } = await aMail();
    await hit(shopId, messageId, 8, { link: 1 });
    await hit(shopId, messageId, 11, { link: 0 });
    await judgeOpenHits(seconds(30));
    const identity = { contactId };
    expect(await told(shopId)).toMatchObject([
      {
        name: "email.clicked",
        occurredAt: seconds(8),
        identity,
        data: { messageId, url: "https://shop.example/products/lamp", productId: "77" },
      },
      {
        name: "email.clicked",
        occurredAt: seconds(11),
        identity,
        data: { messageId, url: "https://shop.example/cart", productId: null },
      },
    ]);
    expect(await clickedAt(messageId)).toEqual(seconds(8));
  });

  test("a double click is one; the same link an hour later is another", async () => {
    const { shopId, messageId } = await aMail();
    await hit(shopId, messageId, 20);
    await hit(shopId, messageId, 20.4);
    await judgeOpenHits(seconds(31));
    expect(await told(shopId)).toHaveLength(1);
    await hit(shopId, messageId, 3_600);
    await judgeOpenHits(seconds(3_700));
    expect(await told(shopId)).toHaveLength(2);
    expect(await clickedAt(messageId)).toEqual(seconds(20));
  });

  test("a scanner's visit: one line with its reason, and no click; the person after it clicks", async () => {
    const { shopId, messageId, contactId } = await aMail();
    for (const method of ["HEAD", "GET"]) {
      for (const link of [0, 1, 2, TRAP]) await hit(shopId, messageId, method === "HEAD" ? 0.5 : 1.5, { link, method });
    }
    await judgeOpenHits(seconds(12));
    expect(await verdicts(messageId)).toEqual(Array(8).fill("machine"));
    expect(await told(shopId)).toMatchObject([
      { name: "email.scanned", identity: { contactId }, data: { messageId, what: "clicked" } },
    ]);
    expect(await clickedAt(messageId)).toBeNull();

    await hit(shopId, messageId, 70, { link: 2 });
    await judgeOpenHits(seconds(90));
    expect((await told(shopId)).map(({ name }) => name)).toEqual(["email.scanned", "email.clicked"]);
    expect(await clickedAt(messageId)).toEqual(seconds(70));
  });

  test("two workers at once tell it once", async () => {
    const { shopId, messageId } = await aMail();
    await hit(shopId, messageId, 20);
    await Promise.all([judgeOpenHits(seconds(60)), judgeOpenHits(seconds(60)), judgeOpenHits(seconds(60))]);
    expect(await told(shopId)).toHaveLength(1);
  });

  test("of a mail that is gone, nothing", async () => {
    const { shopId, messageId } = await aMail();
    await hit(shopId, messageId, 20);
    await pool.query("DELETE FROM messages WHERE message_id = $1", [messageId]);
    expect(await judgeOpenHits(seconds(90))).toBe(1);
    expect(await told(shopId)).toEqual([]);
    expect(await nextJudgement(noon)).toBeNull();
  });
});

test("a hit is forgotten a month after it came, once it is judged", async () => {
  const { shopId, messageId } = await aMail();
  const month = 30 * 86_400;
  moveClock(seconds(month));
  for (const after of [-60, 60]) {
    await hit(shopId, messageId, after);
    // Its id begins with the time at which it came.
    await pool.query("UPDATE link_hits SET hit_id = $1 WHERE at = $2", [
      uuid({ msecs: seconds(after).getTime() }),
      seconds(after),
    ]);
  }
  expect(await dropOldHits()).toBe(0);
  await judgeOpenHits(seconds(month));
  expect(await dropOldHits()).toBe(1);
  expect(await verdicts(messageId)).toEqual(["person"]);
});
