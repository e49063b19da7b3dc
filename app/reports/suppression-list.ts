import { pool, transaction } from "~/db.server";
import { type Removal, removalOf } from "~/delivery/suppression-removal";
import { isIndexed } from "./contact-search";
import { suppressionTitle } from "./suppression-words";

/** One address that is not mailed, and why. */
export interface ListedSuppression {
  readonly email: string;
  readonly reason: string;
  /** In a merchant's words. */
  readonly why: string;
  readonly since: Date;
  readonly source: string;
  readonly removal: Removal;
}

export interface SuppressionFilter {
  /** A part of the address. */
  readonly search?: string | undefined;
  readonly reason?: string | undefined;
  readonly source?: string | undefined;
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
}

/** The last of the page before, as `cursorOf` writes it: the page shows what is older. */
export type SuppressionCursor = string;

export interface SuppressionPage {
  readonly suppressions: readonly ListedSuppression[];
  /** To pass for what is older; null at the end. */
  readonly next: SuppressionCursor | null;
}

interface Row {
  readonly email: string;
  readonly reason: string;
  readonly since: Date;
  readonly source: string;
}

const PAGE_SIZE = 50;

/** A text in one of a hundred or more fills a page out of so many; a rarer one is asked of the search index. */
const WALK = 5_000;

/** Addresses that are not mailed and that the filter lets through, the newest first. */
export async function suppressionPage(
  shopId: number,
  filter: SuppressionFilter,
  cursor: SuppressionCursor | null,
): Promise<SuppressionPage> {
  const { search } = filter;
  if (!search) return pageOf((await pool.query<Row>(listQuery(shopId, filter, cursor, "all"))).rows);
  const way = isIndexed(search) ? "short-walk" : "walk";
  const walked = await pool.query<Row>(listQuery(shopId, filter, cursor, way));
  if (way === "walk" || walked.rows.length > PAGE_SIZE) return pageOf(walked.rows);
  return transaction(async (sql) => {
    await sql.query("SET LOCAL enable_seqscan = off");
    return pageOf((await sql.query<Row>(listQuery(shopId, filter, cursor, "index"))).rows);
  });
}

/** How the rows of a page are come by: a search walks from the newest on, or asks the index. */
type Way = "all" | "walk" | "short-walk" | "index";

function listQuery(shopId: number, filter: SuppressionFilter, cursor: SuppressionCursor | null, way: Way) {
  const values: unknown[] = [shopId];
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const after = readCursor(cursor);
  const scope = [
    "shop_id = $1",
    ...(filter.reason ? [`reason = ${bind(filter.reason, "text")}`] : []),
    ...(filter.source !== undefined ? [`source = ${bind(filter.source, "text")}`] : []),
    ...(filter.from ? [`since >= ${bind(filter.from, "timestamptz")}`] : []),
    ...(filter.before ? [`since < ${bind(filter.before, "timestamptz")}`] : []),
    ...(after
      ? [
          `(since, email, reason) < (${bind(after.since, "timestamptz")}, ${bind(after.email, "text")}, ${bind(after.reason, "text")})`,
        ]
      : []),
  ].join(" AND ");
  const columns = "email, reason, since, source";
  const order = "ORDER BY since DESC, email DESC, reason DESC";
  const limit = `LIMIT ${PAGE_SIZE + 1}`;
  if (way === "all") return { text: `SELECT ${columns} FROM suppressions WHERE ${scope} ${order} ${limit}`, values };
  const matches = `email ILIKE ANY (${bind(patternsOf(filter.search ?? ""), "text[]")})`;
  // The first condition is the index's own; MATERIALIZED and OFFSET keep each way from being planned as another.
  const text =
    way === "index"
      ? `WITH found AS MATERIALIZED (SELECT ${columns} FROM suppressions WHERE email <> '' AND ${scope} AND ${matches})
         SELECT * FROM found ${order} ${limit}`
      : `SELECT * FROM (SELECT ${columns} FROM suppressions WHERE ${scope} ${order}
           ${way === "walk" ? "" : `LIMIT ${WALK}`} OFFSET 0) s WHERE ${matches} ${limit}`;
  return { text, values };
}

/** One or two letters begin a part of the address: inside of one they are in nearly every address, and in no index. */
function patternsOf(search: string): string[] {
  const literal = search.replace(/[\\%_]/g, "\\$&");
  const isShort = /^[a-z0-9]{1,2}$/i.test(search);
  return isShort ? [`${literal}%`, `%@${literal}%`, `%.${literal}%`] : [`%${literal}%`];
}

function pageOf(rows: readonly Row[]): SuppressionPage {
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    suppressions: shown.map((row) => ({ ...row, why: suppressionTitle(row.reason), removal: removalOf(row.reason) })),
    next: rows.length > PAGE_SIZE && last ? cursorOf(last) : null,
  };
}

const cursorOf = ({ since, email, reason }: Row): SuppressionCursor => `${since.toISOString()} ${reason} ${email}`;

/** Null for what `cursorOf` did not write. */
function readCursor(cursor: SuppressionCursor | null): Pick<Row, "since" | "reason" | "email"> | null {
  const [, time = "", reason = "", email = ""] = /^(\S+) (\S+) (.+)$/s.exec(cursor ?? "") ?? [];
  const since = new Date(time);
  return Number.isNaN(since.getTime()) ? null : { since, reason, email };
}

/** How many addresses there are of each reason; an address may have several. */
export async function suppressionCounts(shopId: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ reason: string; count: number }>(
    "SELECT reason, count(*) AS count FROM suppressions WHERE shop_id = $1 GROUP BY reason",
    [shopId],
  );
  return new Map(rows.map(({ reason, count }) => [reason, count]));
}

/** Where addresses come from, in order: a skip scan, whose cost is the number of sources, not of addresses. */
export async function suppressionSources(shopId: number): Promise<string[]> {
  const { rows } = await pool.query<{ source: string }>(
    `WITH RECURSIVE sources AS (
        (SELECT source FROM suppressions WHERE shop_id = $1 ORDER BY source LIMIT 1)
        UNION ALL SELECT (SELECT source FROM suppressions WHERE shop_id = $1 AND source > s.source ORDER BY source LIMIT 1)
        FROM sources s WHERE s.source IS NOT NULL)
      SELECT source FROM sources WHERE source <> '' LIMIT 200`,
    [shopId],
  );
  return rows.map(({ source }) => source);
}
