import type { Sql } from "~/db.server";
import { Baskets } from "./baskets";
import { Sessions } from "./sessions";

/** Views read at once, and in all: the newest ones, of the last 90 days. */
const A_PAGE = 10_000;
const MOST_VIEWS = 500_000;
const WINDOW = "interval '90 days'";

/** Somebody who does nothing for half an hour begins anew: the convention of web analytics, and of session-rec. */
const SESSION_GAP_S = 30 * 60;

/** A page that reloads itself, or a machine, tells nothing of what is looked at next. */
const LONGEST_SESSION = 100;

/** What people looked at, as the models read it: product by product, and who looked at what at all. */
export interface Views {
  readonly sessions: Sessions;
  readonly people: Baskets;
  /** The products, by their number in both. */
  readonly productIds: readonly string[];
}

interface View {
  readonly at: number;
  readonly person: string;
  readonly productId: string;
}

/** What was looked at and carted in a shop in the 90 days before `at`. */
export async function readViews(sql: Sql, shopId: number, at: Date): Promise<Views> {
  const indexOf = new Map<string, number>();
  const open = new Map<string, { products: number[]; endedAt: number }>();
  const ended: { products: number[]; endedAt: number }[] = [];
  const seenBy = new Map<string, Set<number>>();
  for await (const { at: viewedAt, person, productId } of viewsSince(
    sql,
    shopId,
    await firstView(sql, shopId, at),
    at,
  )) {
    const product = indexOf.get(productId) ?? indexOf.size;
    indexOf.set(productId, product);
    const seen = seenBy.get(person);
    if (seen) seen.add(product);
    else seenBy.set(person, new Set([product]));
    const session = open.get(person);
    if (session && viewedAt - session.endedAt <= SESSION_GAP_S && session.products.length < LONGEST_SESSION) {
      session.products.push(product);
      session.endedAt = viewedAt;
      continue;
    }
    if (session) ended.push(session);
    open.set(person, { products: [product], endedAt: viewedAt });
  }
  const sessions = new Sessions();
  const all = [...ended, ...open.values()].filter(({ products }) => products.length > 1);
  for (const { products, endedAt } of all.sort((a, b) => a.endedAt - b.endedAt)) sessions.add(products, endedAt);
  const people = new Baskets();
  for (const seen of seenBy.values()) people.add([...seen]);
  return { sessions, people, productIds: [...indexOf.keys()] };
}

/** The time from which on the newest views are read. */
async function firstView(sql: Sql, shopId: number, at: Date): Promise<Date> {
  const { rows } = await sql.query<{ since: Date }>({
    name: "model-first-view",
    text: `SELECT greatest($2::timestamptz - ${WINDOW}, (SELECT occurred_at FROM events
        WHERE shop_id = $1 AND name = 'product.viewed' AND occurred_at > $2::timestamptz - ${WINDOW}
        ORDER BY occurred_at DESC OFFSET ${MOST_VIEWS} LIMIT 1)) AS since`,
    values: [shopId, at],
  });
  return rows[0]?.since ?? at;
}

async function* viewsSince(sql: Sql, shopId: number, since: Date, until: Date): AsyncGenerator<View> {
  let place = { occurredAt: since.toISOString(), eventId: "ffffffff-ffff-ffff-ffff-ffffffffffff" };
  for (;;) {
    const { rows } = await sql.query<View & { occurredAt: string; eventId: string }>({
      name: "model-views",
      text: `SELECT occurred_at::text AS "occurredAt", event_id AS "eventId", extract(epoch FROM occurred_at)::float8 AS at,
          coalesce(contact_id::text, visitor) AS person, data->>'productId' AS "productId"
        FROM events WHERE shop_id = $1 AND (occurred_at, event_id) > ($2::timestamptz, $3::uuid) AND occurred_at <= $4
          AND name IN ('product.viewed', 'product.carted') AND coalesce(contact_id::text, visitor) IS NOT NULL
        ORDER BY occurred_at, event_id LIMIT ${A_PAGE}`,
      values: [shopId, place.occurredAt, place.eventId, until],
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < A_PAGE) return;
    place = last;
  }
}
