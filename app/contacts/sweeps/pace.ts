/**
 * How many contacts of a backlog may enter a workflow on a day (DESIGN, rule 11). It begins small and grows while
 * hardly anybody complains. The limits are the mailbox providers': below 0.1 %, never 0.3 %, in "Email sender
 * guidelines", https://support.google.com/a/answer/81126.
 */
export interface Sends {
  /** Mails of the workflow in the last seven days. */
  readonly sent: number;
  /** Those of them that were complained of. */
  readonly complained: number;
}

/** The first day lets in one in a hundred, or fifty where that is fewer. */
const LEAST_FIRST = 50;
const FIRST_SHARE = 0.01;

/** A day lets in half as many again as the day before. */
const GROWTH = 1.5;
const MOST_A_DAY = 100_000;
/** A pace that is halved does not go below this; it is stopped, or goes on. */
const LEAST_A_DAY = 10;

/** Of fewer mails a single complaint may be chance, and none says nothing. */
const ENOUGH_SENDS = 100;
const FEW_COMPLAINTS = 1;

const HALVE_FROM = 0.001;
const STOP_FROM = 0.003;
const ENOUGH_TO_STOP = 3;

/** How many may enter on the first day, of so many who wait. */
export function firstPace(waiting: number): number {
  return Math.min(MOST_A_DAY, Math.max(LEAST_FIRST, Math.ceil(waiting * FIRST_SHARE)));
}

/**
 * How many may enter on a day, after `before` on the last: half as many again while fewer than 0.1 % complained, the
 * same while too few mails were sent to say, half from 0.1 %, none from 0.3 % and three complaints. Once stopped
 * it begins anew, as on a first day, when seven days went by without a complaint.
 */
export function nextPace(before: number, { sent, complained }: Sends, waiting: number): number {
  const rate = complained / Math.max(1, sent);
  if (complained >= ENOUGH_TO_STOP && rate >= STOP_FROM) return 0;
  if (before === 0) return complained === 0 ? firstPace(waiting) : 0;
  if (sent < ENOUGH_SENDS && complained <= FEW_COMPLAINTS) return before;
  if (rate >= HALVE_FROM) return Math.min(before, Math.max(LEAST_A_DAY, Math.floor(before / 2)));
  return Math.min(MOST_A_DAY, Math.ceil(before * GROWTH));
}

/** Days until nobody waits any more, if the pace grows from `perDay` on; null while it is stopped. */
export function daysOfEntry(waiting: number, perDay: number): number | null {
  if (perDay === 0) return waiting === 0 ? 0 : null;
  let days = 0;
  for (let left = waiting, pace = perDay; left > 0; days += 1) {
    left -= pace;
    pace = Math.min(MOST_A_DAY, Math.ceil(pace * GROWTH));
  }
  return days;
}
