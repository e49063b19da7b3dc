import { LRUCache } from "lru-cache";

/** Before anything is known of an account, in ms. */
const USUAL_MS = 200;
/** How much the newest counts. */
const WEIGHT = 0.1;

const paces = new LRUCache<number, number>({ max: 10_000 });

/** How long a post of a shop's mail lately took, in ms, as this process saw it. */
export function paceOf(shopId: number): number {
  return paces.get(shopId) ?? USUAL_MS;
}

export function rememberPace(shopId: number, ms: number): void {
  paces.set(shopId, paceOf(shopId) * (1 - WEIGHT) + ms * WEIGHT);
}
