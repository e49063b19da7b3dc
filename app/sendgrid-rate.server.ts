import type { SendgridAnswer } from "./sendgrid.server";

/** What SendGrid said of how much one key may post: it holds for all posts with that key, not for one mail. */
export interface RateGate {
  /** 0: a post may begin, and has its place until `leave`. Else ms of machine time after which to ask again. */
  enter(): number;
  leave(): void;
  /** What an answer says of what may be posted still. */
  learn(answer: SendgridAnswer): void;
}

/** SendGrid says how many posts remain until the second in which its count begins anew. */
export function rateGate(): RateGate {
  let underWay = 0;
  // Nothing was said yet: the first post goes alone, so that a small limit is not overrun before it is known.
  let limit = 1;
  let remaining = Number.POSITIVE_INFINITY;
  let resetAt = 0;
  let shutUntil = 0;

  return {
    enter() {
      const at = Date.now();
      if (shutUntil > at) return shutUntil - at;
      // Those under way may not be counted in what was told. Of a new count nothing was told yet but how much it allows.
      if (resetAt > at && underWay >= remaining) return Math.min(resetAt - at, LONGEST_MS);
      if (resetAt <= at && underWay >= limit) return LOOK_AGAIN_MS;
      underWay += 1;
      return 0;
    },
    leave() {
      underWay -= 1;
    },
    learn(answer) {
      if (answer.status === 429) shutUntil = Math.max(shutUntil, rateLimitEnd(answer));
      const [most, left, reset] = ["limit", "remaining", "reset"].map((name) => numberIn(answer, name));
      limit = most || Number.POSITIVE_INFINITY;
      if (left === undefined || !reset) return;
      // Answers overtake each other: of one count the least that was told holds.
      remaining = reset * 1_000 === resetAt ? Math.min(remaining, left) : left;
      resetAt = reset * 1_000;
    },
  };
}

const LONGEST_MS = 60 * 60 * 1_000;
const LOOK_AGAIN_MS = 50;

function numberIn(answer: SendgridAnswer, name: string): number | undefined {
  const told = answer.header(`x-ratelimit-${name}`);
  return told !== null && /^\d+$/.test(told) ? Number(told) : undefined;
}

/** When SendGrid will take mail again, after a 429: in ms of machine time, from 1 s to 1 h from now. */
export function rateLimitEnd(answer: SendgridAnswer): number {
  const reset = numberIn(answer, "reset") ?? 0;
  const ms = reset > 0 ? reset * 1_000 - Date.now() : (Number(answer.header("retry-after")) || 60) * 1_000;
  return Date.now() + Math.min(Math.max(ms, 1_000), LONGEST_MS);
}
