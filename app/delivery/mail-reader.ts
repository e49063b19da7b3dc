import type { Sql } from "~/db.server";

/** Who reads a mail, and whose it is: what pages behind its links need. */
export interface MailReader {
  readonly messageId: string;
  readonly contactId: string;
  readonly shop: {
    readonly shopId: number;
    readonly name: string;
    readonly url: string;
    readonly locale: string;
    /** IANA. */
    readonly timezone: string;
    readonly brand: unknown;
  };
  /** The shopper's, else the shop's: BCP 47. */
  readonly locale: string;
  /** The address that was mailed, and the one that the contact has now, if it is another: one at least. */
  readonly emails: readonly string[];
  readonly isUnsubscribed: boolean;
}

interface ReaderRow {
  readonly name: string;
  readonly domain: string;
  readonly url: string;
  readonly shopLocale: string;
  readonly timezone: string;
  readonly brand: unknown;
  readonly contactId: string;
  readonly locale: string | null;
  readonly mailed: string | null;
  readonly current: string | null;
  readonly isUnsubscribed: boolean;
}

/** The reader of a message; null when it is gone, or nobody has any address. */
export async function mailReader(sql: Sql, shopId: number, messageId: string): Promise<MailReader | null> {
  const { rows } = await sql.query<ReaderRow>({
    name: "mail-reader",
    text: `SELECT s.name, s.domain, coalesce(s.storefront_url, 'https://' || s.domain) AS url, s.locale AS "shopLocale", s.timezone,
        s.brand, m.contact_id AS "contactId", m.email AS mailed, c.email AS current, c.locale,
        EXISTS (SELECT 1 FROM suppressions x WHERE x.shop_id = m.shop_id AND x.email = coalesce(m.email, c.email)
          AND x.reason = 'unsubscribed') AS "isUnsubscribed"
      FROM messages m JOIN shops s ON s.shop_id = m.shop_id
      LEFT JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id
      WHERE m.shop_id = $1 AND m.message_id = $2`,
    values: [shopId, messageId],
  });
  const [row] = rows;
  const emails = [...new Set([row?.mailed ?? null, row?.current ?? null])].filter((email) => email !== null);
  if (!row || emails.length === 0) return null;
  const { name, domain, url, shopLocale, timezone, brand, contactId, locale, isUnsubscribed } = row;
  return {
    messageId,
    contactId,
    shop: { shopId, name: name || domain, url, locale: shopLocale, timezone, brand },
    locale: locale ?? shopLocale,
    emails,
    isUnsubscribed,
  };
}

/** "j•••@example.com": enough for its owner to know it, too little for whom a mail was forwarded to. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email.slice(0, at);
  return `${first}•••${email.slice(at)}`;
}
