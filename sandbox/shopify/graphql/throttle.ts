/** Shopify's leaky bucket for one app in one shop on a standard plan, in machine time. */
export interface Throttle {
  /** Takes the points when there are enough of them, and says whether there were. */
  take(points: number): boolean;
  /** Gives back what a query did not need. */
  giveBack(points: number): void;
  status(): { readonly maximumAvailable: number; readonly currentlyAvailable: number; readonly restoreRate: number };
}

/** The most that one query may cost: https://shopify.dev/docs/api/usage/limits#single-query-limit */
export const largestQueryCost = 1_000;

const BUCKET = 2_000;
const POINTS_PER_SECOND = 100;

/** A full bucket. */
export function createThrottle(): Throttle {
  let available = BUCKET;
  let at = Date.now();
  const refill = () => {
    const time = Date.now();
    available = Math.min(BUCKET, available + ((time - at) / 1000) * POINTS_PER_SECOND);
    at = time;
  };
  return {
    take(points) {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack(points) {
      available = Math.min(BUCKET, available + points);
    },
    status() {
      refill();
      return { maximumAvailable: BUCKET, currentlyAvailable: Math.floor(available), restoreRate: POINTS_PER_SECOND };
    },
  };
}
