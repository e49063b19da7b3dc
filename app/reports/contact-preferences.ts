import { pool } from "~/db.server";
import { type Preferences, pausedAt } from "~/delivery/preferences";
import { shopTime } from "~/shop-time";
import { preferenceWords } from "./preference-words";

/** What a contact chose on the preference page, and when. */
export interface ContactPreferences {
  readonly choices: readonly string[];
  readonly changedAt: Date;
}

/** Null of those who never chose. */
export async function contactPreferences(
  shopId: number,
  contactId: string,
  timezone: string,
  at: Date,
): Promise<ContactPreferences | null> {
  const { rows } = await pool.query<Preferences & { changedAt: Date }>(
    `SELECT topics_off AS "topicsOff", most_per_week AS "mostPerWeek", paused_until AS "pausedUntil", changed_at AS "changedAt"
     FROM preferences WHERE shop_id = $1 AND contact_id = $2`,
    [shopId, contactId],
  );
  const [row] = rows;
  if (!row) return null;
  const until = pausedAt(row, at);
  const choices = preferenceWords(row, until && shopTime(until, timezone));
  return {
    choices: choices.length > 0 ? choices : ["Wants all mails, as often as you write."],
    changedAt: row.changedAt,
  };
}
