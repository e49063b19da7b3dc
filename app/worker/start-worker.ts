import { setTimeout as sleep } from "node:timers/promises";
import { expireLeases } from "~/delivery/message-store";
import { onDeliveryStored } from "~/events/inbox-writer";
import { log } from "~/log.server";
import { loadCatalogues } from "./load-catalogues";
import { deliverForShops, processShops } from "./work-shops";

export interface Worker {
  /** Resolves when the work in hand is committed; nothing new is claimed. */
  stop(): Promise<void>;
}

/** Idle polling costs one index look-up; the front door's nudge makes it rarely matter in one process. */
const POLL_MS = 200;
const AFTER_ERROR_MS = 1_000;

/** Starts the loops that claim and call: deliveries and timers, mails, lapsed leases, catalogues. */
export function startWorker(): Worker {
  const stopping = new AbortController();
  const nudged = new EventTarget();
  const stopListening = onDeliveryStored(() => nudged.dispatchEvent(new Event("nudge")));
  const loops = [
    loop("process", processShops, POLL_MS, stopping.signal, nudged),
    loop("deliver", deliverForShops, POLL_MS, stopping.signal),
    loop("leases", () => expireLeases(new Date()), 5_000, stopping.signal),
    loop("catalogues", loadCatalogues, 5_000, stopping.signal),
  ];
  return {
    async stop() {
      stopListening();
      stopping.abort();
      await Promise.all(loops);
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
