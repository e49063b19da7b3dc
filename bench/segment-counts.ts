import type { PoolClient } from "pg";
import { z } from "zod";
import { intentHalfLifeDays, intentWeights, intentWindowDays } from "~/contacts/intent";
import { compileRule } from "~/contacts/segments/compile";
import type { Condition, Group } from "~/contacts/segments/expression";
import { countContacts, previewSegment } from "~/contacts/segments/preview";
import { pool } from "~/db.server";
import { median } from "./report";
import { answerQuestions } from "./side-process";

const asked = z.object({ rounds: z.number() });

const SHOP = 1;
const at = new Date();
const ago = (days: number) => new Date(at.getTime() - days * 86_400_000);

interface Question {
  readonly what: string;
  readonly rule: Group;
  /** The same question as somebody who knows the tables would write it. */
  readonly byHand: string;
  readonly values: unknown[];
}

const all = (...rules: Condition[]): Group => ({ is: "group", match: "all", rules });
const any = (...rules: Condition[]): Group => ({ is: "group", match: "any", rules });
const agreed: Condition = { is: "consent", of: ["SUBSCRIBED"] };
const anything = { kind: "any" } as const;
const people = "SELECT count(*) AS members FROM contacts c WHERE c.shop_id = 1 AND c.merged_into IS NULL";

const questions: readonly Question[] = [
  {
    what: "looked this week, did not buy",
    rule: all(
      { is: "did", what: "viewed", about: anything, times: { at: "least", count: 1 }, when: { in: "last", days: 7 } },
      {
        is: "did",
        what: "ordered",
        about: anything,
        times: { at: "exactly", count: 0 },
        when: { in: "last", days: 7 },
      },
    ),
    byHand: `${people} AND c.contact_id IN (SELECT contact_id FROM events WHERE shop_id = 1 AND name = 'product.viewed'
      AND occurred_at >= $1) AND (c.last_order_at IS NULL OR c.last_order_at < $1)`,
    values: [ago(7)],
  },
  {
    what: "viewed 3 times in 30 days, agreed, Germany",
    rule: all(
      agreed,
      { is: "profile", field: "country", of: ["DE"] },
      {
        is: "did",
        what: "viewed",
        about: anything,
        times: { at: "least", count: 3 },
        when: { in: "last", days: 30 },
      },
    ),
    byHand: `${people} AND c.consent = 'SUBSCRIBED' AND c.country = 'DE' AND c.contact_id IN (SELECT contact_id FROM events
      WHERE shop_id = 1 AND name = 'product.viewed' AND occurred_at >= $1 GROUP BY contact_id HAVING count(*) >= 3)`,
    values: [ago(30)],
  },
  {
    what: "agreed, opened nothing in 90 days",
    rule: all(agreed, {
      is: "reacted",
      what: "opened",
      times: { at: "most", count: 0 },
      when: { in: "last", days: 90 },
    }),
    byHand: `${people} AND c.consent = 'SUBSCRIBED' AND NOT EXISTS (SELECT FROM events e WHERE e.shop_id = 1
      AND e.contact_id = c.contact_id AND e.name = 'email.opened' AND e.occurred_at >= $1)`,
    values: [ago(90)],
  },
  {
    what: "loyal, or clicked in 30 days",
    rule: any(
      { is: "stage", of: ["loyal"] },
      { is: "reacted", what: "clicked", times: { at: "least", count: 1 }, when: { in: "last", days: 30 } },
    ),
    byHand: `SELECT count(*) AS members FROM (
      SELECT contact_id FROM contacts WHERE shop_id = 1 AND merged_into IS NULL AND stage = 'loyal'
      UNION SELECT e.contact_id FROM events e JOIN contacts c ON c.shop_id = 1 AND c.contact_id = e.contact_id AND c.merged_into IS NULL
      WHERE e.shop_id = 1 AND e.name = 'email.clicked' AND e.occurred_at >= $1) either`,
    values: [ago(30)],
  },
  {
    what: "spent 50.00 on lamps in a year",
    rule: all({
      is: "spent",
      at: "least",
      amountMinor: 5_000,
      about: { kind: "collection", of: ["Lamps"] },
      when: { in: "last", days: 365 },
    }),
    byHand: `${people} AND c.contact_id IN (SELECT o.contact_id FROM orders o
      JOIN order_lines l ON l.shop_id = 1 AND l.order_id = o.order_id
      JOIN products p ON p.shop_id = 1 AND p.product_id = l.product_id
      WHERE o.shop_id = 1 AND o.cancelled_at IS NULL AND o.placed_at >= $1 AND 'Lamps' = ANY(p.collections)
      GROUP BY o.contact_id HAVING sum(l.quantity * l.price_minor) >= 5000)`,
    values: [ago(365)],
  },
  {
    what: "agreed, an intent of 4 points",
    rule: all(agreed, { is: "intent", at: "least", score: 4 }),
    byHand: `${people} AND c.consent = 'SUBSCRIBED' AND c.contact_id IN (SELECT contact_id FROM events
      WHERE shop_id = 1 AND name = ANY($3) AND occurred_at BETWEEN $1 AND $2 GROUP BY contact_id
      HAVING sum(CASE name ${Object.entries(intentWeights)
        .map(([name, points]) => `WHEN '${name}' THEN ${points}`)
        .join(
          " ",
        )} END * power(0.5, extract(epoch FROM $2 - occurred_at)::float8 / ${intentHalfLifeDays * 86_400})) >= 4)`,
    values: [ago(intentWindowDays), at, Object.keys(intentWeights)],
  },
];

answerQuestions(async (question) => {
  const { rounds } = asked.parse(question);
  const sql = await pool.connect();
  // Both with the memory that a preview has: see withRoom in app/contacts/segments/compile.ts.
  await sql.query("SET statement_timeout = 0; SET work_mem = '64MB'");
  const measured = [];
  const batch = await batchOf(sql);
  for (const one of questions) measured.push(await measure(sql, one, batch, rounds));
  sql.release(true);
  return measured;
});

/** The people of whom the newest deliveries were: an inbox batch looks at as many, under the shop's lock. */
async function batchOf(sql: PoolClient): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    "SELECT contact_id AS id FROM events WHERE shop_id = 1 ORDER BY occurred_at DESC LIMIT 250",
  );
  return rows.map(({ id }) => id);
}

async function membersAmong(sql: PoolClient, rule: Group, contactIds: readonly string[]): Promise<void> {
  const { where, values } = compileRule(rule, { shopId: SHOP, at, contactIds });
  await sql.query(`SELECT c.contact_id FROM contacts c WHERE ${where}`, values);
}

async function measure(sql: PoolClient, one: Question, batch: readonly string[], rounds: number) {
  const { what, rule, byHand, values } = one;
  const ours = () => countContacts(sql, SHOP, rule, at);
  const hand = async () => (await sql.query<{ members: number }>(byHand, values)).rows[0]?.members ?? 0;
  // The first of each finds its pages and its plan; it says whether both ask the same.
  const [members, sameMembers] = [await ours(), await hand()];
  if (members !== sameMembers) throw new Error(`${what}: ours finds ${members}, by hand it is ${sameMembers}.`);
  const oursMs: number[] = [];
  const handMs: number[] = [];
  const previewMs: number[] = [];
  const batchMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    oursMs.push(await timed(ours));
    handMs.push(await timed(hand));
    previewMs.push(await timed(() => previewSegment(SHOP, rule, at)));
    batchMs.push(await timed(() => membersAmong(sql, rule, batch)));
  }
  return {
    what,
    members,
    oursMs: median(oursMs),
    handMs: median(handMs),
    previewMs: median(previewMs),
    batchMs: median(batchMs),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
