import { DateTime, Duration } from "luxon";
import type { WaitUntilStep } from "./definition";

/**
 * The first moment from `from` on at which it is that hour (on that weekday) where the contact is. An hour that
 * the clocks skip in spring counts as the one after it.
 */
export function nextLocalHour(
  from: Date,
  { hour, weekday }: Pick<WaitUntilStep, "hour" | "weekday">,
  zone: string,
): Date {
  const start = DateTime.fromJSDate(from, { zone });
  const midnight = start.startOf("day");
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = midnight.plus(Duration.fromObject({ days: ahead }));
    const at = day.set({ hour });
    // Of the day, not of the hour: 23 o'clock that is skipped is already tomorrow.
    if (at >= start && (weekday === undefined || day.weekday === weekday)) return at.toJSDate();
  }
  throw new Error(`there is no ${hour} o'clock on weekday ${weekday} in ${zone}`);
}
