import { v7 as uuid } from "uuid";
import { pool } from "~/db.server";
import { ensureShop } from "~/shop.server";
import type { WorkflowDefinition } from "~/workflows/definition";
import { noon } from "./happenings";

let shops = 0;

/** A shop that is open, with these workflows turned on in version 1. Returns its id. */
export async function aShopWith(definitions: readonly WorkflowDefinition[]): Promise<number> {
  shops += 1;
  const shopId = await ensureShop(pool, `proof-${shops}.myshopify.com`);
  await pool.query(`UPDATE shops SET timezone = 'Europe/Berlin', currency = 'EUR', opened_at = $2 WHERE shop_id = $1`, [
    shopId,
    noon,
  ]);
  for (const definition of definitions) {
    await pool.query(
      `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES ($1, $2, 1, $3, $4)`,
      [shopId, definition.id, JSON.stringify(definition), noon],
    );
    await pool.query(
      `INSERT INTO workflows (shop_id, workflow_id, is_on, version, changed_at) VALUES ($1, $2, true, 1, $3)`,
      [shopId, definition.id, noon],
    );
  }
  return shopId;
}

/** Somebody with an address who agreed, or did not. */
export async function aPerson(shopId: number, contactId: string, agreed: boolean, ordersCount = 0): Promise<void> {
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, consent, consent_at, created_at, orders_count)
      VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [shopId, contactId, `${contactId}@example.com`, agreed ? "SUBSCRIBED" : "NOT_SUBSCRIBED", noon, ordersCount],
  );
}

export const anId = (): string => uuid();

/** What a shop's engine wrote, without the ids that it made up: the same log leaves the same of it. */
export async function whatIsWritten(
  shopId: number,
): Promise<Record<"runs" | "messages" | "effects" | "decisions", unknown[]>> {
  const rowsOf = async (text: string): Promise<unknown[]> => (await pool.query(text, [shopId])).rows;
  const named = "r.workflow_id, r.key, r.entry";
  return {
    runs: await rowsOf(
      `SELECT ${named}, contact_id, version, triggered_at, status, wake_at, outcome, started_at, ended_at, state FROM runs r
        WHERE shop_id = $1 ORDER BY 1, 2, 3`,
    ),
    messages: await rowsOf(
      `SELECT ${named}, m.step, m.template, m.class, m.status, m.send_at, m.useful_until, m.contact_id, m.created_at
        FROM messages m JOIN runs r USING (shop_id, run_id) WHERE m.shop_id = $1 ORDER BY 1, 2, 3, 4`,
    ),
    effects: await rowsOf(
      `SELECT ${named}, e.step, e.kind, e.payload, e.contact_id, e.created_at
        FROM effects e JOIN runs r USING (shop_id, run_id) WHERE e.shop_id = $1 ORDER BY 1, 2, 3, 4`,
    ),
    // In the order in which they were made, run by run.
    decisions: await rowsOf(
      `SELECT d.workflow_id, r.key, r.entry, d.contact_id, d.step, d.outcome, d.rule, d."values", d.at
        FROM decisions d LEFT JOIN runs r USING (shop_id, run_id) WHERE d.shop_id = $1
        ORDER BY 1, 2 NULLS LAST, 3, CASE WHEN r.run_id IS NULL THEN d.contact_id END, d.decision_id`,
    ),
  };
}
