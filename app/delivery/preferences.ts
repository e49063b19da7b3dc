import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import { now } from "~/clock";
import { pool, type Sql, transaction } from "~/db.server";
import { preferenceHolds } from "./holds";
import { type MailReader, mailReader } from "./mail-reader";
import { type MailTopic, mailTopics } from "./mail-topics";
import { parseLinkToken } from "./public-link";
import { takeOff } from "./unsubscribe";

/** Which marketing mails somebody wants. */
export interface Preferences {
  /** None of these; what is stored under a name that is no topic any more is in nobody's way. */
  readonly topicsOff: readonly string[];
  /** Mails within any seven days at the most; null: as the shop has it. */
  readonly mostPerWeek: number | null;
  readonly pausedUntil: Date | null;
}

/** Of those who never chose. */
export const noPreferences: Preferences = { topicsOff: [], mostPerWeek: null, pausedUntil: null };

/** How long a break lasts, in days. */
export const PAUSE_DAYS = 30;

/** What the form of the preference page says. */
export interface PreferencesWish {
  readonly topics: readonly MailTopic[];
  readonly isWeekly: boolean;
  readonly isPaused: boolean;
}

/** A reader, and what they chose. */
export interface PreferencesOfReader {
  readonly reader: MailReader;
  readonly preferences: Preferences;
}

/** Whose preferences a link is about; null when the token is forged or its message is gone. Changes nothing. */
export async function preferencesOf(token: string): Promise<PreferencesOfReader | null> {
  const link = parseLinkToken(token);
  const reader = link?.purpose === "preferences" ? await mailReader(pool, link.shopId, link.id) : null;
  return reader && { reader, preferences: await loadPreferences(pool, reader.shop.shopId, reader.contactId) };
}

async function loadPreferences(sql: Sql, shopId: number, contactId: string): Promise<Preferences> {
  const { rows } = await sql.query<Preferences>({
    name: "preferences",
    text: `SELECT topics_off AS "topicsOff", most_per_week AS "mostPerWeek", paused_until AS "pausedUntil"
      FROM preferences WHERE shop_id = $1 AND contact_id = $2`,
    values: [shopId, contactId],
  });
  return rows[0] ?? noPreferences;
}

/**
 * Saves what a reader chose and returns it. It holds at once, for queued messages too, because the guard reads it, and
 * what an earlier choice held back is looked at again. Who wants none of the topics is taken off the list.
 */
export async function savePreferences(
  { reader, preferences: before }: PreferencesOfReader,
  wish: PreferencesWish,
): Promise<PreferencesOfReader> {
  if (wish.topics.length === 0) return leaveAll({ reader, preferences: before });
  const at = now();
  const preferences = chosen(wish, before, at);
  const { shop, contactId } = reader;
  await transaction(async (sql) => {
    await sql.query(
      `INSERT INTO preferences (shop_id, contact_id, topics_off, most_per_week, paused_until, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (shop_id, contact_id) DO UPDATE SET topics_off = excluded.topics_off,
          most_per_week = excluded.most_per_week, paused_until = excluded.paused_until, changed_at = excluded.changed_at`,
      [shop.shopId, contactId, preferences.topicsOff, preferences.mostPerWeek, preferences.pausedUntil, at],
    );
    await sql.query(
      `UPDATE messages SET send_at = $3
        WHERE shop_id = $1 AND contact_id = $2 AND status = 'queued' AND send_at > $3 AND reason = ANY($4)`,
      [shop.shopId, contactId, at, preferenceHolds],
    );
    if (!isSame(preferences, before)) await tellContacts(sql, reader, preferences, at);
  });
  return { reader, preferences };
}

/** Takes a reader off the list, as the unsubscribe page does; what they chose before stays for when they come back. */
export async function leaveAll({ reader, preferences }: PreferencesOfReader): Promise<PreferencesOfReader> {
  await transaction((sql) => takeOff(sql, reader, "preferences"));
  return { reader: { ...reader, isUnsubscribed: true }, preferences };
}

/** The end of a break that begins at `at`. */
export const pauseEnd = (at: Date): Date => new Date(at.getTime() + PAUSE_DAYS * 86_400_000);

/** When the break is over; null when there is none at `at`. */
export const pausedAt = ({ pausedUntil }: Preferences, at: Date): Date | null =>
  pausedUntil !== null && pausedUntil > at ? pausedUntil : null;

function chosen({ topics, isWeekly, isPaused }: PreferencesWish, before: Preferences, at: Date): Preferences {
  return {
    topicsOff: mailTopics.filter((topic) => !topics.includes(topic)),
    mostPerWeek: isWeekly ? 1 : null,
    // Saving something else does not make a break longer.
    pausedUntil: isPaused ? (pausedAt(before, at) ?? pauseEnd(at)) : null,
  };
}

const isSame = (one: Preferences, other: Preferences): boolean =>
  one.topicsOff.join() === other.topicsOff.join() &&
  one.mostPerWeek === other.mostPerWeek &&
  one.pausedUntil?.getTime() === other.pausedUntil?.getTime();

async function tellContacts(
  sql: PoolClient,
  { shop, contactId }: MailReader,
  { topicsOff, mostPerWeek, pausedUntil }: Preferences,
  at: Date,
): Promise<void> {
  const told = {
    contactId,
    at: at.toISOString(),
    topicsOff,
    mostPerWeek,
    pausedUntil: pausedUntil?.toISOString() ?? null,
  };
  await sql.query(
    `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, payload)
      VALUES ($1, 'app', $2, 'preferences/changed', $3, $3, $4)`,
    [shop.shopId, `preferences:${uuid()}`, at, Buffer.from(JSON.stringify(told))],
  );
}
