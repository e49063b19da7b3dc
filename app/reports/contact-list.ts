import { pool } from "~/db.server";

export interface ContactRow {
  readonly contactId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly consent: string;
  readonly lastSeenAt: Date | null;
  /** Mails that left for them, ever. */
  readonly sent: number;
}

export interface ContactPage {
  readonly contacts: readonly ContactRow[];
  /** The contact to pass as `after` for the page before this one, and as `before` for the next; null at the ends. */
  readonly previous: string | null;
  readonly next: string | null;
}

/** Where a page begins: contacts older than `before`, or newer than `after`. Neither: the newest. */
export interface ContactCursor {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

const pageSize = 50;

/** Contacts, the newest first, whose name or e-mail holds `search`. Ids are UUID v7: their order is time. */
export async function contactPage(shopId: number, search: string, cursor: ContactCursor): Promise<ContactPage> {
  const isBackwards = cursor.after !== undefined;
  const { rows } = await pool.query<ContactRow>(
    `SELECT c.contact_id AS "contactId", c.first_name AS "firstName", c.last_name AS "lastName", c.email, c.consent,
       (SELECT max(e.occurred_at) FROM events e WHERE e.shop_id = c.shop_id AND e.contact_id = c.contact_id) AS "lastSeenAt",
       (SELECT count(*) FROM messages m
         WHERE m.shop_id = c.shop_id AND m.contact_id = c.contact_id AND m.sent_at IS NOT NULL) AS sent
     FROM contacts c
     WHERE c.shop_id = $1
       AND ($2 = '' OR c.email ILIKE $2 OR concat_ws(' ', c.first_name, c.last_name) ILIKE $2)
       AND ($3::uuid IS NULL OR c.contact_id ${isBackwards ? ">" : "<"} $3)
     ORDER BY c.contact_id ${isBackwards ? "ASC" : "DESC"} LIMIT $4`,
    [shopId, search === "" ? "" : `%${escapeLike(search)}%`, cursor.after ?? cursor.before ?? null, pageSize + 1],
  );
  const hasMore = rows.length > pageSize;
  const contacts = rows.slice(0, pageSize);
  if (isBackwards) contacts.reverse();
  const isFirst = isBackwards ? !hasMore : cursor.before === undefined;
  const isLast = isBackwards ? false : !hasMore;
  return {
    contacts,
    previous: isFirst ? null : (contacts.at(0)?.contactId ?? null),
    next: isLast ? null : (contacts.at(-1)?.contactId ?? null),
  };
}

/** Text in which LIKE's own signs stand for themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
