import { pool } from "~/db.server";
import { consentTitle } from "./event-words";

/** A line of a contact's consent ledger. */
export interface ConsentEntry {
  readonly id: string;
  readonly title: string;
  readonly at: Date;
  readonly source: string;
  /** What the person was asked, where it is known. */
  readonly wording: string | null;
  /** Whether it became the state; an older word is kept and changes nothing. */
  readonly applied: boolean;
}

const MOST_SHOWN = 50;

/** What a contact agreed to and took back, the newest first; the newest 50. */
export async function consentHistory(shopId: number, contactId: string): Promise<ConsentEntry[]> {
  const { rows } = await pool.query<Omit<ConsentEntry, "title"> & { state: string }>(
    `SELECT change_id AS id, state, at, source, wording, applied FROM consent_changes
     WHERE shop_id = $1 AND contact_id = $2 ORDER BY at DESC, change_id DESC LIMIT ${MOST_SHOWN}`,
    [shopId, contactId],
  );
  return rows.map(({ state, ...entry }) => ({ ...entry, title: consentTitle(state) }));
}
