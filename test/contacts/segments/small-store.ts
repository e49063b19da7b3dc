import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { pool } from "~/db.server";

/** A store small enough to think through: what segments can be asked about, in memory and in the database. */
export interface SmallStore {
  readonly products: readonly { productId: string; tags: readonly string[]; collections: readonly string[] }[];
  readonly people: readonly Person[];
}

export interface Person {
  readonly contactId: string;
  readonly customerId: string | null;
  readonly isMergedAway: boolean;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly locale: string | null;
  readonly tags: readonly string[];
  readonly custom: Readonly<Record<string, string | number | boolean | null>>;
  readonly consent: string;
  readonly stage: string;
  readonly orders: readonly Order[];
  readonly events: readonly { name: string; at: Date; data: EventData }[];
  /** Ids of Shopify segments. */
  readonly shopifySegments: readonly string[];
}

interface Order {
  readonly placedAt: Date;
  readonly isCancelled: boolean;
  readonly totalMinor: number;
  readonly lines: readonly { productId: string | null; quantity: number; priceMinor: number }[];
}

export interface EventData {
  readonly productId?: string;
  readonly messageId?: string;
  readonly name?: string;
  readonly token?: string;
  readonly lines?: readonly { productId: string | null }[];
}

/** The moment at which these stores are asked. */
export const noon = new Date("2026-11-23T12:00:00Z");

/** Words that a careless query would take for its own. */
export const words = [
  "lamp",
  "Lamp",
  "O'Brien",
  '"; DROP TABLE contacts; --',
  "100%",
  "_",
  "\\",
  "{a,b}",
  "$1",
  "NULL",
  "",
  "é😀",
];
export const word = fc.constantFrom(...words.filter((text) => text.trim() !== ""));
export const productIds = ["1", "2", "9007199254740993", "3'"];
export const fields = ["points", "size", "it's"];
export const shopifySegmentIds = ["11", "12"];

/** Up to 40 days back, at six o'clock steps, so that the edge of a window is met exactly. */
const moment = fc.integer({ min: 0, max: 160 }).map((steps) => new Date(noon.getTime() - steps * 6 * 3_600_000));
const productId = fc.constantFrom(...productIds);
const few = <T>(one: fc.Arbitrary<T>, max = 3) => fc.array(one, { maxLength: max });

const event = fc.oneof(
  fc.record({ name: fc.constantFrom("product.viewed", "product.carted"), at: moment, data: fc.record({ productId }) }),
  fc.record({
    name: fc.constantFrom("email.opened", "email.clicked"),
    at: moment,
    data: fc.record({ messageId: fc.constantFrom("m1", "m2") }),
  }),
  fc.record({ name: fc.constant("custom.happened"), at: moment, data: fc.record({ name: word }) }),
  fc.record({
    name: fc.constant("checkout.updated"),
    at: moment,
    data: fc.record({
      token: fc.constantFrom("t1", "t2"),
      lines: few(fc.record({ productId: fc.option(productId) })),
    }),
  }),
);

const person: fc.Arbitrary<Person> = fc.record({
  contactId: fc.constant(null).map(() => uuid()),
  customerId: fc.option(fc.constantFrom("7", "8")),
  isMergedAway: fc.nat(9).map((one) => one === 0),
  country: fc.option(fc.constantFrom("DE", "AT", "de")),
  region: fc.option(word),
  city: fc.option(word),
  locale: fc.option(fc.constantFrom("de", "de-AT", "DE-at", "en")),
  tags: few(fc.constantFrom(...words)),
  custom: fc.dictionary(
    fc.constantFrom(...fields),
    fc.oneof(word, fc.constantFrom("12", "-3.5"), fc.integer({ min: -20, max: 20 }), fc.boolean(), fc.constant(null)),
    { maxKeys: 3 },
  ),
  consent: fc.constantFrom("SUBSCRIBED", "UNSUBSCRIBED", "NOT_SUBSCRIBED", "PENDING"),
  stage: fc.constantFrom("prospect", "new", "loyal"),
  orders: few(
    fc.record({
      placedAt: moment,
      isCancelled: fc.nat(3).map((one) => one === 0),
      totalMinor: fc.integer({ min: 0, max: 300 }),
      lines: few(
        fc.record({
          productId: fc.option(productId),
          quantity: fc.integer({ min: 1, max: 3 }),
          priceMinor: fc.integer({ min: 0, max: 100 }),
        }),
      ),
    }),
    4,
  ),
  events: few(event, 6),
  shopifySegments: fc.subarray(shopifySegmentIds),
});

export const smallStore: fc.Arbitrary<SmallStore> = fc.record({
  products: fc
    .tuple(
      ...productIds.map((id) => fc.record({ productId: fc.constant(id), tags: few(word), collections: few(word) })),
    )
    .chain((all) => fc.subarray(all)),
  people: fc.array(person, { minLength: 4, maxLength: 12 }),
});

/** Puts a store into the database as the shop `shopId`. A customer id belongs to the first who claims it. */
export async function stock(shopId: number, store: SmallStore): Promise<void> {
  const all = <T>(sql: string, rows: readonly T[]) => pool.query(sql, [shopId, JSON.stringify(rows)]);
  await all(
    `INSERT INTO products (shop_id, product_id, title, handle, tags, collections, is_published, updated_at, read_at)
     SELECT $1, "productId", '', '', tags, collections, true, now(), now()
     FROM json_to_recordset($2) AS r("productId" text, tags text[], collections text[])`,
    store.products,
  );
  await all(
    `INSERT INTO contacts (shop_id, contact_id, customer_id, merged_into, country, region, city, locale, tags, custom, consent,
       stage, created_at, orders_count, spent_minor, first_order_at, last_order_at)
     SELECT $1, "contactId", "customerId", CASE WHEN "isMergedAway" THEN "contactId" END, country, region, city, locale, tags,
       custom, consent, stage, now(), count, spent, first, last
     FROM json_to_recordset($2) AS r("contactId" uuid, "customerId" text, "isMergedAway" boolean, country text, region text,
       city text, locale text, tags text[], custom jsonb, consent text, stage text, count int, spent bigint,
       first timestamptz, last timestamptz)`,
    store.people.map((one) => ({ ...one, ...totals(one) })),
  );
  await all(
    `INSERT INTO events (shop_id, event_id, occurred_at, name, contact_id, data)
     SELECT $1, gen_random_uuid(), at, name, "contactId", data
     FROM json_to_recordset($2) AS r("contactId" uuid, name text, at timestamptz, data jsonb)`,
    store.people.flatMap(({ contactId, events }) => events.map((one) => ({ ...one, contactId }))),
  );
  const orders = store.people.flatMap(({ contactId, orders }) =>
    orders.map((one) => ({ ...one, contactId, orderId: uuid() })),
  );
  await all(
    `INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, cancelled_at,
       currency, total_minor)
     SELECT $1, "orderId", '', "contactId", 'online', "placedAt", "placedAt", '', CASE WHEN "isCancelled" THEN "placedAt" END,
       'EUR', "totalMinor"
     FROM json_to_recordset($2) AS r("orderId" text, "contactId" uuid, "placedAt" timestamptz, "isCancelled" boolean,
       "totalMinor" bigint)`,
    orders,
  );
  await all(
    `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor)
     SELECT $1, "orderId", "lineId", "productId", '', quantity, "priceMinor"
     FROM json_to_recordset($2) AS r("orderId" text, "lineId" text, "productId" text, quantity int, "priceMinor" bigint)`,
    orders.flatMap(({ orderId, lines }) => lines.map((line) => ({ ...line, orderId, lineId: uuid() }))),
  );
  await all(
    `INSERT INTO shopify_segment_members (shop_id, shopify_segment_id, customer_id, read_at)
     SELECT $1, segment, "customerId", now() FROM json_to_recordset($2) AS r(segment text, "customerId" text)
     ON CONFLICT DO NOTHING`,
    shopifyMembers(store),
  );
}

/** Shopify knows customers only: everyone with that customer's id is meant. */
export function shopifyMembers({ people }: SmallStore): { segment: string; customerId: string }[] {
  return people.flatMap(({ customerId, shopifySegments }) =>
    customerId === null ? [] : shopifySegments.map((segment) => ({ segment, customerId })),
  );
}

function totals({ orders }: Person) {
  const kept = orders.filter(({ isCancelled }) => !isCancelled);
  const placed = kept.map(({ placedAt }) => placedAt).sort((a, b) => a.getTime() - b.getTime());
  return {
    count: kept.length,
    spent: kept.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
    first: placed.at(0) ?? null,
    last: placed.at(-1) ?? null,
  };
}
