import { IANAZone } from "luxon";

/** Whole hours of a day, from the first minute of `from` to the last before `to`; over midnight when `from` is later. */
export interface HourSpan {
  /** 0 to 23. */
  readonly from: number;
  /** 0 to 24. */
  readonly to: number;
}

const QUARTER = 15 * 60_000;
const HOUR = 4 * QUARTER;

/** Whether an hour lies in a span. One that ends where it begins holds no hour. */
export function isWithin(hour: number, { from, to }: HourSpan): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** The hour that a clock shows in an IANA zone, 0 to 23. Throws for a zone that there is not. */
export function hourIn(zone: string, at: Date): number {
  const offset = IANAZone.create(zone).offset(at.getTime());
  if (Number.isNaN(offset)) throw new Error(`There is no time zone “${zone}”.`);
  const minutes = Math.floor(at.getTime() / 60_000) + offset;
  return Math.floor((((minutes % 1_440) + 1_440) % 1_440) / 60);
}

/**
 * The first moment at which the clock in `zone` shows an hour that is open, from an `at` at which it shows none. Null
 * when no hour is. Looked for by quarters of an hour, on which all zones' offsets lie and all their clocks are changed, so that
 * an hour that is skipped, comes twice or is half an hour long needs no rule of its own.
 */
export function nextOpening(zone: string, at: Date, isOpen: (hour: number) => boolean): Date | null {
  const hour = hourIn(zone, at);
  const ahead = Array.from({ length: 24 }, (_, index) => index + 1).find((hours) => isOpen((hour + hours) % 24));
  if (ahead === undefined) return null;
  // Clocks go forward by two hours at the most (Antarctica/Troll): it cannot come sooner than this.
  const earliest = Math.max(at.getTime() + 1, at.getTime() + (ahead - 3) * HOUR);
  const first = Math.ceil(earliest / QUARTER) * QUARTER;
  // A single open hour may be skipped on one day and come on the next.
  for (let time = first; time <= first + 52 * HOUR; time += QUARTER) {
    if (isOpen(hourIn(zone, new Date(time)))) return new Date(time);
  }
  return null;
}
