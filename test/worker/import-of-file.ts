import type { ImportKind } from "~/ask-for-import";
import type { CustomerLine } from "~/contacts/import-customers";
import { pool } from "~/db.server";
import { ensureShop } from "~/shop.server";
import { importHistory } from "~/worker/import-history";

/** An open shop with nothing in it. */
export async function openedShop(domain: string): Promise<number> {
  const shopId = await ensureShop(pool, domain);
  await pool.query("UPDATE shops SET opened_at = now(), currency = 'EUR' WHERE shop_id = $1", [shopId]);
  return shopId;
}

/** Puts a file in line, as if Shopify had just written it. `askedAt` is when it was asked for. */
export async function fileToRead(shopId: number, kind: ImportKind, url: string, askedAt = new Date()): Promise<void> {
  await pool.query(
    `INSERT INTO imports (shop_id, kind, status, operation_id, url, asked_at) VALUES ($1, $2, 'reading', 'an operation', $3, $4)
     ON CONFLICT (shop_id, kind) DO UPDATE SET status = 'reading', operation_id = 'an operation', url = excluded.url,
       asked_at = excluded.asked_at, done_bytes = 0, done_lines = 0, done_items = 0, left_out = 0, finished_at = NULL`,
    [shopId, kind, url, askedAt],
  );
}

/** Moves imports until none has anything to do; what is held up is tried at once. */
export async function importAll(): Promise<void> {
  while ((await importHistory()) > 0);
}

export async function tryAgainNow(): Promise<void> {
  await pool.query("UPDATE imports SET lease_until = NULL");
}

export function customerLine(index: number, changes: Partial<CustomerLine> = {}): CustomerLine {
  return {
    id: `gid://shopify/Customer/${7_000 + index}`,
    firstName: `Ada ${index}`,
    lastName: "Lovelace",
    locale: "en",
    tags: index % 10 === 0 ? ["vip"] : [],
    createdAt: "2025-03-01T09:00:00Z",
    updatedAt: "2026-10-01T09:00:00Z",
    defaultEmailAddress: {
      emailAddress: `ada-${index}@example.com`,
      marketingState: index % 3 === 0 ? "SUBSCRIBED" : "NOT_SUBSCRIBED",
      marketingUpdatedAt: index % 3 === 0 ? "2025-04-01T09:00:00Z" : null,
    },
    defaultAddress: {
      firstName: "Ada",
      lastName: "Lovelace",
      city: "Berlin",
      countryCodeV2: "DE",
      provinceCode: "BE",
    },
    ...changes,
  };
}

/** An order and its lines, as they lie in a file. */
export function orderLines(index: number, customer: number | null, changes: object = {}): object[] {
  const id = `gid://shopify/Order/${5_000 + index}`;
  const money = (amount: string) => ({ shopMoney: { amount } });
  return [
    {
      id,
      name: `#${1_000 + index}`,
      email: customer === null ? `guest-${index}@example.com` : `ada-${customer}@example.com`,
      customer:
        customer === null
          ? null
          : { id: `gid://shopify/Customer/${7_000 + customer}`, firstName: null, lastName: null },
      checkoutToken: `checkout-${index}`,
      cartToken: null,
      sourceName: "web",
      purchasingEntity: null,
      customerLocale: "en",
      shippingAddress: null,
      billingAddress: null,
      currencyCode: "EUR",
      currentTotalPriceSet: money("20.0"),
      processedAt: "2026-09-01T12:00:00Z",
      updatedAt: "2026-09-02T12:00:00Z",
      cancelledAt: null,
      ...changes,
    },
    ...["1", "2"].map((line) => ({
      id: `gid://shopify/LineItem/${5_000 + index}${line}`,
      title: "A lamp",
      variantTitle: null,
      quantity: 1,
      product: { id: "gid://shopify/Product/1" },
      variant: null,
      originalUnitPriceSet: money("10.0"),
      __parentId: id,
    })),
  ];
}

/** All that an import of people and orders leaves, by Shopify's ids instead of ours, and without our own times. */
export async function whatIsKnown(shopId: number) {
  const rows = async (text: string) => (await pool.query(text, [shopId])).rows;
  return {
    contacts: await rows(
      `SELECT customer_id, email, first_name, last_name, locale, country, region, city, tags, consent, consent_at, consent_source,
         profile_at, profile_clock, seen_at, created_at, orders_count, spent_minor, first_order_at, last_order_at
       FROM contacts WHERE shop_id = $1 ORDER BY customer_id NULLS LAST, email`,
    ),
    keys: await rows(
      `SELECT kind, value, source_order, c.customer_id, c.email FROM contact_identities i
       JOIN contacts c USING (shop_id, contact_id) WHERE shop_id = $1 ORDER BY kind, value`,
    ),
    consents: await rows(
      `SELECT at, state, source, applied, c.customer_id FROM consent_changes h JOIN contacts c USING (shop_id, contact_id)
       WHERE shop_id = $1 ORDER BY c.customer_id, at`,
    ),
    orders: await rows(
      `SELECT order_id, name, o.email, c.customer_id, placed_at, updated_at, source_order, cancelled_at, total_minor
       FROM orders o LEFT JOIN contacts c USING (shop_id, contact_id) WHERE shop_id = $1 ORDER BY order_id`,
    ),
    lines: await rows("SELECT * FROM order_lines WHERE shop_id = $1 ORDER BY line_id").then((lines) =>
      lines.map(({ shop_id: _, ...line }) => line),
    ),
    events: await rows(
      `SELECT occurred_at, event_id, name, c.customer_id, c.email, data FROM events e
       LEFT JOIN contacts c USING (shop_id, contact_id) WHERE shop_id = $1 ORDER BY occurred_at, event_id`,
    ),
  };
}
