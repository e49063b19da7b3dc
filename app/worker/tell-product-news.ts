import pLimit from "p-limit";
import type { PoolClient } from "pg";
import { now } from "~/clock";
import type { Contact } from "~/contacts/contact";
import { contactsByIds, type PersonalEvent } from "~/contacts/contact-batch";
import { transaction } from "~/db.server";
import type { Event } from "~/events/event";
import { eventIdOf } from "~/events/event-id";
import { nobody } from "~/events/frame";
import { storeEvents } from "~/events/store-events";
import { productsById } from "~/recommendations/catalogue";
import { productStates } from "~/recommendations/change-catalogue";
import {
  advanceProductNews,
  dueProductNews,
  type ProductNews,
  shopsWithProductNews,
} from "~/recommendations/product-news";
import { whoWanted } from "~/recommendations/who-wanted";
import { type Offer, type Wish, wishOf } from "~/recommendations/wish";
import { runWorkflowsOnEvents } from "~/workflows/run-workflows";
import { lockShop } from "./lock-shop";

/** Contacts looked at in one transaction: the shop's inbox waits for it. */
const BATCH = 250;
const SHOPS_AT_ONCE = 4;

/**
 * Tells contacts that a product which they wanted can be bought again, or costs less: one event each, which workflows
 * hear of. A batch a shop and turn; how far it came stands in the transaction that told, so that a kill in between
 * neither skips anybody nor tells anybody twice. Returns how much was done.
 */
export async function tellProductNews(): Promise<number> {
  const at = now();
  const limit = pLimit(SHOPS_AT_ONCE);
  const shops = await shopsWithProductNews(at);
  const done = await Promise.all(shops.map((shopId) => limit(() => transaction((sql) => tellBatch(sql, shopId, at)))));
  return done.filter(Boolean).length;
}

async function tellBatch(sql: PoolClient, shopId: number, at: Date): Promise<boolean> {
  if (!(await lockShop(sql, shopId))) return false;
  const news = await dueProductNews(sql, shopId, at);
  if (!news) return false;
  const subject = await subjectOf(sql, shopId, news);
  if (!subject) {
    await advanceProductNews(sql, shopId, news, null, at);
    return true;
  }
  const { contactIds, signs } = await whoWanted(sql, shopId, news, BATCH);
  const wishes = new Map(
    contactIds.flatMap((contactId) => {
      const wish = wishOf(signs.get(contactId) ?? [], news, subject.offer);
      return wish ? [[contactId, wish] as const] : [];
    }),
  );
  const contacts = await contactsByIds(sql, shopId, [...wishes.keys()]);
  const told = [...contacts.values()].flatMap((contact): PersonalEvent[] => {
    const wish = wishes.get(contact.contactId);
    return wish ? [{ event: eventOf(news, subject, contact, wish, at), contact, contactIds: [contact.contactId] }] : [];
  });
  await storeEvents(
    sql,
    shopId,
    told.map(({ event, contact }) => ({ event, contactId: contact?.contactId ?? null })),
  );
  await runWorkflowsOnEvents(sql, shopId, told, at);
  await advanceProductNews(sql, shopId, news, contactIds.length < BATCH ? null : (contactIds.at(-1) ?? null), at);
  return true;
}

interface Subject {
  readonly title: string;
  readonly currency: string;
  readonly offer: Offer;
}

/** What the news is about as it stands now; null when none of it is true any more. */
async function subjectOf(sql: PoolClient, shopId: number, { productId, before }: ProductNews): Promise<Subject | null> {
  const state = (await productStates(sql, shopId, [productId])).get(productId);
  const product = (await productsById(sql, shopId, [productId])).get(productId);
  const { rows } = await sql.query<{ currency: string }>("SELECT currency FROM shops WHERE shop_id = $1", [shopId]);
  const currency = rows[0]?.currency;
  if (!state?.isPublished || !product || !currency) return null;
  const offer = new Map(
    state.variants
      .filter(({ variantId, isAvailable }) => isAvailable && variantId in before)
      .map(({ variantId, priceMinor }) => [variantId, priceMinor]),
  );
  return offer.size > 0 ? { title: product.title, currency, offer } : null;
}

function eventOf(
  { kind, productId, happenedAt }: ProductNews,
  { title, currency }: Subject,
  { contactId }: Contact,
  { wanted, variantId, beforeMinor, nowMinor }: Wish,
  at: Date,
): Event<"product.restocked" | "price.dropped"> {
  const name = kind === "restocked" ? "product.restocked" : "price.dropped";
  const eventId = eventIdOf(name, `${productId}|${contactId}`);
  const told = {
    eventId,
    occurredAt: happenedAt,
    sourceOrder: `${happenedAt.toISOString()}|${at.toISOString()}|${eventId}`,
    identity: { ...nobody, contactId },
    profile: {},
  };
  const data = { productId, variantId, title, wanted };
  return beforeMinor !== null && nowMinor !== null
    ? { ...told, name: "price.dropped", data: { ...data, beforeMinor, nowMinor, currency } }
    : { ...told, name: "product.restocked", data };
}
