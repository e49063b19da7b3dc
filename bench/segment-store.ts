/** How many products there are; each tenth is a lamp. */
const PRODUCTS = 1_000;

/** So many events a statement: a sign of life each half minute or so. */
const CHUNK = 2_000_000;

/**
 * The statements that fill an empty database with one large shop: people of whom few do much, and a year of what
 * they did, in the order in which it happened. Secondary indexes of events are made anew behind the load, as
 * they were; the schema is the app's own.
 */
export function segmentStore(contacts: number, events: number): { what: string; statements: string }[] {
  const chunk = Math.min(CHUNK, events);
  const steps = Array.from({ length: Math.ceil(events / chunk) }, (_, index) => index * chunk);
  const count = (number: number) => number.toLocaleString("en");
  return [
    { what: `${count(contacts)} contacts`, statements: people(contacts) },
    { what: `${count(contacts)} orders`, statements: orders(contacts) },
    { what: "indexes set aside", statements: withoutIndexes },
    ...steps.map((from) => ({
      what: `events ${count(from + chunk)} of ${count(events)}`,
      statements: deeds(contacts, events, from, from + chunk),
    })),
    { what: "indexes", statements: indexesBack },
  ];
}

/** Our ids are UUID v7: so is this one, of the contact or event number `number`. */
const id = (number: string) =>
  `(lpad(to_hex(1700000000000 + ${number}), 12, '0') || '70008000' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/** The number of somebody. Few do much: half of all is done by a quarter of the people. */
const somebody = (contacts: number) => `floor(power(random(), 2) * ${contacts})::bigint`;

/** When the `number`th of `all` happened, counted back from now over a year. */
const yearBefore = (number: string, all: number) => `now() - ${number} * ${(365 * 86_400) / all} * interval '1 second'`;

function people(contacts: number): string {
  return `SELECT setseed(0.1);
    INSERT INTO shops (shop_id, domain, currency, timezone, opened_at) VALUES (1, 'bench.myshopify.com', 'EUR', 'Europe/Berlin', now());
    INSERT INTO products (shop_id, product_id, title, handle, tags, collections, is_published, updated_at, read_at)
    SELECT 1, i, 'Product ' || i, 'product-' || i, ARRAY[]::text[], CASE WHEN i % 10 = 0 THEN ARRAY['Lamps'] ELSE ARRAY['Other'] END,
      true, now(), now() FROM generate_series(1, ${PRODUCTS}) i;
    INSERT INTO contacts (shop_id, contact_id, email, locale, country, consent, created_at, stage, seen_at)
    SELECT 1, ${id("i")}, 'contact-' || i || '@example.com', 'de', (array['DE', 'AT', 'CH', 'FR'])[1 + i % 4],
      (array['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED'])[1 + i % 3], now(),
      (array['prospect', 'new', 'active', 'loyal', 'at-risk', 'lapsed', 'lost'])[1 + i % 7], now()
    FROM generate_series(0, ${contacts - 1}) i`;
}

/** As many orders as people, of one or two lines, and the contacts' totals of them. */
function orders(contacts: number): string {
  return `SELECT setseed(0.2);
    INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, currency, total_minor)
    SELECT 1, i, '#' || i, ${id("who")}, 'online', ${yearBefore("i", contacts)}, now(), '', 'EUR', 1000 + i % 9000
    FROM (SELECT i, ${somebody(contacts)} AS who FROM generate_series(1, ${contacts}) i OFFSET 0) one;
    INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor)
    SELECT 1, order_id, line, 1 + floor(random() * ${PRODUCTS})::int, '', 1 + line, 900 FROM orders,
      generate_series(0, 1) line WHERE line = 0 OR order_id::int % 2 = 0;
    UPDATE contacts c SET orders_count = o.count, spent_minor = o.spent, first_order_at = o.first, last_order_at = o.last
    FROM (SELECT contact_id, count(*) AS count, sum(total_minor) AS spent, min(placed_at) AS first, max(placed_at) AS last
      FROM orders GROUP BY contact_id) o WHERE c.shop_id = 1 AND c.contact_id = o.contact_id`;
}

const withoutIndexes = `
  CREATE TABLE bench_indexes AS SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = 'public' AND tablename = 'events' AND indexname <> 'events_pkey';
  DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT name FROM bench_indexes LOOP EXECUTE format('DROP INDEX %I', one.name); END LOOP; END $$`;

const indexesBack = `
  SET maintenance_work_mem = '1GB';
  DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT definition FROM bench_indexes LOOP EXECUTE one.definition; END LOOP; END $$;
  DROP TABLE bench_indexes`;

/** Of 100 events 55 are views, 10 carts, 8 checkouts, 15 mails delivered, 9 opened and 3 clicked. */
function deeds(contacts: number, events: number, from: number, to: number): string {
  return `SELECT setseed(0.3 + ${from / events / 2});
    INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data)
    SELECT 1, ${yearBefore(`(${events} - i)`, events)}, ${id("i")}, name, ${id("who")},
      CASE
        WHEN name LIKE 'product.%' THEN jsonb_build_object('productId', (1 + floor(random() * ${PRODUCTS})::int)::text)
        WHEN name LIKE 'email.%' THEN jsonb_build_object('messageId', i::text, 'reason', NULL)
        ELSE jsonb_build_object('token', (i / 3)::text, 'totalMinor', 9900, 'lines',
          jsonb_build_array(jsonb_build_object('productId', (1 + floor(random() * ${PRODUCTS})::int)::text, 'quantity', 1)))
      END
    FROM (SELECT i, who, CASE WHEN dice < 55 THEN 'product.viewed' WHEN dice < 65 THEN 'product.carted'
        WHEN dice < 73 THEN 'checkout.updated' WHEN dice < 88 THEN 'email.delivered'
        WHEN dice < 97 THEN 'email.opened' ELSE 'email.clicked' END AS name
      FROM (SELECT i, ${somebody(contacts)} AS who, floor(random() * 100) AS dice
        FROM generate_series(${from}, ${to - 1}) i OFFSET 0) thrown) one`;
}
