import { v7 as uuid } from "uuid";
import { afterAll, expect, test } from "vitest";
import { mergeRows } from "~/contacts/merge-rows";
import { pool, transaction } from "~/db.server";

afterAll(() => pool.end());

const time = (day: number) => new Date(Date.UTC(2026, 10, day));

async function chose(
  contactId: string,
  topicsOff: string[],
  mostPerWeek: number | null,
  pausedUntil: Date | null,
  at: Date,
) {
  await pool.query(
    `INSERT INTO preferences (shop_id, contact_id, topics_off, most_per_week, paused_until, changed_at) VALUES (1, $1, $2, $3, $4, $5)`,
    [contactId, topicsOff, mostPerWeek, pausedUntil, at],
  );
}

async function choiceOf(contactId: string) {
  const { rows } = await pool.query(
    `SELECT ARRAY(SELECT unnest(topics_off) ORDER BY 1) AS topics, most_per_week, paused_until, changed_at FROM preferences
      WHERE contact_id = $1`,
    [contactId],
  );
  return rows;
}

const merge = (survivorId: string, ...losers: string[]) =>
  transaction((sql) =>
    mergeRows(
      sql,
      1,
      losers.map((loserId) => ({ loserId, survivorId, loserEmail: null, at: time(1) })),
    ),
  );

test("of the choices of contacts that turn out to be one person, the stricter holds", async () => {
  const [survivor, one, other] = [uuid(), uuid(), uuid()];
  await chose(survivor, ["news"], null, time(20), time(3));
  await chose(one, ["products", "news"], 1, null, time(5));
  await chose(other, ["orders"], null, time(25), time(4));
  await merge(survivor, one, other);
  expect(await choiceOf(survivor)).toEqual([
    { topics: ["news", "orders", "products"], most_per_week: 1, paused_until: time(25), changed_at: time(5) },
  ]);
  expect([...(await choiceOf(one)), ...(await choiceOf(other))]).toEqual([]);
});

test("a choice comes along to who had made none", async () => {
  const [survivor, loser] = [uuid(), uuid()];
  await chose(loser, ["news"], 1, null, time(5));
  await merge(survivor, loser);
  expect(await choiceOf(survivor)).toEqual([
    { topics: ["news"], most_per_week: 1, paused_until: null, changed_at: time(5) },
  ]);
});
