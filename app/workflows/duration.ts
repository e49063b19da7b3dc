import { Duration } from "luxon";
import type { WorkflowDuration } from "./definition";

const MINUTE = 60_000;

/** The instant after a duration. A day is 24 hours here: waits are elapsed time, not calendar days. */
export function addDuration(from: Date, { days = 0, hours = 0, minutes = 0 }: WorkflowDuration): Date {
  return new Date(from.getTime() + ((days * 24 + hours) * 60 + minutes) * MINUTE);
}

/** A definition's durations are said with every decision: to word one anew costs more than the rest of a step. */
const worded = new WeakMap<WorkflowDuration, string>();

/** "1 hour", "2 days": for screens and explanations. */
export function durationText(duration: WorkflowDuration): string {
  const known = worded.get(duration);
  if (known !== undefined) return known;
  const text = Duration.fromObject(duration, { locale: "en" }).toHuman();
  worded.set(duration, text);
  return text;
}
