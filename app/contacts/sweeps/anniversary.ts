import { DateTime } from "luxon";

/** Before this many years there was no Shopify. */
const MOST_YEARS = 30;

/** A stretch of time: what lies in it happened `years` before. */
export interface YearsAgo {
  readonly from: Date;
  readonly to: Date;
  readonly years: number;
}

/**
 * The days, in a zone, of which a day ("2026-11-23") is the anniversary: one for each year, and for 28 February
 * the 29th of leap years too, when this year has none. Each from its first moment to the next day's.
 */
export function daysBeforeYears(day: string, zone: string): YearsAgo[] {
  const today = DateTime.fromISO(day, { zone });
  return Array.from({ length: MOST_YEARS }, (_, index) => index + 1).flatMap((years) => {
    // Luxon makes 28 February of a 29th that a year lacks: that is not yet its anniversary's day.
    const first = today.minus({ years });
    const isLeapDay = (date: DateTime) => date.month === 2 && date.day === 29;
    const days = first.day === today.day ? [first] : [];
    const next = first.plus({ days: 1 });
    if (isLeapDay(next) && !today.isInLeapYear) days.push(next);
    return days.map((date) => ({
      from: date.startOf("day").toJSDate(),
      to: date.plus({ days: 1 }).startOf("day").toJSDate(),
      years,
    }));
  });
}
