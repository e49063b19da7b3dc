import type { PoolClient } from "pg";
import { complianceTopics } from "~/events/topics";
import type { Person } from "./find-person";
import { holdsAddress, mentionsPerson } from "./mentions-person";

const BATCH = 200;

interface Row {
  readonly source: string;
  readonly deliveryId: string;
  readonly status: string;
  readonly topic: string;
  readonly reason: string | null;
  readonly triggeredAt: Date;
  readonly payload: Buffer | null;
}

/**
 * Deletes a shop's deliveries that name a person: those set aside, and those that wait and were triggered up to
 * `askedAt`. What happened later is the beginning of something new. Returns how many went.
 */
export async function eraseFromInbox(sql: PoolClient, shopId: number, person: Person, askedAt: Date): Promise<number> {
  let erased = 0;
  let last = { source: "", deliveryId: "" };
  for (;;) {
    const { rows } = await sql.query<Row>(
      `SELECT source, delivery_id AS "deliveryId", status, topic, reason, triggered_at AS "triggeredAt", payload FROM inbox
       WHERE shop_id = $1 AND status IN ('waiting', 'parked') AND (source, delivery_id) > ($2, $3)
       ORDER BY source, delivery_id LIMIT ${BATCH}`,
      [shopId, last.source, last.deliveryId],
    );
    const going = rows.filter((row) => isGoing(row, person, askedAt));
    await sql.query(
      `DELETE FROM inbox USING unnest($2::text[], $3::text[]) AS gone(source, delivery_id)
       WHERE inbox.shop_id = $1 AND inbox.source = gone.source AND inbox.delivery_id = gone.delivery_id`,
      [shopId, going.map(({ source }) => source), going.map(({ deliveryId }) => deliveryId)],
    );
    erased += going.length;
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) break;
    last = end;
  }
  // Another system names its events as it likes, and may have used an address for it.
  const { rowCount } = await sql.query(
    `DELETE FROM inbox WHERE shop_id = $1 AND source = 'api' AND status = 'done'
       AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS email WHERE position(email IN lower(delivery_id)) > 0)`,
    [shopId, person.emails],
  );
  return erased + (rowCount ?? 0);
}

function isGoing({ status, topic, reason, triggeredAt, payload }: Row, person: Person, askedAt: Date): boolean {
  if (status === "waiting" && (triggeredAt > askedAt || isRequest(topic))) return false;
  return (
    (reason !== null && holdsAddress(person, reason)) ||
    (payload !== null && mentionsPerson(person, { topic, payload }))
  );
}

const isRequest = (topic: string) => complianceTopics.some((one) => one === topic);
