import { setTimeout as sleep } from "node:timers/promises";
import { now } from "~/clock";
import { zoneOf } from "~/contacts/fallbacks";
import { deliverDue } from "~/delivery/deliver";
import { tellWaiting } from "~/delivery/tell-waiting";
import { log } from "~/log.server";
import { mailMaker, StaleCatalogueError } from "./mail-maker";
import { renewProducts } from "./renew-products";
import { type ShopWork, shopsWithWork } from "./shops-with-work";

/** Bounds what is in memory: a batch of mails each. */
const MOST_SHOPS_IN_HAND = 64;
const LOOK_AROUND_MS = 200;
const AFTER_ERROR_MS = 1_000;

/**
 * Shops whose mails this process is sending, each by itself: an account that answers slowly, or not at all, keeps no
 * other shop's mails waiting.
 */
const inHand = new Map<number, Promise<number>>();

/**
 * When each shop's mails were first looked at. The guard is fresh once everything received up to then is
 * processed (DESIGN §3, rule 3); a later moment each turn would let a busy inbox starve the mails.
 */
const lookedAt = new Map<number, Date>();

/** One turn over the shops' due mails, a batch each, to its end. Returns how many were settled. */
export async function deliverForShops(): Promise<number> {
  const shops = await shopsToServe();
  takeInHand(shops, deliver);
  const counts = await Promise.all(shops.map(({ shopId }) => inHand.get(shopId) ?? 0));
  return counts.reduce((total, count) => total + count, 0);
}

/** As `deliverForShops`, but looks for further shops as soon as one is done, or after a moment: what a worker repeats. */
export async function deliverOnAndOn(): Promise<number> {
  takeInHand(await shopsToServe(), async (shop) => {
    try {
      return await deliver(shop);
    } catch (error) {
      const { shopId } = shop;
      log.error({ shopId, error: error instanceof Error ? error.stack : String(error) }, "a shop's mails failed");
      // The shop stays in hand meanwhile, and is not tried at once again.
      await sleep(AFTER_ERROR_MS);
      return 0;
    }
  });
  if (inHand.size === 0) return 0;
  return Promise.race([...inHand.values(), sleep(LOOK_AROUND_MS, 1)]);
}

/** Resolves when nothing is being sent any more. */
export async function allDelivered(): Promise<void> {
  await Promise.allSettled([...inHand.values()]);
}

/** Those with due mails that nobody in this process serves yet. */
async function shopsToServe(): Promise<ShopWork[]> {
  const shops = await shopsWithWork(now());
  return shops
    .filter(({ hasMessages, shopId }) => hasMessages && !inHand.has(shopId))
    .slice(0, Math.max(0, MOST_SHOPS_IN_HAND - inHand.size));
}

function takeInHand(shops: readonly ShopWork[], work: (shop: ShopWork) => Promise<number>): void {
  for (const shop of shops) {
    // A call beside this one may have taken it a moment ago.
    if (inHand.has(shop.shopId)) continue;
    inHand.set(
      shop.shopId,
      work(shop).finally(() => inHand.delete(shop.shopId)),
    );
  }
}

/** Prices and stock that a mail shows are read anew when they are older than this. */
const FRESH_MS = 60 * 60_000;

/** Another product may take the place of one that has sold out, and be as old: it is read as well, so many times. */
const MOST_READINGS = 3;

/** A batch of mails; what they show is read anew first where it is old. Where that fails they go out as was told last. */
async function deliverFresh(shopId: number, at: Date, since: Date): Promise<number> {
  const batch = (freshSince: Date | null) =>
    deliverDue(shopId, at, since, mailMaker(shopId, freshSince), (...where) => zoneOf(...where).value);
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    try {
      return await batch(new Date(at.getTime() - FRESH_MS));
    } catch (error) {
      if (!(error instanceof StaleCatalogueError)) throw error;
      if (!(await renewProducts(shopId, error.productIds))) break;
    }
  }
  return batch(null);
}

async function deliver({ shopId, isShut }: ShopWork): Promise<number> {
  const at = now();
  if (isShut) return tellWaiting(shopId, at);
  const since = lookedAt.get(shopId) ?? at;
  lookedAt.set(shopId, since);
  const done = await deliverFresh(shopId, at, since);
  if (done > 0) lookedAt.delete(shopId);
  return done;
}
