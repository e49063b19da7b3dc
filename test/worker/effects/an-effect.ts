import { v7 as uuid } from "uuid";
import { now } from "~/clock";
import { pool } from "~/db.server";
import type { CallStep, SetStep } from "~/workflows/definition";

/** The contact whom an address leads to. */
export async function contactOf(shopId: number, email: string) {
  const { rows } = await pool.query<{ contactId: string; tags: string[]; custom: object; seenAt: Date }>(
    `SELECT c.contact_id AS "contactId", c.tags, c.custom, c.seen_at AS "seenAt" FROM contact_identities i
     JOIN contacts c ON c.shop_id = i.shop_id AND c.contact_id = i.contact_id
     WHERE i.shop_id = $1 AND i.kind = 'email' AND i.value = $2`,
    [shopId, email],
  );
  const [contact] = rows;
  if (!contact) throw new Error(`The shop knows nobody by ${email}.`);
  return contact;
}

/** Asks for an effect as a step does: the row that the run's own transaction writes. Returns its id. */
export async function askFor(
  shopId: number,
  email: string,
  payload: SetStep["what"] | CallStep["to"],
  step = "tell-them",
): Promise<string> {
  const { contactId } = await contactOf(shopId, email);
  const effectId = uuid();
  await pool.query(
    `INSERT INTO effects (shop_id, effect_id, contact_id, workflow_id, version, run_id, step, kind, payload, created_at)
     VALUES ($1, $2, $3, 're-engagement', 1, $4, $5, $6, $7, $8)`,
    [shopId, effectId, contactId, uuid(), step, payload.is, JSON.stringify(payload), now()],
  );
  return effectId;
}

export async function stateOf(effectId: string) {
  const { rows } = await pool.query<{ status: string; attempts: number; error: string | null }>(
    "SELECT status, attempts, error FROM effects WHERE effect_id = $1",
    [effectId],
  );
  return rows[0];
}

/** Lets everything that waits for another try be due. */
export async function makeDue(): Promise<void> {
  await pool.query("UPDATE effects SET next_try_at = clock_timestamp() - interval '1 s' WHERE next_try_at IS NOT NULL");
}

/**
 * As after a kill between a deed and its settling: the deed is done, the row is as the claim left it, and its lease
 * has run out.
 */
export async function asIfKilled(effectId: string): Promise<void> {
  await pool.query(
    `UPDATE effects SET status = 'waiting', error = NULL, done_at = NULL, next_try_at = clock_timestamp() - interval '1 s'
     WHERE effect_id = $1`,
    [effectId],
  );
  await pool.query("DELETE FROM decisions WHERE workflow_id = 're-engagement'");
}
