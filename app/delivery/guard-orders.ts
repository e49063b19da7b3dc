import type { Sql } from "~/db.server";
import type { GuardFacts } from "./guard";
import type { GuardedRun } from "./guard-runs";

type Order = GuardFacts["orders"][number];

/** A message, and by what orders would answer it. */
export interface OrderQuestion {
  readonly messageId: string;
  readonly contactId: string;
  readonly contactEmail: string | null;
  readonly run: GuardedRun;
}

/**
 * Orders that could answer messages, by message id, the surest of each tie. One of the same checkout or cart counts
 * whenever it was placed; one of the same person since the trigger, under any of their addresses. A subscription's
 * renewal is no answer, and neither is the order that the run is about.
 */
export async function loadAnsweringOrders(
  sql: Sql,
  shopId: number,
  questions: readonly OrderQuestion[],
): Promise<Map<string, Order[]>> {
  if (questions.length === 0) return new Map();
  const wanted = questions.map(({ messageId, contactId, contactEmail, run: { about, checkout, triggeredAt } }) => ({
    messageId,
    contactId,
    contactEmail,
    checkoutEmail: checkout?.email ?? null,
    token: about.checkoutToken,
    cart: about.cartToken ?? checkout?.cartToken ?? null,
    orderId: about.orderId,
    products: about.productIds,
    since: triggeredAt,
  }));
  const { rows } = await sql.query<Order & { messageId: string }>({
    name: "guard-orders",
    text: `WITH wanted AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset($2) AS w("messageId" uuid, "contactId" uuid, "contactEmail" text,
          "checkoutEmail" text, token text, cart text, "orderId" text, products text[], since timestamptz)),
      addresses AS (
        SELECT "messageId", "orderId", products, since, "checkoutEmail" AS email FROM wanted
        UNION SELECT "messageId", "orderId", products, since, "contactEmail" FROM wanted
        UNION SELECT "messageId", "orderId", products, since, i.value FROM wanted
          JOIN contact_identities i ON i.shop_id = $1 AND i.contact_id = "contactId" AND i.kind = 'email'),
      theirs AS (
        SELECT "messageId", products, o.order_id, o.name, o.placed_at, 3 AS sureness, 'the same customer' AS under
          FROM wanted JOIN orders o ON o.shop_id = $1 AND o.contact_id = "contactId" AND o.placed_at >= since
            AND o.channel <> 'subscription' AND o.order_id IS DISTINCT FROM "orderId"
        UNION ALL SELECT "messageId", products, o.order_id, o.name, o.placed_at, 4, 'the same e-mail address'
          FROM addresses JOIN orders o ON o.shop_id = $1 AND o.email = addresses.email AND o.placed_at >= since
            AND o.channel <> 'subscription' AND o.order_id IS DISTINCT FROM "orderId")
      SELECT "messageId", name, placed_at AS "placedAt", tie, under FROM (
        SELECT DISTINCT ON ("messageId", tie) * FROM (
          SELECT "messageId", o.name, o.placed_at, 1 AS sureness, 'checkout' AS tie, 'the same checkout' AS under
            FROM wanted JOIN orders o ON o.shop_id = $1 AND o.checkout_token = token AND o.order_id IS DISTINCT FROM "orderId"
          UNION ALL SELECT "messageId", o.name, o.placed_at, 2, 'cart', 'the same cart'
            FROM wanted JOIN orders o ON o.shop_id = $1 AND o.cart_token = cart AND o.order_id IS DISTINCT FROM "orderId"
          UNION ALL SELECT "messageId", name, placed_at, sureness, 'contact', under FROM theirs
          UNION ALL SELECT "messageId", name, placed_at, 5, 'product', 'the same product' FROM theirs
            WHERE EXISTS (SELECT 1 FROM order_lines l WHERE l.shop_id = $1 AND l.order_id = theirs.order_id
              AND l.product_id = ANY(products))
        ) AS answers ORDER BY "messageId", tie, sureness, placed_at
      ) AS first_of_each ORDER BY sureness`,
    values: [shopId, JSON.stringify(wanted)],
  });
  return Map.groupBy(rows, ({ messageId }) => messageId);
}
