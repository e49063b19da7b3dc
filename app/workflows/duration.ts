import { DateTime, Duration } from "luxon";
import type { WorkflowDuration } from "./definition";

/** The instant after a duration. A day is 24 hours here: waits are elapsed time, not calendar days. */
export function addDuration(from: Date, duration: WorkflowDuration): Date {
  return DateTime.fromJSDate(from, { zone: "utc" }).plus(duration).toJSDate();
}

/** "1 hour", "2 days": for screens and explanations. */
export function durationText(duration: WorkflowDuration): string {
  return Duration.fromObject(duration, { locale: "en" }).toHuman();
}
