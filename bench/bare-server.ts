import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { z } from "zod";

/**
 * The limit beside our front door: the least that a webhook made durable can cost with these tools. It verifies,
 * groups neighbours into one insert, commits, answers. No limits, no dedupe, no parking, no shops.
 */
const env = z
  .object({ PORT: z.coerce.number(), DATABASE_URL: z.string(), SHOPIFY_API_SECRET: z.string() })
  .parse(process.env);

/** The inbox's columns and key; its other indexes serve whoever reads it, and nobody reads here. */
const TABLE = `CREATE TABLE IF NOT EXISTS bare_inbox (
  shop_id int NOT NULL, source text NOT NULL, delivery_id text NOT NULL, topic text NOT NULL, event_id text, api_version text,
  triggered_at timestamptz(3) NOT NULL, received_at timestamptz(3) NOT NULL, status text NOT NULL DEFAULT 'waiting',
  reason text, payload bytea, PRIMARY KEY (shop_id, source, delivery_id)) WITH (toast_tuple_target = 8160)`;

const COLUMNS = 9;
/** One group in flight at a time: whatever comes meanwhile makes the next. As many rows as ours takes. */
const MOST_ROWS = 128;

interface Waiting {
  readonly row: readonly unknown[];
  readonly done: () => void;
}

/** Serves POST /webhooks, and calls `onStored` with each body once it is durable and answered. */
export async function serveBare(onStored: (body: Buffer) => void): Promise<void> {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 1 });
  await pool.query(TABLE);
  let waiting: Waiting[] = [];
  let isFlushing = false;
  const flush = async () => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST_ROWS);
      waiting = waiting.slice(MOST_ROWS);
      await pool.query({
        name: `bare-${group.length}`,
        text: insertOf(group.length),
        values: group.flatMap(({ row }) => row),
      });
      for (const { done } of group) done();
    }
    isFlushing = false;
  };

  const server = createServer((request, response) => {
    if (request.method === "GET") return void response.end();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const { headers } = request;
      const expected = createHmac("sha256", env.SHOPIFY_API_SECRET).update(body).digest();
      if (!timingSafeEqual(expected, Buffer.from(String(headers["x-shopify-hmac-sha256"]), "base64"))) {
        return void response.writeHead(401).end();
      }
      const told = ["webhook-id", "topic", "event-id", "api-version"].map((name) => headers[`x-shopify-${name}`]);
      const row = [1, "shopify", ...told, headers["x-shopify-triggered-at"], new Date(), body];
      const done = () => {
        response.writeHead(200, { "content-length": 0 }).end();
        onStored(body);
      };
      waiting.push({ row, done });
      if (isFlushing) return;
      isFlushing = true;
      setImmediate(() => void flush());
    });
  });
  server.listen(env.PORT, "127.0.0.1");
}

const texts = new Map<number, string>();

function insertOf(rows: number): string {
  const known = texts.get(rows);
  if (known) return known;
  const values = Array.from({ length: rows }, (_, row) => {
    const places = Array.from({ length: COLUMNS }, (_, column) => `$${row * COLUMNS + column + 1}`);
    return `(${places.join(",")})`;
  });
  const text = `INSERT INTO bare_inbox (shop_id, source, delivery_id, topic, event_id, api_version, triggered_at, received_at,
    payload) VALUES ${values.join(",")}`;
  texts.set(rows, text);
  return text;
}
