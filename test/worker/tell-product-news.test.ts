import { beforeEach, describe, expect, it } from "vitest";
import { moveClock, now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { storeStock } from "~/recommendations/store-stock";
import { ensureShop } from "~/shop.server";
import { tellProductNews } from "~/worker/tell-product-news";

let shopId: number;
beforeEach(async () => {
  await pool.query("TRUNCATE products, variants, product_news, events, contacts, orders, order_lines");
  shopId = await ensureShop(pool, "news.myshopify.com");
  await pool.query("UPDATE shops SET opened_at = now(), currency = 'EUR' WHERE shop_id = $1", [shopId]);
  await pool.query(
    `INSERT INTO products (shop_id, product_id, title, handle, tags, collections, is_published, updated_at, read_at)
     VALUES ($1, '1', 'Mug', 'mug', '{}', '{}', true, now(), now())`,
    [shopId],
  );
  await pool.query(
    `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, is_available)
     VALUES ($1, '11', '1', 'Oat', 1, 1800, false)`,
    [shopId],
  );
});

/** So many contacts who did something about the mug, `days` ago. */
async function contacts(count: number, name: string, data: object, days = 1): Promise<void> {
  await pool.query(
    `WITH people AS (
       INSERT INTO contacts (shop_id, contact_id, email, created_at)
       SELECT $1, gen_random_uuid(), $2 || n || '@example.com', $5 FROM generate_series(1, $3::int) n RETURNING contact_id)
     INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data)
     SELECT $1, $5::timestamptz, gen_random_uuid(), $2, contact_id, $4 FROM people`,
    [shopId, name, count, data, new Date(now().getTime() - days * 86_400_000)],
  );
}

async function stock(isAvailable: boolean): Promise<void> {
  await transaction((sql) => storeStock(sql, shopId, new Map([["11", isAvailable]]), now()));
}

async function tellAll(): Promise<number> {
  let turns = 0;
  while ((await tellProductNews()) > 0) turns += 1;
  return turns;
}

async function told(): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ wanted: string; count: number }>(
    `SELECT data->>'wanted' AS wanted, count(*)::int FROM events WHERE shop_id = $1 AND name = 'product.restocked'
     GROUP BY 1 ORDER BY 1`,
    [shopId],
  );
  return Object.fromEntries(rows.map(({ wanted, count }) => [wanted, count]));
}

const view = { productId: "1" };
const line = { productId: "1", variantId: "11", title: "Mug", variantTitle: "Oat", quantity: 1, priceMinor: 1800 };

describe("a product that is back", () => {
  it("is told once to each of many, batch after batch", async () => {
    await contacts(520, "product.viewed", view);
    await contacts(30, "checkout.updated", { token: "t", lines: [line] });
    await contacts(20, "cart.updated", { token: "c", lines: [{ ...line, productId: "2" }, line] });
    await contacts(10, "stock.requested", { productId: "1", variantId: "11" }, 300);
    await contacts(40, "product.viewed", view, 61);
    await contacts(40, "product.viewed", { productId: "2" });
    await contacts(40, "cart.updated", { token: "d", lines: [{ ...line, productId: "2" }] });
    await stock(true);
    expect(await tellAll()).toBe(3);
    expect(await told()).toEqual({ asked: 10, carted: 50, viewed: 520 });
    expect(await tellAll()).toBe(0);
  });

  it("is told on where a kill between two batches left it", async () => {
    await contacts(300, "product.viewed", view);
    await stock(true);
    expect(await tellProductNews()).toBe(1);
    expect(await told()).toEqual({ viewed: 250 });
    // A second batch that dies at its very end, its events and runs written, leaves nothing behind.
    await pool.query("ALTER TABLE product_news ADD CONSTRAINT dies CHECK (finished_at IS NULL)");
    await expect(tellProductNews()).rejects.toThrow("dies");
    await pool.query("ALTER TABLE product_news DROP CONSTRAINT dies");
    expect(await told()).toEqual({ viewed: 250 });
    await Promise.all([tellAll(), tellAll()]);
    expect(await told()).toEqual({ viewed: 300 });
  });

  it("that comes and goes is told once; whoever asked in between, an hour later", async () => {
    await contacts(3, "product.viewed", view);
    for (const isAvailable of [true, false, true]) {
      await stock(isAvailable);
      await tellAll();
    }
    expect(await told()).toEqual({ viewed: 3 });
    await stock(false);
    await contacts(1, "stock.requested", { productId: "1", variantId: null }, 0);
    await stock(true);
    await tellAll();
    expect(await told()).toEqual({ viewed: 3 });
    moveClock(new Date(now().getTime() + 61 * 60_000));
    await tellAll();
    expect(await told()).toEqual({ asked: 1, viewed: 3 });
  });

  it("and gone again before anybody heard of it is not told", async () => {
    await contacts(3, "product.viewed", view);
    await stock(true);
    await stock(false);
    await tellAll();
    expect(await told()).toEqual({});
  });

  it("is no news any more after days in which nothing could be told", async () => {
    await contacts(3, "product.viewed", view);
    await stock(true);
    moveClock(new Date(now().getTime() + 4 * 86_400_000));
    expect(await tellAll()).toBe(0);
    expect(await told()).toEqual({});
  });

  it("of one shop is no other's", async () => {
    const other = await ensureShop(pool, "other.myshopify.com");
    await contacts(1, "product.viewed", view);
    await pool.query("UPDATE events SET shop_id = $1", [other]);
    await pool.query("UPDATE contacts SET shop_id = $1", [other]);
    await stock(true);
    await tellAll();
    expect((await pool.query("SELECT 1 FROM events WHERE name = 'product.restocked'")).rowCount).toBe(0);
  });
});

it("who wanted a product is found by indexes, of a shop with a hundred thousand events", async () => {
  await pool.query(
    `INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data)
     SELECT $1, now() - n * interval '1 second', gen_random_uuid(),
       CASE n % 2 WHEN 0 THEN 'product.viewed' ELSE 'cart.updated' END, gen_random_uuid(),
       CASE n % 2 WHEN 0 THEN jsonb_build_object('productId', (n % 500)::text)
         ELSE jsonb_build_object('token', n::text, 'lines', jsonb_build_array(jsonb_build_object('productId', (n % 500)::text))) END
     FROM generate_series(1, 100000) n`,
    [shopId],
  );
  await pool.query("ANALYZE events");
  for (const text of [
    `SELECT DISTINCT contact_id FROM events WHERE shop_id = ${shopId} AND data->>'productId' = '4'
       AND name IN ('product.viewed', 'product.carted', 'stock.requested')
       AND contact_id > '00000000-0000-0000-0000-000000000000' ORDER BY contact_id LIMIT 250`,
    `SELECT DISTINCT contact_id FROM events WHERE shop_id = ${shopId}
       AND jsonb_path_query_array(data, '$.lines[*].productId') @> '["3"]'::jsonb
       AND name IN ('cart.updated', 'checkout.updated') AND contact_id > '00000000-0000-0000-0000-000000000000'
       ORDER BY contact_id LIMIT 250`,
  ]) {
    const { rows } = await pool.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`);
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/events_of_(product|lines)_idx/);
  }
});
