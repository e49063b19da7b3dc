import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Event } from "~/events/event";
import { storeEvents } from "~/events/store-events";
import { binder } from "./binder";
import { compileRule, withRoom } from "./compile";
import { type Group, segmentRule } from "./expression";

/** A segment as far as its members are concerned. */
export interface LiveSegment {
  readonly segmentId: string;
  readonly name: string;
  readonly rule: Group;
}

/** That a contact entered or left a segment. */
export interface SegmentChange {
  readonly event: Event<"segment.entered"> | Event<"segment.left">;
  readonly contactId: string;
}

/**
 * Brings these contacts' memberships up to date at `at`, and returns what changed, stored as events: one a
 * contact and segment at the most, because what is looked at is where they stand after all that was written.
 * Costs one look-up where a shop has no segments. The caller holds the shop's lock.
 */
export async function updateMemberships(
  sql: PoolClient,
  shopId: number,
  contactIds: readonly string[],
  at: Date,
): Promise<SegmentChange[]> {
  if (contactIds.length === 0) return [];
  const changes: SegmentChange[] = [];
  for (const segment of await countedSegments(sql, shopId)) {
    changes.push(...(await moveMembers(sql, shopId, segment, contactIds, at)));
  }
  await storeEvents(sql, shopId, changes);
  return changes;
}

/**
 * Who is in a segment and should not be, or the other way round, at the most `limit` contacts: time passes, and
 * "in the last 30 days" changes by itself. Reads only; what it finds is for `updateMemberships` to look at again.
 */
export async function staleMembers(
  sql: PoolClient,
  shopId: number,
  { segmentId, rule }: LiveSegment,
  at: Date,
  limit: number,
): Promise<string[]> {
  await withRoom(sql);
  const { where, values } = compileRule(rule, { shopId, at });
  const bind = binder(values);
  const { rows } = await sql.query<{ contactId: string }>(
    `SELECT contact_id AS "contactId" FROM (SELECT c.contact_id, true AS is_now FROM contacts c WHERE ${where}) now
     FULL JOIN (SELECT contact_id, true AS was FROM segment_members
       WHERE shop_id = $1 AND segment_id = ${bind(segmentId, "uuid")}) before USING (contact_id)
     WHERE is_now IS NULL OR was IS NULL LIMIT ${bind(limit, "int")}`,
    values,
  );
  return rows.map(({ contactId }) => contactId);
}

/**
 * Writes down a segment's members without a word, and their number: who is in it because a rule was saved, or
 * because a store's history was read, did nothing that a workflow should answer. The caller holds the shop's lock.
 */
export async function layDownMembers(
  sql: PoolClient,
  shopId: number,
  { segmentId, rule }: LiveSegment,
  at: Date,
): Promise<void> {
  await withRoom(sql);
  const { where, values } = compileRule(rule, { shopId, at });
  const bind = binder(values);
  const segment = bind(segmentId, "uuid");
  const time = bind(at, "timestamptz");
  await sql.query(
    `WITH now AS MATERIALIZED (SELECT c.contact_id FROM contacts c WHERE ${where}),
      gone AS (DELETE FROM segment_members m WHERE m.shop_id = $1 AND m.segment_id = ${segment}
        AND NOT EXISTS (SELECT FROM now WHERE now.contact_id = m.contact_id)),
      come AS (INSERT INTO segment_members (shop_id, segment_id, contact_id, entered_at)
        SELECT $1, ${segment}, contact_id, ${time} FROM now ON CONFLICT DO NOTHING)
     UPDATE segments SET members = (SELECT count(*) FROM now), counted_at = ${time}, lease_until = NULL
     WHERE shop_id = $1 AND segment_id = ${segment}`,
    values,
  );
}

/** A segment joins in once it was counted: until then nobody is known to be in it or not. */
async function countedSegments(sql: PoolClient, shopId: number): Promise<LiveSegment[]> {
  const { rows } = await sql.query<Omit<LiveSegment, "rule"> & { rule: unknown }>({
    name: "segments-counted",
    text: `SELECT segment_id AS "segmentId", name, rule FROM segments
      WHERE shop_id = $1 AND counted_at IS NOT NULL ORDER BY segment_id`,
    values: [shopId],
  });
  return rows.map((row) => ({ ...row, rule: segmentRule.parse(row.rule) }));
}

/** Whoever is in it and no contact any more (merged, erased) goes without an event. */
async function moveMembers(
  sql: PoolClient,
  shopId: number,
  segment: LiveSegment,
  contactIds: readonly string[],
  at: Date,
): Promise<SegmentChange[]> {
  const { where, values } = compileRule(segment.rule, { shopId, at, contactIds });
  const bind = binder(values);
  const segmentId = bind(segment.segmentId, "uuid");
  const ids = bind(contactIds, "uuid[]");
  const { rows } = await sql.query<{ contactId: string; isIn: boolean; isContact: boolean }>(
    `WITH now AS MATERIALIZED (SELECT c.contact_id FROM contacts c WHERE ${where}),
      gone AS (DELETE FROM segment_members m WHERE m.shop_id = $1 AND m.segment_id = ${segmentId}
        AND m.contact_id = ANY(${ids}) AND NOT EXISTS (SELECT FROM now WHERE now.contact_id = m.contact_id)
        RETURNING m.contact_id),
      come AS (INSERT INTO segment_members (shop_id, segment_id, contact_id, entered_at)
        SELECT $1, ${segmentId}, contact_id, ${bind(at, "timestamptz")} FROM now ON CONFLICT DO NOTHING
        RETURNING contact_id)
     SELECT contact_id AS "contactId", true AS "isIn", true AS "isContact" FROM come
     UNION ALL SELECT contact_id, false, EXISTS (SELECT FROM contacts c WHERE c.shop_id = $1
       AND c.contact_id = gone.contact_id AND c.merged_into IS NULL) FROM gone`,
    values,
  );
  if (rows.length === 0) return [];
  const more = rows.reduce((sum, { isIn }) => sum + (isIn ? 1 : -1), 0);
  await sql.query("UPDATE segments SET members = greatest(0, members + $3) WHERE shop_id = $1 AND segment_id = $2", [
    shopId,
    segment.segmentId,
    more,
  ]);
  return rows.flatMap(({ contactId, isIn, isContact }) => (isContact ? [changeOf(segment, contactId, isIn, at)] : []));
}

function changeOf({ segmentId, name }: LiveSegment, contactId: string, isIn: boolean, at: Date): SegmentChange {
  const eventId = uuid();
  const event = {
    eventId,
    name: isIn ? ("segment.entered" as const) : ("segment.left" as const),
    occurredAt: at,
    sourceOrder: `${at.toISOString()}|${at.toISOString()}|${eventId}`,
    identity: { customerId: null, email: null, checkoutToken: null, cartToken: null, visitorId: null, contactId },
    profile: {},
    data: { segmentId, name },
  };
  return { event, contactId };
}
