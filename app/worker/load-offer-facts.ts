import { DateTime } from "luxon";
import { type IntentSignalName, intentScore, intentWeights, intentWindowDays } from "~/contacts/intent";
import type { Sql } from "~/db.server";
import type { OfferRules } from "~/offers/offer-rules";
import { type BuyingSigns, OFFER_CAP_DAYS } from "~/offers/offer-verdict";

/** What the rules about offers look at, of a batch's contacts and of the shop. */
export interface LoadedOfferFacts {
  /** By contact: personal codes of late, in mails that left, may have left or are about to. */
  readonly givenLately: ReadonlyMap<string, number>;
  readonly givenThisMonth: number;
  /** By contact; empty where the merchant's rules do not ask. */
  readonly signs: ReadonlyMap<string, BuyingSigns>;
}

/** The newest signals of somebody who looks at everything say what the older ones would. */
const MOST_SIGNALS = 200;
/** Who placed so many orders with codes in a row is not known by the one before them. */
const MOST_ORDERS = 20;

/** Loads them, one query a kind, and only what the rules ask for. */
export async function loadOfferFacts(
  sql: Sql,
  shop: { readonly shopId: number; readonly timezone: string },
  contactIds: readonly string[],
  rules: OfferRules,
  at: Date,
): Promise<LoadedOfferFacts> {
  const given = await sql.query<{ contactId: string; codes: number }>({
    name: "offer-given-lately",
    text: `SELECT m.contact_id AS "contactId", count(*)::int AS codes FROM messages m
      JOIN offer_codes c ON c.shop_id = $1 AND c.message_id = m.message_id
      WHERE m.shop_id = $1 AND m.contact_id = ANY($2::uuid[]) AND m.status <> 'refused'
        AND (m.status <> 'not_sent' OR m.left_at IS NOT NULL)
        AND c.given_at > $3::timestamptz - make_interval(days => ${OFFER_CAP_DAYS})
      GROUP BY m.contact_id`,
    values: [shop.shopId, contactIds, at],
  });
  return {
    givenLately: new Map(given.rows.map(({ contactId, codes }) => [contactId, codes])),
    givenThisMonth: rules.perMonth === null ? 0 : await givenThisMonth(sql, shop, rules.perMonth, at),
    signs: await loadSigns(sql, shop.shopId, contactIds, rules, at),
  };
}

/** Counted no further than the cap. */
async function givenThisMonth(
  sql: Sql,
  { shopId, timezone }: { readonly shopId: number; readonly timezone: string },
  most: number,
  at: Date,
): Promise<number> {
  const { rows } = await sql.query<{ codes: number }>({
    name: "offer-given-this-month",
    text: `SELECT count(*)::int AS codes FROM (SELECT 1 FROM offer_codes
      WHERE shop_id = $1 AND given_at >= $2 AND message_id IS NOT NULL LIMIT $3) c`,
    values: [shopId, DateTime.fromJSDate(at, { zone: timezone }).startOf("month").toJSDate(), most],
  });
  return rows[0]?.codes ?? 0;
}

async function loadSigns(
  sql: Sql,
  shopId: number,
  contactIds: readonly string[],
  rules: OfferRules,
  at: Date,
): Promise<Map<string, BuyingSigns>> {
  const asksForOrders = rules.testPercent > 0 || rules.notToBuyersWithinDays !== null;
  const orders = asksForOrders ? await fullPriceOrders(sql, shopId, contactIds) : new Map();
  const eager = rules.notToHighIntent ? await eagerContacts(sql, shopId, contactIds, at) : new Set();
  return new Map(contactIds.map((id) => [id, { fullPriceOrder: orders.get(id) ?? null, isIntentHigh: eager.has(id) }]));
}

/** By contact, their newest order that no code made cheaper. Of an order from before us it is not known, and taken for one. */
async function fullPriceOrders(sql: Sql, shopId: number, contactIds: readonly string[]) {
  const { rows } = await sql.query<{ contactId: string; name: string; placedAt: Date }>({
    name: "offer-full-price-orders",
    text: `SELECT c.contact_id AS "contactId", o.name, o.placed_at AS "placedAt" FROM unnest($2::uuid[]) AS c(contact_id)
      CROSS JOIN LATERAL (
        SELECT name, placed_at FROM (SELECT order_id, name, placed_at FROM orders
          WHERE shop_id = $1 AND contact_id = c.contact_id AND cancelled_at IS NULL
          ORDER BY placed_at DESC LIMIT ${MOST_ORDERS}) recent
        WHERE NOT EXISTS (SELECT 1 FROM order_discounts d WHERE d.shop_id = $1 AND d.order_id = recent.order_id)
        ORDER BY placed_at DESC LIMIT 1) o`,
    values: [shopId, contactIds],
  });
  return new Map(rows.map(({ contactId, ...order }) => [contactId, order]));
}

/** Those whose intent is high. */
async function eagerContacts(
  sql: Sql,
  shopId: number,
  contactIds: readonly string[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ contactId: string; name: IntentSignalName; at: Date }>({
    name: "offer-intent-signals",
    text: `SELECT c.contact_id AS "contactId", e.name, e.occurred_at AS at FROM unnest($2::uuid[]) AS c(contact_id)
      CROSS JOIN LATERAL (SELECT name, occurred_at FROM events WHERE shop_id = $1 AND contact_id = c.contact_id
        AND name = ANY($3) AND occurred_at <= $4 AND occurred_at > $4::timestamptz - make_interval(days => $5)
        ORDER BY occurred_at DESC LIMIT ${MOST_SIGNALS}) e`,
    values: [shopId, contactIds, Object.keys(intentWeights), at, intentWindowDays],
  });
  const signals = Map.groupBy(rows, ({ contactId }) => contactId);
  return new Set(
    [...signals].flatMap(([contactId, theirs]) => {
      const { level } = intentScore(
        theirs.map((signal) => ({ ...signal, what: null })),
        at,
      );
      return level === "high" ? [contactId] : [];
    }),
  );
}
