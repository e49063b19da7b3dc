import { Duration } from "luxon";

/** At most so many mails within any stretch of time of this length. */
export interface Cap {
  readonly mails: number;
  readonly per: Duration;
}

/** A marketing mail that left, or may have left. */
export interface SentMail {
  readonly workflowId: string;
  /** Business time. */
  readonly leftAt: Date;
}

/**
 * The first moment at which one more mail keeps to the cap; null: at once. `sent` is newest first. A mail counts
 * from the moment at which it left until exactly the cap's time later.
 */
export function freeAt(sent: readonly SentMail[], { mails, per }: Cap, at: Date): Date | null {
  // Of the mails that count, the one that has to grow old before there is room: the oldest, if they are just as many.
  const inTheWay = sent[mails - 1];
  if (!inTheWay) return null;
  const free = new Date(inTheWay.leftAt.getTime() + per.toMillis());
  return free > at ? free : null;
}

/** Of as many mails in a row the reading is looked at. */
export const MOST_UNANSWERED = 10;

/** So few unanswered mails say nothing yet. */
export const FEWEST_UNANSWERED = 5;

/**
 * Fewer mails for those who never open or click: after five in a row at most one a week, after ten one in two weeks.
 * One more click or order, or open, and all is as before. Mailbox providers judge a sender by how many of its
 * mails are read, so that mails to those who read none cost the others their place in the inbox
 * (https://sendgrid.com/en-us/blog/putting-engagement-data-use-sunset-policies). Five is about as many as tell a
 * habit from chance: of people who open every third mail one in eight leaves five unopened; ten, one in sixty.
 */
export function seldomReadCap(unanswered: number): Cap | null {
  if (unanswered >= MOST_UNANSWERED) return { mails: 1, per: Duration.fromObject({ days: 14 }) };
  if (unanswered >= FEWEST_UNANSWERED) return { mails: 1, per: Duration.fromObject({ days: 7 }) };
  return null;
}
