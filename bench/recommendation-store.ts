/** Lines of an order, and products of a type. */
const LINES = 3;
const OF_A_TYPE = 250;
const CHUNK = 500_000;

/**
 * The statements that fill an empty database with one shop: a catalogue of types, and a year of orders of which each
 * holds products of one type, few of them often. Indexes are made anew behind the load; the schema is the app's own.
 */
export function recommendationStore(products: number, lines: number, views: number) {
  const orders = Math.round(lines / LINES);
  const steps = Array.from({ length: Math.ceil(orders / CHUNK) }, (_, index) => index * CHUNK);
  const count = (number: number) => number.toLocaleString("en");
  return [
    { what: `${count(products)} products`, statements: catalogue(products) },
    ...steps.map((from) => {
      const to = Math.min(from + CHUNK, orders);
      return { what: `orders ${count(to)} of ${count(orders)}`, statements: past(products, orders, from, to) };
    }),
    { what: `${count(views)} views`, statements: browsing(products, views) },
    { what: "indexes", statements: indexesBack },
  ];
}

/** Of a type's products the first are bought most: half of all purchases are of a quarter of them. */
const someProduct = (products: number, seed: string) =>
  `(1 + (floor(${seed} * ${Math.ceil(products / OF_A_TYPE)})::int * ${OF_A_TYPE}
    + floor(power(random(), 2) * ${OF_A_TYPE})::int) % ${products})::text`;

const catalogue = (products: number) => `
  SELECT setseed(0.1);
  CREATE TABLE bench_indexes AS SELECT tablename, indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = 'public' AND tablename IN ('orders', 'order_lines', 'events') AND indexname NOT LIKE '%_pkey';
  DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT name FROM bench_indexes LOOP EXECUTE format('DROP INDEX %I', one.name); END LOOP; END $$;
  INSERT INTO shops (shop_id, domain, currency, timezone, opened_at, catalogue_at)
  VALUES (1, 'bench.myshopify.com', 'EUR', 'Europe/Berlin', now(), now());
  INSERT INTO products (shop_id, product_id, title, handle, vendor, type, tags, collections, image_url, is_published,
    published_at, updated_at, read_at)
  SELECT 1, i, 'Thing ' || i || ' of kind ' || i / 50, 'thing-' || i, 'Vendor ' || i % 40, 'Type ' || i / ${OF_A_TYPE},
    ARRAY['tag ' || i % 900, 'tag ' || i % 1100], ARRAY['Collection ' || i % 300], 'https://cdn.example/' || i || '.jpg', true,
    now() - i * interval '1 minute', now() - interval '1 year', now() FROM generate_series(1, ${products}) i;
  INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, is_available)
  SELECT 1, i, i, 'Default Title', 1, 900 + i % 9000, i % 20 <> 0 FROM generate_series(1, ${products}) i`;

const past = (products: number, orders: number, from: number, to: number) => `
  SELECT setseed(0.2 + ${from / orders / 2});
  INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, currency, total_minor)
  SELECT 1, i, '#' || i, ('00000000-0000-7000-8000-' || lpad(to_hex(i % ${Math.ceil(orders / 4)}), 12, '0'))::uuid, 'online',
    now() - (${orders} - i) * ${(364 * 86_400) / orders} * interval '1 second', now(), '', 'EUR', 3000
  FROM generate_series(${from}, ${to - 1}) i;
  INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor)
  SELECT 1, i, line, ${someProduct(products, "kind")}, '', 1, 900
  FROM (SELECT i, random() AS kind FROM generate_series(${from}, ${to - 1}) i OFFSET 0) o, generate_series(1, ${LINES}) line`;

const browsing = (products: number, views: number) => `
  SELECT setseed(0.8);
  INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data)
  SELECT 1, now() - (${views} - i) * ${(80 * 86_400) / views} * interval '1 second' - interval '1 hour', gen_random_uuid(), 'product.viewed',
    ('00000000-0000-7000-8000-' || lpad(to_hex(i / 5 % 50000), 12, '0'))::uuid,
    jsonb_build_object('productId', ${someProduct(products, "(i / 5 % 400) / 400.0")})
  FROM generate_series(0, ${views - 1}) i`;

const indexesBack = `
  SET maintenance_work_mem = '512MB';
  DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT definition FROM bench_indexes LOOP EXECUTE one.definition; END LOOP; END $$;
  DROP TABLE bench_indexes`;
