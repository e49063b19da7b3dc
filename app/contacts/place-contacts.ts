import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Event } from "~/events/event";
import { storeEvents } from "~/events/store-events";
import type { Contact } from "./contact";
import type { PersonalEvent } from "./contact-batch";
import { stageLimits, stageSql } from "./stage-sql";

/** Which contacts are looked at: those of a batch, or all whose ids lie after one and up to another (null: to the end). */
export type PlacedContacts =
  | { readonly ids: readonly string[] }
  | { readonly after: string; readonly upTo: string | null };

interface StageMove {
  readonly contactId: string;
  readonly from: string;
  readonly to: string;
  readonly isNews: boolean;
}

/** A contact's change of stage, and whose it is. */
export interface StageChange {
  readonly event: Event<"stage.changed">;
  readonly contactId: string;
}

/**
 * Puts contacts into the stage that is theirs at `at`, by the thresholds their shop keeps. A change is an
 * event and counts in the day's flow, and is returned; `quietly` it is neither, as when a shop's history
 * has just been read. One reading statement when nobody moves. The caller holds the shop's lock.
 */
export async function placeContacts(
  sql: PoolClient,
  shopId: number,
  which: PlacedContacts,
  at: Date,
  { quietly = false } = {},
): Promise<StageChange[]> {
  if ("ids" in which && which.ids.length === 0) return [];
  const moves = await misplaced(sql, shopId, which, at);
  await move(sql, shopId, moves, at);
  const news = quietly ? [] : moves.filter(({ isNews }) => isNews);
  if (news.length === 0) return [];
  const changes = news.map((move) => changeOf(move, at));
  await storeEvents(sql, shopId, changes);
  await countFlows(sql, shopId, news, at);
  return changes;
}

/** Who is not where they belong. Apart from the write: as one statement it would be planned as a join with the whole table. */
async function misplaced(sql: PoolClient, shopId: number, which: PlacedContacts, at: Date): Promise<StageMove[]> {
  const isBatch = "ids" in which;
  const range = `c.contact_id > $3::uuid AND c.contact_id <= coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')`;
  const { rows } = await sql.query<StageMove>({
    name: isBatch ? "stages-of-batch" : "stages-of-range",
    // An order of long ago that we hear of only now is no change of today's: see isNews.
    text: `WITH limits AS MATERIALIZED (${stageLimits("$1", "$2::timestamptz")}),
      placed AS (
        SELECT c.contact_id, c.stage AS "from", ${stageSql("c", "limits")} AS "to", c.last_order_at
        FROM limits, contacts c
        WHERE c.shop_id = $1 AND c.merged_into IS NULL AND ${isBatch ? "c.contact_id = ANY($3::uuid[])" : range})
      SELECT contact_id AS "contactId", "from", "to",
        NOT ("from" = 'prospect' AND last_order_at < $2 - interval '24 hours') AS "isNews"
      FROM placed WHERE "to" <> "from"`,
    values: [shopId, at, ...(isBatch ? [which.ids] : [which.after, which.upTo])],
  });
  return rows;
}

async function move(sql: PoolClient, shopId: number, moves: readonly StageMove[], at: Date): Promise<void> {
  if (moves.length === 0) return;
  await sql.query({
    name: "stages-move",
    text: `UPDATE contacts c SET stage = m."to", stage_at = $2
      FROM unnest($3::uuid[], $4::text[]) AS m(contact_id, "to") WHERE c.shop_id = $1 AND c.contact_id = m.contact_id`,
    values: [shopId, at, moves.map(({ contactId }) => contactId), moves.map(({ to }) => to)],
  });
}

/** Changes as workflows hear of them. */
export function aboutPlaced(changes: readonly StageChange[], contacts: ReadonlyMap<string, Contact>): PersonalEvent[] {
  return changes.map(({ event, contactId }) => {
    return { event, contact: contacts.get(contactId) ?? null, contactIds: [contactId] };
  });
}

function changeOf({ contactId, from, to }: StageMove, at: Date): StageChange {
  const eventId = uuid();
  const event = {
    eventId,
    name: "stage.changed" as const,
    occurredAt: at,
    sourceOrder: `${at.toISOString()}|${at.toISOString()}|${eventId}`,
    identity: { customerId: null, email: null, checkoutToken: null, cartToken: null, visitorId: null, contactId },
    profile: {},
    data: { from, to },
  };
  return { event, contactId };
}

async function countFlows(sql: PoolClient, shopId: number, moves: readonly StageMove[], at: Date): Promise<void> {
  await sql.query({
    name: "stage-flows-count",
    text: `INSERT INTO stage_flows AS known (shop_id, day, from_stage, to_stage, contacts)
      SELECT s.shop_id, ($2::timestamptz AT TIME ZONE s.timezone)::date, m."from", m."to", count(*)
      FROM shops s, json_to_recordset($3) AS m("from" text, "to" text)
      WHERE s.shop_id = $1 GROUP BY 1, 2, 3, 4
      ON CONFLICT (shop_id, day, from_stage, to_stage) DO UPDATE SET contacts = known.contacts + excluded.contacts`,
    values: [shopId, at, JSON.stringify(moves)],
  });
}
