import type { PoolClient } from "pg";
import { pool, transaction } from "~/db.server";
import type { LinkNews } from "~/events/link-event";
import { readDestination } from "./destination";
import { type Hit, type HitMail, type Judgement, judgeHits } from "./judge-hits";
import { lockMessages } from "./lock-messages";

/** A visit is judged whole: when so long no further hit has come. */
export const QUIET_SECONDS = 10;

/** So long at the most it is waited for the last hit, and for SendGrid to say when the mail arrived. */
export const LONGEST_WAIT_SECONDS = 60;

/** Hits so long before the open ones are looked at beside them. */
const LOOK_BACK_SECONDS = 120;

/** One person's double click is one click. */
const SAME_CLICK_MS = 10_000;

const MOST_MESSAGES = 200;

const isArrivalKnown = "coalesce(m.provider_state, 'processed') NOT IN ('processed', 'deferred')";

/** The open hits by message, and when they are to be judged. */
const RIPENING = `SELECT h.shop_id, h.message_id, h.first,
    least(h.first + interval '${LONGEST_WAIT_SECONDS} seconds',
      CASE WHEN m.message_id IS NULL OR ${isArrivalKnown} THEN h.last + interval '${QUIET_SECONDS} seconds' END) AS ripe_at
  FROM (SELECT shop_id, message_id, min(at) AS first, max(at) AS last FROM link_hits WHERE verdict IS NULL
    GROUP BY shop_id, message_id) h
  LEFT JOIN messages m ON m.shop_id = h.shop_id AND m.message_id = h.message_id`;

/**
 * Judges the hits of links whose visits are over at `at`, business time, and returns of how many messages. What follows
 * is an event of the contact: a click, which runs hear of at once, or what a machine did. It goes the inbox's way, in the
 * transaction that keeps the verdict.
 */
export async function judgeOpenHits(at: Date): Promise<number> {
  const { rows } = await pool.query<{ shopId: number; messageId: string }>({
    name: "link-hits-ripe",
    text: `SELECT shop_id AS "shopId", message_id AS "messageId" FROM (${RIPENING}) r WHERE ripe_at <= $1
      ORDER BY first LIMIT ${MOST_MESSAGES}`,
    values: [at],
  });
  for (const [shopId, ripe] of Map.groupBy(rows, (row) => row.shopId)) {
    const messageIds = ripe.map(({ messageId }) => messageId);
    await transaction((sql) => judgeMessages(sql, shopId, messageIds, at));
  }
  return rows.length;
}

/** The next moment after `at` at which hits are to be judged; null when none are open. */
export async function nextJudgement(at: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ due: Date | null }>(
    `SELECT min(ripe_at) AS due FROM (${RIPENING}) r WHERE ripe_at > $1`,
    [at],
  );
  return rows[0]?.due ?? null;
}

interface MessageRow {
  readonly messageId: string;
  readonly contactId: string;
  readonly links: readonly string[];
  readonly arrivedAt: Date | null;
}

interface HitRow extends Hit {
  readonly messageId: string;
  readonly isOpen: boolean;
}

/** A hit with its verdict and the message whose link it is. */
interface JudgedHit extends HitRow, Judgement {
  readonly message: MessageRow;
}

async function judgeMessages(sql: PoolClient, shopId: number, messageIds: readonly string[], at: Date): Promise<void> {
  // Two workers may see the same open hits: the second waits here, and then finds none open.
  await lockMessages(sql, shopId, messageIds);
  const messages = await loadMessages(sql, shopId, messageIds);
  await dropOrphans(sql, shopId, messageIds, messages);
  const hits = await loadHits(sql, shopId, messageIds);
  const judged = messages.flatMap((message) => judge(message, hits.get(message.messageId) ?? []));
  await sql.query({
    name: "link-hits-judge",
    text: `UPDATE link_hits h SET verdict = CASE WHEN r.why IS NULL THEN 'person' ELSE 'machine' END, why = r.why
      FROM jsonb_to_recordset($2) AS r("hitId" uuid, why text) WHERE h.shop_id = $1 AND h.hit_id = r."hitId"`,
    values: [shopId, JSON.stringify(judged.map(({ hitId, why }) => ({ hitId, why })))],
  });
  const clicks = judged.filter(({ why }) => why === null);
  await sql.query({
    name: "messages-clicked",
    text: `UPDATE messages m SET clicked_at = least(m.clicked_at, r.at)
      FROM (SELECT id, min(at) AS at FROM unnest($2::uuid[], $3::timestamptz[]) AS c(id, at) GROUP BY id) r
      WHERE m.shop_id = $1 AND m.message_id = r.id`,
    values: [shopId, clicks.map(({ messageId }) => messageId), clicks.map((hit) => hit.at)],
  });
  await tellInbox(sql, shopId, newsOf(judged), at);
}

async function loadMessages(sql: PoolClient, shopId: number, messageIds: readonly string[]): Promise<MessageRow[]> {
  const { rows } = await sql.query<MessageRow>({
    name: "link-hits-messages",
    text: `SELECT message_id AS "messageId", contact_id AS "contactId", links,
        CASE WHEN provider_state = 'delivered' THEN provider_state_at ELSE left_at END AS "arrivedAt"
      FROM messages WHERE shop_id = $1 AND message_id = ANY($2::uuid[])`,
    values: [shopId, messageIds],
  });
  return rows;
}

/** A reader was erased while their click was under way: nobody is left whom it is about. */
async function dropOrphans(
  sql: PoolClient,
  shopId: number,
  messageIds: readonly string[],
  messages: readonly MessageRow[],
): Promise<void> {
  const gone = messageIds.filter((id) => !messages.some(({ messageId }) => messageId === id));
  if (gone.length === 0) return;
  await sql.query("DELETE FROM link_hits WHERE shop_id = $1 AND message_id = ANY($2::uuid[])", [shopId, gone]);
}

async function loadHits(sql: PoolClient, shopId: number, messageIds: readonly string[]) {
  const { rows } = await sql.query<HitRow>({
    name: "link-hits-of-messages",
    text: `SELECT h.hit_id AS "hitId", h.message_id AS "messageId", h.link, h.method, h.agent, h.at, h.verdict IS NULL AS "isOpen"
      FROM (SELECT message_id, min(at) AS first FROM link_hits WHERE shop_id = $1 AND message_id = ANY($2::uuid[])
        AND verdict IS NULL GROUP BY message_id) o
      JOIN link_hits h ON h.shop_id = $1 AND h.message_id = o.message_id
        AND h.at >= o.first - interval '${LOOK_BACK_SECONDS} seconds' ORDER BY h.at, h.hit_id`,
    values: [shopId, messageIds],
  });
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

function judge(message: MessageRow, hits: readonly HitRow[]): JudgedHit[] {
  const mail: HitMail = { links: message.links.length, arrivedAt: message.arrivedAt };
  const whys = new Map(judgeHits(mail, hits).map(({ hitId, why }) => [hitId, why]));
  // What is judged stays so: its event is out.
  return hits.flatMap((hit) => (hit.isOpen ? [{ ...hit, message, why: whys.get(hit.hitId) ?? null }] : []));
}

/** One click for each link that a person followed, one line for each way in which machines were known. */
function newsOf(judged: readonly JudgedHit[]): (LinkNews & { readonly hitId: string })[] {
  const told = new Map<string, Date>();
  return judged.flatMap(({ hitId, message, link, at, why }) => {
    const { messageId, contactId, links } = message;
    const key = `${messageId} ${why ?? link}`;
    const last = told.get(key);
    told.set(key, at);
    if (last && (why !== null || at.getTime() - last.getTime() <= SAME_CLICK_MS)) return [];
    const base = { hitId, messageId, contactId, at: at.toISOString() };
    const { url, productId } = readDestination(links[link] ?? "");
    return [
      why === null ? { ...base, by: "person" as const, url, productId } : { ...base, by: "machine" as const, why },
    ];
  });
}

async function tellInbox(
  sql: PoolClient,
  shopId: number,
  news: readonly (LinkNews & { readonly hitId: string })[],
  at: Date,
): Promise<void> {
  if (news.length === 0) return;
  await sql.query({
    name: "link-hits-tell",
    text: `INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, payload)
      SELECT $1, 'app', 'link:' || id, 'link/followed', at, $2, convert_to(payload, 'UTF8')
      FROM unnest($3::text[], $4::timestamptz[], $5::text[]) AS n(id, at, payload)
      ON CONFLICT (shop_id, source, delivery_id) DO NOTHING`,
    values: [
      shopId,
      at,
      news.map(({ hitId }) => hitId),
      news.map((one) => one.at),
      news.map(({ hitId: _, ...payload }) => JSON.stringify(payload)),
    ],
  });
}
