import type { PoolClient } from "pg";
import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { type MailReader, mailReader } from "./mail-reader";
import { parseLinkToken } from "./public-link";

/** Whose subscription a link is about; null when the token is forged or its message is gone. Changes nothing. */
export async function subscriptionOf(token: string): Promise<MailReader | null> {
  const link = parseLinkToken(token);
  return link?.purpose === "unsubscribe" ? mailReader(pool, link.shopId, link.id) : null;
}

/** How the wish came: RFC 8058's one click in the mail program, the button of its page, or that of the preference page. */
export type UnsubscribeWay = "one-click" | "page" | "preferences";

const SOURCE: Record<UnsubscribeWay, string> = {
  "one-click": "unsubscribed in the mail program",
  page: "unsubscribed by the link in a mail",
  preferences: "turned all mails off on the preference page",
};

/**
 * Takes the reader of a mail off the list; null as with `subscriptionOf`. The suppression holds at once, for queued
 * messages too, because the guard reads it; the consent follows as an event that contacts apply. Both or neither. Once
 * is enough, again is harmless.
 */
export async function unsubscribe(token: string, way: UnsubscribeWay): Promise<MailReader | null> {
  const reader = await subscriptionOf(token);
  if (!reader) return null;
  await transaction((sql) => takeOff(sql, reader, way));
  return { ...reader, isUnsubscribed: true };
}

/** Takes a reader off the list, in the caller's transaction. */
export async function takeOff(sql: PoolClient, reader: MailReader, way: UnsubscribeWay): Promise<void> {
  const since = await suppress(sql, reader, way);
  await tellContacts(sql, reader, since, way);
}

/** Returns since when they are off the list. */
async function suppress(sql: PoolClient, { shop, emails }: MailReader, way: UnsubscribeWay): Promise<Date> {
  const at = now();
  // The person means themselves, not a mailbox: an address changed since the mail is theirs too. In order, so that two
  // clicks at once wait for each other instead of deadlocking.
  const { rows } = await sql.query<{ since: Date }>(
    `INSERT INTO suppressions AS known (shop_id, email, reason, since, source)
      SELECT $1::int, email, 'unsubscribed', $3::timestamptz, $4 FROM unnest($2::text[]) AS email ORDER BY email
      ON CONFLICT (shop_id, email, reason) DO UPDATE SET since = known.since RETURNING since`,
    [shop.shopId, emails, at, SOURCE[way]],
  );
  return rows.map(({ since }) => since).sort((one, other) => other.getTime() - one.getTime())[0] ?? at;
}

async function tellContacts(
  sql: PoolClient,
  { shop, contactId, messageId }: MailReader,
  since: Date,
  way: UnsubscribeWay,
): Promise<void> {
  const at = now();
  const payload = Buffer.from(JSON.stringify({ contactId, at: at.toISOString(), source: SOURCE[way] }));
  // Named by the suppression too: who agreed anew meanwhile, and changed their mind again, says something new.
  await sql.query(
    `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, payload)
      VALUES ($1, 'app', $2, 'consent/unsubscribed', $3, $3, $4) ON CONFLICT (shop_id, source, delivery_id) DO NOTHING`,
    [shop.shopId, `unsubscribe:${messageId}:${since.toISOString()}`, at, payload],
  );
}
