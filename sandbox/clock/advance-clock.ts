import { DateTime, Duration } from "luxon";
import { now } from "~/clock";
import type { SandboxContext } from "../context";
import { shopIdentity } from "../shop-identity";

export interface ClockAdvance {
  readonly from: Date;
  readonly now: Date;
  /** How many due moments (waits that ended, mails that fell due) were played on the way. */
  readonly moments: number;
}

const FURTHEST = Duration.fromObject({ days: 366 });

/**
 * Reads how far to go: an ISO-8601 duration ("P1D", "PT30M") or a number of hours. Days and weeks are the
 * shop's calendar days. Throws a RangeError with a sentence for a person.
 */
export function parseAdvance(by: unknown): Duration {
  const text = String(by ?? "").trim();
  const duration = /^\d+(\.\d+)?$/.test(text) ? Duration.fromObject({ hours: Number(text) }) : Duration.fromISO(text);
  if (!duration.isValid) {
    throw new RangeError(`"${text}" is no duration. Say hours (36) or an ISO-8601 duration (P1DT12H).`);
  }
  if (duration.toMillis() <= 0) throw new RangeError("The clock goes forward only.");
  if (duration.toMillis() > FURTHEST.toMillis()) throw new RangeError("At most a year (366 days) at once.");
  return duration;
}

/**
 * Asks the app to play every due moment up to `by` from now, in order, and waits until it has. Throws an
 * Error with a sentence for a person when the app cannot be reached or refuses.
 */
export async function advanceClock(context: SandboxContext, by: Duration): Promise<ClockAdvance> {
  const from = now();
  const to = DateTime.fromJSDate(from, { zone: shopIdentity.timeZone }).plus(by).toJSDate();
  const response = await fetch(`${context.appUrl}/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to: to.toISOString() }),
  }).catch((cause: unknown) => {
    throw new Error(`The app does not answer at ${context.appUrl}. The clock stays where it is.`, { cause });
  });
  if (!response.ok) {
    throw new Error(`The app refused to move the clock (${response.status}): ${await response.text()}`);
  }
  const answer = (await response.json()) as { now: string; moments: number };
  return { from, now: new Date(answer.now), moments: answer.moments };
}
