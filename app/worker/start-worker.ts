import { setTimeout as sleep } from "node:timers/promises";
import { now } from "~/clock";
import { dropPrivacyExports } from "~/contacts/privacy-requests";
import { dropOldHits } from "~/delivery/drop-old-hits";
import { weighHarmed } from "~/delivery/harm";
import { judgeOpenHits } from "~/delivery/judge-open-hits";
import { expireLeases } from "~/delivery/message-store";
import { recheckSenders } from "~/delivery/sender-standing";
import { importSuppressionPage } from "~/delivery/suppression-import";
import { onDeliveryStored } from "~/events/inbox-writer";
import { log } from "~/log.server";
import { weighOffers } from "~/offers/offer-trials";
import { carryOutEffects } from "./carry-out-effects";
import { carryOutPrivacy } from "./carry-out-privacy";
import { allDelivered, deliverOnAndOn } from "./deliver-for-shops";
import { importHistory, refreshCatalogues } from "./import-history";
import { mintOffers } from "./mint-offers";
import { readFiles } from "./read-files";
import { readMarkets } from "./read-markets";
import { readStock } from "./read-stock";
import { refreshModels } from "./refresh-models";
import { refreshSegments } from "./refresh-segments";
import { refreshShopifySegments } from "./refresh-shopify-segments";
import { refreshStages } from "./refresh-stages";
import { sweepContacts } from "./sweep-contacts";
import { sweepInbox } from "./sweep-inbox";
import { tellProductNews } from "./tell-product-news";
import { processShops } from "./work-shops";
import { writeConsents } from "./write-consents";

export interface Worker {
  /** Resolves when the work in hand is committed; nothing new is claimed. */
  stop(): Promise<void>;
}

/** Idle polling costs one index look-up; the front door's nudge makes it rarely matter in one process. */
const POLL_MS = 200;
const AFTER_ERROR_MS = 1_000;

/** Starts the loops that claim and call: deliveries and timers, mails, lapsed leases, imports. */
export function startWorker(): Worker {
  const stopping = new AbortController();
  const nudged = new EventTarget();
  const stopListening = onDeliveryStored(() => nudged.dispatchEvent(new Event("nudge")));
  const loops = [
    loop("process", processShops, POLL_MS, stopping.signal, nudged),
    loop("deliver", deliverOnAndOn, POLL_MS, stopping.signal),
    loop("harm", weighHarmed, 5_000, stopping.signal),
    loop("senders", recheckSenders, 5 * 60_000, stopping.signal),
    loop("link hits", () => judgeOpenHits(now()), 1_000, stopping.signal),
    loop("effects", carryOutEffects, 500, stopping.signal),
    loop("leases", () => expireLeases(new Date()), 5_000, stopping.signal),
    loop("imports", importHistory, 1_000, stopping.signal),
    loop("catalogues", refreshCatalogues, 60_000, stopping.signal),
    // Between two batches of a file the shop's lock is free for its webhooks: they are of now.
    loop("files", () => readFiles().then(() => 0), POLL_MS, stopping.signal),
    loop("suppressions", importSuppressionPage, 2_000, stopping.signal),
    loop("consents", writeConsents, 2_000, stopping.signal),
    loop("stages", refreshStages, 5_000, stopping.signal),
    loop("contacts", sweepContacts, 60_000, stopping.signal),
    loop("shopify-segments", refreshShopifySegments, 2_000, stopping.signal),
    loop("segments", refreshSegments, 1_000, stopping.signal),
    loop("models", refreshModels, 2_000, stopping.signal),
    loop("offers", mintOffers, 500, stopping.signal),
    loop("offer tests", () => weighOffers(now()), 60_000, stopping.signal),
    loop("markets", readMarkets, 500, stopping.signal),
    loop("stock", readStock, 1_000, stopping.signal),
    loop("product news", tellProductNews, 1_000, stopping.signal),
    loop("privacy", carryOutPrivacy, 2_000, stopping.signal),
    loop("privacy exports", dropPrivacyExports, 60_000, stopping.signal),
    loop("old link hits", dropOldHits, 60_000, stopping.signal),
    loop("sweep", sweepInbox, 60_000, stopping.signal),
  ];
  return {
    async stop() {
      stopListening();
      stopping.abort();
      await Promise.all(loops);
      await allDelivered();
    },
  };
}

/** Repeats `turn`: at once while it finds work, after `idleMs` or a nudge when it does not, later after an error. */
async function loop(
  name: string,
  turn: () => Promise<number>,
  idleMs: number,
  stopping: AbortSignal,
  nudged?: EventTarget,
): Promise<void> {
  while (!stopping.aborted) {
    let pause = 0;
    try {
      pause = (await turn()) > 0 ? 0 : idleMs;
    } catch (error) {
      log.error({ loop: name, error: error instanceof Error ? error.stack : String(error) }, "a worker's turn failed");
      pause = AFTER_ERROR_MS;
    }
    if (pause > 0) await pauseFor(pause, stopping, nudged);
  }
}

async function pauseFor(ms: number, stopping: AbortSignal, nudged: EventTarget | undefined): Promise<void> {
  const waking = new AbortController();
  const wake = () => waking.abort();
  nudged?.addEventListener("nudge", wake, { once: true });
  try {
    await sleep(ms, undefined, { signal: AbortSignal.any([stopping, waking.signal]) });
  } catch (error) {
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
  } finally {
    nudged?.removeEventListener("nudge", wake);
  }
}
