import type { Need } from "~/content/template";
import type { Sql } from "~/db.server";
import { type CatalogueProduct, type CatalogueVariant, productsById, variantsById } from "~/recommendations/catalogue";
import { loadBought } from "./load-bought";
import { loadCarts } from "./load-carts";
import { loadCheckouts } from "./load-checkouts";
import type { MailToMake } from "./load-mail-steps";
import { loadOrders, type StoredOrder } from "./load-orders";
import { loadViewed } from "./load-viewed";
import type { StoredItems } from "./stored-lines";

/** What a batch of mails is about, as it is now: by message id where it is one's own, else by its own id. */
export interface MailFacts {
  readonly checkouts: ReadonlyMap<string, StoredItems>;
  readonly carts: ReadonlyMap<string, StoredItems>;
  readonly orders: ReadonlyMap<string, StoredOrder>;
  readonly viewed: ReadonlyMap<string, readonly string[]>;
  /** By contact: what is not recommended to them any more. */
  readonly bought: ReadonlyMap<string, readonly string[]>;
  readonly products: ReadonlyMap<string, CatalogueProduct>;
  readonly variants: ReadonlyMap<string, CatalogueVariant>;
}

/** Loads them, one query a kind, and none of which no mail has need. */
export async function loadMailFacts(sql: Sql, shopId: number, mails: readonly MailToMake[]): Promise<MailFacts> {
  const runsThatNeed = (need: Need) => mails.flatMap(({ template, run }) => (template.needs === need ? [run] : []));
  const tokens = runsThatNeed("checkout").flatMap(({ about }) => about.checkoutToken ?? []);
  const checkouts = await loadCheckouts(sql, shopId, distinct(tokens));
  const carts = await loadCarts(sql, shopId, runsThatNeed("cart"));
  const orderIds = mails.flatMap(({ run }) => run.about.orderId ?? []);
  const orders = await loadOrders(sql, shopId, distinct(orderIds));
  const viewed = await loadViewed(sql, shopId, runsThatNeed("viewed"));
  const buyers = mails.flatMap(({ step, run }) => (step.recommendations > 0 ? [run.contactId] : []));
  const bought = await loadBought(sql, shopId, distinct(buyers));

  const items = [...checkouts.values(), ...carts.values()].flatMap(({ lines }) => lines);
  const ordered = [...orders.values()].flatMap(({ lines }) => lines);
  const variantIds = [...items, ...ordered].flatMap(({ variantId }) => variantId ?? []);
  const abouts = mails.flatMap(({ template, run }) =>
    template.needs === "checkout" || template.needs === "cart" ? [] : [run.about],
  );
  const productIds = [
    ...ordered.flatMap(({ productId }) => productId ?? []),
    ...abouts.flatMap(({ productIds }) => productIds),
    ...[...viewed.values()].flat(),
  ];
  const products = productIds.length > 0 ? await productsById(sql, shopId, distinct(productIds)) : new Map();
  const wanted = abouts.map(({ fields }) => fields.variantId).filter((id) => typeof id === "string");
  const variants = await variantsById(sql, shopId, distinct([...variantIds, ...wanted]));
  return { checkouts, carts, orders, viewed, bought, products, variants };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
