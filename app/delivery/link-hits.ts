import { v7 as uuid } from "uuid";
import { pool } from "~/db.server";
import { log } from "~/log.server";
import { readDestination } from "./destination";

/** The number of the link that no reader sees: what follows it reads the source, not the mail. */
export const TRAP = -1;

/** A request for a link in a mail. */
export interface LinkRequest {
  readonly shopId: number;
  readonly messageId: string;
  /** Its number in the mail, or TRAP. */
  readonly link: number;
  readonly method: string;
  /** As the program calls itself; empty where it does not. */
  readonly agent: string;
  /** Business time. */
  readonly at: Date;
}

interface TargetRow {
  readonly destination: string | null;
  readonly handle: string | null;
  readonly storefrontUrl: string;
}

/** Of a mail to one person more say nothing new, and whoever asks on and on must not fill the table. */
const MOST_HITS = 500;

const LONGEST_AGENT = 500;

const MAIL = `mail AS MATERIALIZED (
  SELECT links FROM messages WHERE shop_id = $1 AND message_id = $2 AND $3::int BETWEEN ${TRAP} AND cardinality(links) - 1)`;

const TARGET = `SELECT mail.links[$3 + 1] AS destination, p.handle,
    coalesce(s.storefront_url, 'https://' || s.domain) AS "storefrontUrl"
  FROM mail JOIN shops s ON s.shop_id = $1
  LEFT JOIN products p ON p.shop_id = $1 AND p.product_id = split_part(mail.links[$3 + 1], ' ', 1)`;

/**
 * Keeps a request for a link, to be judged by judge-open-hits.ts, and returns the address that it leads to, in one
 * statement; null when the message or the link is not there. Where the request cannot be kept the reader goes on all
 * the same, and the log has it. Rejects when the database cannot even be asked.
 */
export async function followLink(request: LinkRequest): Promise<string | null> {
  const { shopId, messageId, link, method, agent, at } = request;
  try {
    const { rows } = await pool.query<TargetRow>({
      name: "link-follow",
      text: `WITH ${MAIL}, hit AS (
          INSERT INTO link_hits (shop_id, hit_id, message_id, link, method, agent, at)
          SELECT $1, $4, $2, $3, $5, $6, $7 FROM mail WHERE ${MOST_HITS} > (SELECT count(*) FROM (
            SELECT 1 FROM link_hits WHERE shop_id = $1 AND message_id = $2 LIMIT ${MOST_HITS}) AS before))
        ${TARGET}`,
      values: [shopId, messageId, link, uuid(), method, storable(agent), at],
    });
    return targetOf(rows);
  } catch (error) {
    log.error({ ...request, error: error instanceof Error ? error.message : String(error) }, "a link's hit was lost");
    const { rows } = await pool.query<TargetRow>({
      name: "link-target",
      text: `WITH ${MAIL} ${TARGET}`,
      values: [shopId, messageId, link],
    });
    return targetOf(rows);
  }
}

/** Whatever a program calls itself, as a database keeps text. */
const storable = (agent: string): string => agent.replaceAll("\0", "").slice(0, LONGEST_AGENT).toWellFormed();

function targetOf([row]: readonly TargetRow[]): string | null {
  return row ? targetUrl(row) : null;
}

/** A product's page under its present handle, else the stored address, else the shop. */
export function targetUrl({ destination, handle, storefrontUrl }: TargetRow): string {
  const { url } = readDestination(destination ?? "");
  if (handle === null) return url ?? storefrontUrl;
  const page = new URL(`/products/${encodeURIComponent(handle)}`, storefrontUrl);
  // Which variant it was about.
  page.search = url === null ? "" : new URL(url).search;
  return page.href;
}
