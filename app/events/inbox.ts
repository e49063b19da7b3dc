import type { PoolClient } from "pg";
import { pool } from "~/db.server";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { normalise, UnreadableDelivery } from "./normalise";

export interface ReadDelivery {
  readonly delivery: Delivery;
  readonly events: Event[];
}

interface InboxRow {
  source: string;
  delivery_id: string;
  topic: string;
  event_id: string | null;
  triggered_at: Date;
  payload: Buffer;
}

/**
 * The next waiting deliveries of a shop, oldest first, locked until the caller's transaction ends: a
 * crash gives them back. Empty when none waits that was received up to `until`. `topics` null: all.
 */
export async function claimDeliveries(
  sql: PoolClient,
  shopId: number,
  until: Date,
  limit: number,
  topics: readonly string[] | null = null,
): Promise<Delivery[]> {
  const { rows } = await sql.query<InboxRow>({
    name: "inbox-claim",
    text: `SELECT source, delivery_id, topic, event_id, triggered_at, payload FROM inbox
      WHERE shop_id = $1 AND status = 'waiting' AND received_at <= $2 AND ($4::text[] IS NULL OR topic = ANY($4))
      ORDER BY received_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
    values: [shopId, until, limit, topics],
  });
  return rows.map((row) => ({
    source: row.source,
    deliveryId: row.delivery_id,
    topic: row.topic,
    eventId: row.event_id,
    triggeredAt: row.triggered_at,
    payload: row.payload,
  }));
}

/** Turns deliveries into events; parks those that cannot be read, with their reason. */
export async function readDeliveries(
  sql: PoolClient,
  shopId: number,
  deliveries: readonly Delivery[],
): Promise<ReadDelivery[]> {
  const read: ReadDelivery[] = [];
  for (const delivery of deliveries) {
    try {
      read.push({ delivery, events: normalise(delivery) });
    } catch (error) {
      if (!(error instanceof UnreadableDelivery)) throw error;
      await parkDelivery(sql, shopId, delivery, error.message);
    }
  }
  return read;
}

/** Sets a delivery aside with its reason: it is kept, shown in the admin, and can be replayed. */
export async function parkDelivery(
  sql: PoolClient,
  shopId: number,
  delivery: Pick<Delivery, "source" | "deliveryId">,
  reason: string,
): Promise<void> {
  await sql.query(
    `UPDATE inbox SET status = 'parked', reason = $4 WHERE shop_id = $1 AND source = $2 AND delivery_id = $3`,
    [shopId, delivery.source, delivery.deliveryId, reason.slice(0, 500)],
  );
}

/** Sets a delivery aside until somebody tells of the order that it is about: see `takeUpDeliveries`. */
export async function awaitOrder(sql: PoolClient, shopId: number, delivery: Delivery, orderId: string): Promise<void> {
  await parkDelivery(
    sql,
    shopId,
    delivery,
    `waits for order ${orderId}, of which Shopify has not told yet; it is read as soon as that comes`,
  );
  await sql.query("UPDATE inbox SET awaits = $4 WHERE shop_id = $1 AND source = $2 AND delivery_id = $3", [
    shopId,
    delivery.source,
    delivery.deliveryId,
    orderId,
  ]);
}

/** Puts what waited for these orders back in line, now that they are known. */
export async function takeUpDeliveries(sql: PoolClient, shopId: number, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await sql.query({
    name: "inbox-take-up",
    text: `UPDATE inbox SET status = 'waiting', reason = NULL, awaits = NULL
      WHERE shop_id = $1 AND status = 'parked' AND awaits = ANY($2::text[])`,
    values: [shopId, orderIds],
  });
}

/** Marks deliveries as processed. Their payload goes: the events hold what was read of it. */
export async function finishDeliveries(
  sql: PoolClient,
  shopId: number,
  deliveries: readonly Delivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await sql.query({
    name: "inbox-finish",
    text: `UPDATE inbox SET status = 'done', payload = NULL
      FROM unnest($2::text[], $3::text[]) AS done(source, delivery_id)
      WHERE inbox.shop_id = $1 AND inbox.source = done.source AND inbox.delivery_id = done.delivery_id`,
    values: [shopId, deliveries.map((one) => one.source), deliveries.map((one) => one.deliveryId)],
  });
}

export interface ParkedDelivery {
  readonly source: string;
  readonly deliveryId: string;
  readonly topic: string;
  readonly receivedAt: Date;
  readonly reason: string;
}

/** The shop's parked deliveries, newest first, at most 100. */
export async function parkedDeliveries(shopId: number): Promise<ParkedDelivery[]> {
  const { rows } = await pool.query<ParkedDelivery>(
    `SELECT source, delivery_id AS "deliveryId", topic, received_at AS "receivedAt", coalesce(reason, '') AS reason
     FROM inbox WHERE shop_id = $1 AND status = 'parked' ORDER BY received_at DESC LIMIT 100`,
    [shopId],
  );
  return rows;
}

/** Puts a parked delivery back in line; false when there is none such. */
export async function replayDelivery(shopId: number, source: string, deliveryId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE inbox SET status = 'waiting', reason = NULL, awaits = NULL
     WHERE shop_id = $1 AND source = $2 AND delivery_id = $3 AND status = 'parked'`,
    [shopId, source, deliveryId],
  );
  return rowCount === 1;
}
