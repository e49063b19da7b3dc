import pLimit from "p-limit";
import { now } from "~/clock";
import { zoneOf } from "~/contacts/fallbacks";
import { transaction } from "~/db.server";
import { deliverDue } from "~/delivery/deliver";
import { shopTopics } from "~/events/topics";
import { wakeDueRuns } from "~/workflows/run-workflows";
import { lockShop } from "./lock-shop";
import { mailMaker } from "./mail-maker";
import { processInbox } from "./process-inbox";
import { recogniseShop } from "./recognise-shop";
import { shopsWithWork } from "./shops-with-work";

/** Runs a batch wakes; with one batch a shop and turn, a backlog delays others by a turn at the most. */
const WAKE_BATCH = 500;
const SHOPS_AT_ONCE = 4;

/** One turn over the shops: a batch of deliveries and a batch of due timers each. Returns how much was done. */
export async function processShops(): Promise<number> {
  const at = now();
  const shops = (await shopsWithWork(at)).filter(({ hasInbox, hasRuns }) => hasInbox || hasRuns);
  return sum(shops, async ({ shopId, isOpened, hasInbox, hasRuns }) => {
    const deliveries = hasInbox ? await readInbox(shopId, isOpened) : 0;
    const runs = hasRuns ? await wakeShop(shopId, at) : 0;
    return deliveries + runs;
  });
}

/** Until its merchant has opened the app a shop's deliveries wait, save those about the shop itself. */
async function readInbox(shopId: number, isOpened: boolean): Promise<number> {
  if (isOpened) return processInbox(shopId, now());
  if (await recogniseShop(shopId)) return 1;
  return processInbox(shopId, now(), shopTopics);
}

/**
 * When each shop's mails were first looked at. The guard is fresh once everything received up to then is
 * processed (DESIGN §3, rule 3); a later moment each turn would let a busy inbox starve the mails.
 */
const lookedAt = new Map<number, Date>();

/** One turn over the shops' due mails, a batch each. Returns how many were settled. */
export async function deliverForShops(): Promise<number> {
  const at = now();
  const shops = (await shopsWithWork(at)).filter(({ hasMessages }) => hasMessages);
  return sum(shops, async ({ shopId }) => {
    const since = lookedAt.get(shopId) ?? now();
    lookedAt.set(shopId, since);
    const done = await deliverDue(shopId, at, since, mailMaker(shopId), (...where) => zoneOf(...where).value);
    if (done > 0) lookedAt.delete(shopId);
    return done;
  });
}

function wakeShop(shopId: number, at: Date): Promise<number> {
  return transaction(async (sql) => ((await lockShop(sql, shopId)) ? wakeDueRuns(sql, shopId, at, WAKE_BATCH) : 0));
}

async function sum<T>(items: readonly T[], work: (item: T) => Promise<number>): Promise<number> {
  const limit = pLimit(SHOPS_AT_ONCE);
  const counts = await Promise.all(items.map((item) => limit(() => work(item))));
  return counts.reduce((total, count) => total + count, 0);
}
