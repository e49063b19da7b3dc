import { pool, transaction } from "~/db.server";
import { isIndexed, searchCondition, searchPatterns } from "./contact-search";

export interface ContactRow {
  readonly contactId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly consent: string;
  readonly stage: string;
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

/** Whom the list shows: all that is given holds of each. */
export interface ContactFilter {
  /** A part of the name or of the e-mail. */
  readonly search?: string | undefined;
  readonly stage?: string | undefined;
  readonly segmentId?: string | undefined;
}

/** Where a page begins: contacts older than `before`, or newer than `after`. Neither: the newest. */
export interface ContactCursor {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

const pageSize = 50;

/**
 * A text in one of a hundred contacts or more fills a page out of so many of the newest. A rarer one is
 * asked of the search index. The planner, which can only guess how rare a text is, would read a million
 * contacts to show none, or sort a quarter of them to show fifty.
 */
const WALK = 5_000;

/** Contacts that the filter lets through, the newest first. Ids are UUID v7: their order is time. */
export async function contactPage(shopId: number, filter: ContactFilter, cursor: ContactCursor): Promise<ContactPage> {
  const { search } = filter;
  if (!search) return pageOf((await pool.query<ContactRow>(listQuery(shopId, filter, cursor, "all"))).rows, cursor);
  if (!isIndexed(search))
    return pageOf((await pool.query<ContactRow>(listQuery(shopId, filter, cursor, "walk"))).rows, cursor);
  const walked = await pool.query<ContactRow>(listQuery(shopId, filter, cursor, "short-walk"));
  if (walked.rows.length > pageSize) return pageOf(walked.rows, cursor);
  return transaction(async (sql) => {
    await sql.query("SET LOCAL enable_seqscan = off");
    return pageOf((await sql.query<ContactRow>(listQuery(shopId, filter, cursor, "index"))).rows, cursor);
  });
}

/** How the contacts of a page are come by: a search walks from the newest on, or asks the index. */
type Way = "all" | "walk" | "short-walk" | "index";

function listQuery(shopId: number, filter: ContactFilter, { before, after }: ContactCursor, way: Way) {
  const order = after === undefined ? "DESC" : "ASC";
  const values: unknown[] = [shopId];
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const members = filter.segmentId
    ? `JOIN segment_members m ON m.shop_id = $1 AND m.contact_id = c.contact_id AND m.segment_id = ${bind(filter.segmentId, "uuid")}`
    : "";
  const scope = [
    "c.shop_id = $1 AND c.merged_into IS NULL",
    ...(filter.stage ? [`c.stage = ${bind(filter.stage, "text")}`] : []),
    ...(before ? [`c.contact_id < ${bind(before, "uuid")}`] : []),
    ...(after ? [`c.contact_id > ${bind(after, "uuid")}`] : []),
  ].join(" AND ");
  const matches = way === "all" ? "true" : searchCondition(bind(searchPatterns(filter.search ?? ""), "text[]"));
  const inOrder = (limit: number) =>
    `ORDER BY ${members ? "m" : "c"}.contact_id ${order} ${way === "walk" ? "" : `LIMIT ${limit}`}`;
  // MATERIALIZED and the sub-select's order keep each way from being planned as another.
  const chosen =
    way === "index"
      ? `found AS MATERIALIZED (SELECT c.contact_id FROM contacts c WHERE ${scope} AND ${matches}),
         chosen AS MATERIALIZED (SELECT c.contact_id FROM found c ${members} ORDER BY c.contact_id ${order} LIMIT ${pageSize + 1})`
      : `chosen AS MATERIALIZED (SELECT c.contact_id FROM (
           SELECT c.* FROM contacts c ${members} WHERE ${scope} ${inOrder(way === "all" ? pageSize + 1 : WALK)} OFFSET 0) c
           WHERE ${matches} LIMIT ${pageSize + 1})`;
  // What only the shown ones need is looked up after they are chosen, never for those who are passed over.
  const query = `WITH ${chosen}
     SELECT c.contact_id AS "contactId", c.first_name AS "firstName", c.last_name AS "lastName", c.email, c.consent, c.stage,
       c.seen_at AS "lastSeenAt",
       (SELECT count(*) FROM messages m
         WHERE m.shop_id = $1 AND m.contact_id = c.contact_id AND m.sent_at IS NOT NULL) AS sent
     FROM chosen JOIN contacts c ON c.shop_id = $1 AND c.contact_id = chosen.contact_id
     ORDER BY c.contact_id ${order}`;
  return { text: query, values };
}

function pageOf(rows: readonly ContactRow[], cursor: ContactCursor): ContactPage {
  const isBackwards = cursor.after !== undefined;
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
