import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { moveClock, now } from "~/clock";
import { pool } from "~/db.server";
import { weighHarmed } from "~/delivery/harm";
import { judgeOpenHits, nextJudgement } from "~/delivery/judge-open-hits";
import { areOffersUnderWay } from "~/offers/mint-store";
import { nextProductNews } from "~/recommendations/product-news";
import { areEffectsUnderWay } from "~/workflows/effect-store";
import { carryOutEffects } from "./carry-out-effects";
import { deliverForShops } from "./deliver-for-shops";
import { mintOffers } from "./mint-offers";
import { readMarkets } from "./read-markets";
import { readStock } from "./read-stock";
import { refreshModels } from "./refresh-models";
import { nextSegmentTurn, refreshSegments } from "./refresh-segments";
import { refreshShopifySegments } from "./refresh-shopify-segments";
import { nextStageTurn, refreshStages } from "./refresh-stages";
import { nextDueMoment, shopsWithWork } from "./shops-with-work";
import { sweepContacts } from "./sweep-contacts";
import { nextSweepTurn } from "./sweep-store";
import { tellProductNews } from "./tell-product-news";
import { processShops } from "./work-shops";

/** Draining may wait for a provider's time-out, not for ever. */
const LONGEST_DRAIN_MS = 60_000;

const one = pLimit(1);

/**
 * Moves business time to `to`, stopping at every moment at which something becomes due, in order, until
 * nothing is left to do there: what three days would bring comes as it would have come. Returns how
 * many moments there were. Only where the clock can be moved (see clock.ts); two calls follow each other.
 */
export function advanceClock(to: Date): Promise<number> {
  return one(async () => {
    await drain();
    let moments = 0;
    for (;;) {
      const next = await nextMoment(now());
      if (!next || next > to) break;
      moveClock(next);
      await drain();
      moments += 1;
    }
    if (to > now()) moveClock(to);
    await drain();
    return moments;
  });
}

/** Works until nothing is due now: no delivery waits, no timer, no mail, and none is on its way out. */
export async function drain(): Promise<void> {
  const deadline = Date.now() + LONGEST_DRAIN_MS;
  while (Date.now() < deadline) {
    let done = (await refreshShopifySegments()) + (await refreshSegments());
    if (done > 0) continue;
    done = (await processShops()) + (await deliverForShops()) + (await refreshStages()) + (await carryOutEffects());
    if (done > 0) continue;
    if ((await judgeOpenHits(now())) > 0) continue;
    if ((await sweepContacts()) > 0) continue;
    done = (await readStock()) + (await tellProductNews()) + (await refreshModels()) + (await weighHarmed());
    if (done > 0) continue;
    done = (await mintOffers()) + (await readMarkets());
    if (done > 0) continue;
    if (!(await isBusy())) return;
    // Another process or loop has a batch in hand.
    await sleep(20);
  }
  throw new Error(`There was still work to do after ${LONGEST_DRAIN_MS / 1000} s at ${now().toISOString()}.`);
}

/** The next moment at which something is due: a timer, a mail, a visit to its links that is over, the turn over a shop's stages at its midnight, the look over its contacts, a segment. */
async function nextMoment(at: Date): Promise<Date | null> {
  const due = [
    await nextDueMoment(at),
    await nextJudgement(at),
    await nextStageTurn(at),
    await nextSegmentTurn(at),
    await nextProductNews(at),
    await nextSweepTurn(at),
  ];
  const moments = due.filter((moment) => moment !== null);
  return moments.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

async function isBusy(): Promise<boolean> {
  const shops = await shopsWithWork(now());
  // What SendGrid does not take at present is due, and yet nothing to wait for.
  if (shops.some((shop) => shop.hasInbox || shop.hasRuns || (shop.hasMessages && !shop.isShut))) return true;
  if ((await areEffectsUnderWay()) || (await areOffersUnderWay())) return true;
  const { rows } = await pool.query("SELECT 1 FROM messages WHERE status = 'sending' AND lease_until > now() LIMIT 1");
  return rows.length > 0;
}
