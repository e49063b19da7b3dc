import { now } from "~/clock";

export const suppressionListNames = ["bounces", "blocks", "invalid_emails", "spam_reports", "unsubscribes"] as const;

export type SuppressionListName = (typeof suppressionListNames)[number];

/** An entry of a list. `created` is in seconds since 1970. */
export interface Suppressed {
  readonly email: string;
  readonly created: number;
  readonly reason: string;
}

/** The account's lists of addresses that SendGrid does not mail. */
export interface Suppressions {
  /** Newest first, as SendGrid gives them. */
  list(name: SuppressionListName): readonly Suppressed[];
  add(name: SuppressionListName, email: string, reason?: string, created?: number): void;
  /** False when it was not there. */
  remove(name: SuppressionListName, email: string): boolean;
}

const DAY = 86_400;

/** What an account that sent before it had this app has gathered; in memory, and the same after each start. */
export function createSuppressions(): Suppressions {
  const lists = new Map<SuppressionListName, Map<string, Suppressed>>();
  const of = (name: SuppressionListName) => {
    const known = lists.get(name) ?? new Map<string, Suppressed>();
    lists.set(name, known);
    return known;
  };
  const suppressions: Suppressions = {
    list: (name) => [...of(name).values()].toSorted((one, other) => other.created - one.created),
    add(name, email, reason = "", created = Math.floor(now().getTime() / 1_000)) {
      if (!of(name).has(email)) of(name).set(email, { email, created, reason });
    },
    remove: (name, email) => of(name).delete(email),
  };
  const today = Math.floor(now().getTime() / 1_000);
  suppressions.add("bounces", "moved.away@example.com", "550 5.1.1 The mailbox does not exist.", today - 400 * DAY);
  suppressions.add("bounces", "old.job@company.example", "550 5.1.1 User unknown", today - 90 * DAY);
  suppressions.add("blocks", "strict@company.example", "554 5.7.1 Message rejected", today - 30 * DAY);
  suppressions.add(
    "invalid_emails",
    "typo@gmial.example",
    "Mail domain mentioned in email address is unknown",
    today - 60 * DAY,
  );
  suppressions.add("spam_reports", "annoyed@example.com", "", today - 200 * DAY);
  suppressions.add("unsubscribes", "enough@example.com", "", today - 10 * DAY);
  return suppressions;
}
