import { createHmac, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { ensureShop } from "~/shop.server";
import { type IncomingDelivery, ShopMoved, storeDelivery } from "./inbox-writer";

/** The largest webhook body that is taken; Shopify's own orders stay far below. */
export const MOST_WEBHOOK_BYTES = 5 * 1024 * 1024;

/** Reads one header; Node's and the web's requests both fit. */
export type HeaderReader = (name: string) => string | null;

export interface FrontDoorAnswer {
  readonly status: 200 | 400 | 401 | 403 | 404 | 413;
  readonly text: string;
}

const shopIds = new LRUCache<string, number>({ max: 50_000, ttl: 10 * 60_000 });

/**
 * The front door for Shopify: verify, store, answer. 200 only after the commit. A valid HMAC proves
 * the shop, so an unknown one is created "not opened yet" and its delivery kept. Payloads are not read
 * here: one that cannot be parsed is parked by the worker, where a merchant can see it.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 * Throws when the database does: the answer is then 500 and Shopify tries again.
 */
export async function receiveShopifyWebhook(header: HeaderReader, body: Buffer): Promise<FrontDoorAnswer> {
  const hmac = header("x-shopify-hmac-sha256");
  const domain = header("x-shopify-shop-domain");
  const topic = header("x-shopify-topic");
  const deliveryId = header("x-shopify-webhook-id");
  if (!hmac || !domain || !topic || !deliveryId) return { status: 400, text: "A Shopify webhook header is missing." };
  if (body.length > MOST_WEBHOOK_BYTES) return { status: 413, text: "The body is too large." };
  if (!isSignedBy(env.SHOPIFY_API_SECRET, body, hmac)) return { status: 401, text: "The signature is wrong." };
  if (!isDomain(domain) || topic.length > 100 || deliveryId.length > 200) {
    return { status: 400, text: "A Shopify webhook header is not as Shopify writes it." };
  }
  const receivedAt = now();
  await storeForDomain(domain.toLowerCase(), {
    source: "shopify",
    deliveryId,
    topic,
    eventId: header("x-shopify-event-id")?.slice(0, 200) ?? null,
    apiVersion: header("x-shopify-api-version")?.slice(0, 20) ?? null,
    triggeredAt: timeOr(header("x-shopify-triggered-at"), receivedAt),
    receivedAt,
    payload: body,
  });
  return { status: 200, text: "" };
}

/** Whether a text can be a shop's domain. */
export function isDomain(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,250}$/i.test(text);
}

/** Whether `hmac` (base64) is the HMAC-SHA256 of the raw bytes; compared in constant time. */
export function isSignedBy(secret: string, body: Buffer, hmac: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(hmac, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Stores a delivery for the shop of a domain; when its number is out of date, for the one of now. */
export async function storeForDomain(domain: string, delivery: Omit<IncomingDelivery, "shopId">): Promise<void> {
  try {
    await storeDelivery({ ...delivery, shopId: await shopIdOf(domain) });
  } catch (error) {
    if (!(error instanceof ShopMoved)) throw error;
    shopIds.delete(domain);
    await storeDelivery({ ...delivery, shopId: await shopIdOf(domain) });
  }
}

async function shopIdOf(domain: string): Promise<number> {
  const known = shopIds.get(domain);
  if (known !== undefined) return known;
  const shopId = await ensureShop(pool, domain);
  shopIds.set(domain, shopId);
  return shopId;
}

function timeOr(text: string | null, otherwise: Date): Date {
  const time = text ? new Date(text) : otherwise;
  return Number.isNaN(time.getTime()) ? otherwise : time;
}
