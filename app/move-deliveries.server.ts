import type { PoolClient } from "pg";

const MOVED_TOGETHER = 200;

interface InboxRow {
  readonly source: string;
  readonly delivery_id: string;
  readonly topic: string;
  readonly event_id: string | null;
  readonly api_version: string | null;
  readonly triggered_at: Date;
  readonly received_at: Date;
  readonly status: string;
  readonly reason: string | null;
  readonly payload: Buffer | null;
}

/** Moves a batch of deliveries from one shop to another; one that is there already stays. Returns how many. */
export async function moveDeliveries(sql: PoolClient, from: number, to: number): Promise<number> {
  // Taken out and put in, not updated: `shop_id` says on which server of a cluster a row lives.
  const { rows } = await sql.query<InboxRow>(
    `DELETE FROM inbox WHERE shop_id = $1 AND (source, delivery_id) IN
       (SELECT source, delivery_id FROM inbox WHERE shop_id = $1 LIMIT ${MOVED_TOGETHER})
     RETURNING source, delivery_id, topic, event_id, api_version, triggered_at, received_at, status, reason, payload`,
    [from],
  );
  if (rows.length === 0) return 0;
  await sql.query(
    `INSERT INTO inbox (shop_id, source, delivery_id, topic, event_id, api_version, triggered_at, received_at, status,
       reason, payload)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
       $8::timestamptz[], $9::text[], $10::text[], $11::bytea[])
     ON CONFLICT (shop_id, source, delivery_id) DO NOTHING`,
    [
      to,
      rows.map(({ source }) => source),
      rows.map(({ delivery_id }) => delivery_id),
      rows.map(({ topic }) => topic),
      rows.map(({ event_id }) => event_id),
      rows.map(({ api_version }) => api_version),
      rows.map(({ triggered_at }) => triggered_at),
      rows.map(({ received_at }) => received_at),
      rows.map(({ status }) => status),
      rows.map(({ reason }) => reason),
      rows.map(({ payload }) => payload),
    ],
  );
  return rows.length;
}
