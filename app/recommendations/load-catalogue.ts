import { DateTime } from "luxon";
import type { AdminClient } from "~/admin.server";
import type { Sql } from "~/db.server";
import { log } from "~/log.server";
import { readOrders } from "./read-orders";
import { readProducts } from "./read-products";
import { storeOrders } from "./store-orders";
import { storeProducts, unpublishUnseen } from "./store-products";

/** An app without read_all_orders sees no further back. https://shopify.dev/docs/api/usage/access-scopes */
const ORDER_DAYS = 60;
/** Bounds one load; the newest orders come first. */
const MOST_ORDERS = 20_000;
/** Shopify pages no deeper. https://shopify.dev/docs/api/usage/limits#pagination-limits */
const MOST_PRODUCTS = 25_000;

/**
 * Reads the store's products and its orders of the last 60 days into the database and says how many it
 * read. Can be repeated and broken off at any point: each page is stored whole, and what is known newer
 * is kept. `at` is business time. Throws AdminApiError when Shopify refuses or cannot be reached.
 */
export async function loadCatalogue(
  sql: Sql,
  shopId: number,
  admin: AdminClient,
  at: Date,
): Promise<{ products: number; orders: number }> {
  let products = 0;
  for await (const page of readProducts(admin)) {
    await storeProducts(sql, shopId, page, at);
    products += page.length;
    if (products >= MOST_PRODUCTS) break;
  }
  if (products < MOST_PRODUCTS) await unpublishUnseen(sql, shopId, at);
  else
    log.warn(
      { shopId, products },
      "the catalogue is larger than Shopify lets a query page through; the rest is not read",
    );

  let orders = 0;
  const since = DateTime.fromJSDate(at, { zone: "utc" }).minus({ days: ORDER_DAYS }).toJSDate();
  for await (const page of readOrders(admin, since)) {
    await storeOrders(sql, shopId, page);
    orders += page.length;
    if (orders >= MOST_ORDERS) break;
  }
  await sql.query("UPDATE shops SET catalogue_at = $2 WHERE shop_id = $1", [shopId, at]);
  return { products, orders };
}
