import type { PoolClient } from "pg";
import { v5 as uuidOf } from "uuid";
import type { ConsentFact } from "./consent";
import type { HeardConsent } from "./consent-docket";

/** Everything that was ever said about the consent of some contacts. */
export async function loadLedger(
  sql: PoolClient,
  shopId: number,
  contactIds: readonly string[],
): Promise<{ contactId: string; fact: ConsentFact }[]> {
  const { rows } = await sql.query<ConsentFact & { contactId: string }>({
    name: "ledger-load",
    text: `SELECT contact_id AS "contactId", at, state, source, wording, email FROM consent_changes
      WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])`,
    values: [shopId, contactIds],
  });
  return rows.map(({ contactId, ...fact }) => ({ contactId, fact }));
}

/** Adds what was heard to the ledger, applied or not; the same word again is no new one. */
export async function storeConsents(
  sql: PoolClient,
  shopId: number,
  heard: readonly HeardConsent[],
  heardAt: Date,
): Promise<void> {
  if (heard.length === 0) return;
  const rows = heard.map(({ contactId, fact, isApplied }) => ({
    ...fact,
    changeId: uuidOf([fact.at.toISOString(), fact.state, fact.source, fact.email ?? ""].join("|"), contactId),
    contactId,
    isApplied,
  }));
  await sql.query({
    name: "ledger-store",
    text: `INSERT INTO consent_changes (shop_id, change_id, contact_id, at, state, source, wording, email, applied, heard_at)
      SELECT $1, "changeId", "contactId", at, state, source, wording, email, "isApplied", $3
      FROM json_to_recordset($2) AS r("changeId" uuid, "contactId" uuid, at timestamptz, state text, source text, wording text,
        email text, "isApplied" boolean)
      ON CONFLICT (shop_id, change_id) DO NOTHING`,
    values: [shopId, JSON.stringify(rows), heardAt],
  });
}
