import type { PoolClient } from "pg";
import { now } from "~/clock";
import { pool, type Sql, transaction } from "~/db.server";
import { parseLinkToken } from "./public-link";

/** What a shopper's page may show: whose list it is, in the shop's dress, and an address only half told. */
export interface Subscription {
  readonly shop: { readonly shopId: number; readonly name: string; readonly locale: string; readonly brand: unknown };
  readonly maskedEmail: string;
  /** The shopper's, else the shop's: BCP 47. */
  readonly locale: string;
  readonly isUnsubscribed: boolean;
}

export type Unsubscribed = { readonly ok: true; readonly subscription: Subscription } | { readonly ok: false };

interface LinkRow {
  readonly shopId: number;
  readonly shopName: string;
  readonly domain: string;
  readonly shopLocale: string;
  readonly brand: unknown;
  readonly contactId: string;
  readonly locale: string | null;
  /** The address that was mailed, and the one that the contact has now. */
  readonly mailedEmail: string | null;
  readonly contactEmail: string | null;
  readonly isUnsubscribed: boolean;
}

/** Whose subscription a link is about; null when the token is forged or its message is gone. Changes nothing. */
export async function subscriptionOf(token: string): Promise<Subscription | null> {
  const found = await findLink(pool, token);
  return found && subscription(found.row, found.row.isUnsubscribed);
}

/** How the wish came: RFC 8058's one click in the mail program, or the button on our page. */
export type UnsubscribeWay = "one-click" | "page";

const SOURCE: Record<UnsubscribeWay, string> = {
  "one-click": "unsubscribed in the mail program",
  page: "unsubscribed by the link in a mail",
};

/**
 * Takes the reader of a mail off the list. The suppression holds at once, for queued messages too, because
 * the guard reads it; the consent follows as an event that contacts apply. Both or neither. Once is enough,
 * again is harmless.
 */
export async function unsubscribe(token: string, way: UnsubscribeWay): Promise<Unsubscribed> {
  const row = await transaction(async (sql) => {
    const found = await findLink(sql, token);
    if (!found) return null;
    await suppress(sql, found.row);
    await tellContacts(sql, found.row, found.messageId, way);
    return found.row;
  });
  return row ? { ok: true, subscription: subscription(row, true) } : { ok: false };
}

async function findLink(sql: Sql, token: string): Promise<{ row: LinkRow; messageId: string } | null> {
  const link = parseLinkToken(token);
  if (link?.purpose !== "unsubscribe") return null;
  const { rows } = await sql.query<LinkRow>(
    `SELECT s.shop_id AS "shopId", s.name AS "shopName", s.domain, s.locale AS "shopLocale", s.brand,
        m.contact_id AS "contactId", m.email AS "mailedEmail", c.email AS "contactEmail", c.locale,
        EXISTS (SELECT 1 FROM suppressions x WHERE x.shop_id = m.shop_id AND x.email = coalesce(m.email, c.email)
          AND x.reason = 'unsubscribed') AS "isUnsubscribed"
      FROM messages m JOIN shops s ON s.shop_id = m.shop_id
      LEFT JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id
      WHERE m.shop_id = $1 AND m.message_id = $2`,
    [link.shopId, link.id],
  );
  const [row] = rows;
  // Without any address there is nobody to take off the list.
  return row && (row.mailedEmail ?? row.contactEmail) ? { row, messageId: link.id } : null;
}

async function suppress(sql: PoolClient, { shopId, mailedEmail, contactEmail }: LinkRow): Promise<void> {
  // The person means themselves, not a mailbox: an address changed since the mail is theirs too.
  await sql.query(
    `INSERT INTO suppressions (shop_id, email, reason, since)
      SELECT DISTINCT $1::int, email, 'unsubscribed', $3::timestamptz FROM unnest($2::text[]) AS email
      ON CONFLICT (shop_id, email, reason) DO NOTHING`,
    [shopId, [mailedEmail, contactEmail].filter((email) => email !== null), now()],
  );
}

async function tellContacts(
  sql: PoolClient,
  { shopId, contactId }: LinkRow,
  messageId: string,
  way: UnsubscribeWay,
): Promise<void> {
  const at = now();
  const payload = Buffer.from(JSON.stringify({ contactId, at: at.toISOString(), source: SOURCE[way] }));
  await sql.query(
    `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, payload)
      VALUES ($1, 'app', $2, 'consent/unsubscribed', $3, $3, $4) ON CONFLICT (shop_id, source, delivery_id) DO NOTHING`,
    [shopId, `unsubscribe:${messageId}`, at, payload],
  );
}

function subscription(row: LinkRow, isUnsubscribed: boolean): Subscription {
  const { shopId, shopName, domain, shopLocale, brand, mailedEmail, contactEmail, locale } = row;
  return {
    shop: { shopId, name: shopName || domain, locale: shopLocale, brand },
    maskedEmail: maskEmail(mailedEmail ?? contactEmail ?? ""),
    locale: locale ?? shopLocale,
    isUnsubscribed,
  };
}

/** "j•••@example.com": enough for its owner to know it, too little for whom a mail was forwarded to. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email.slice(0, at);
  return `${first}•••${email.slice(at)}`;
}
