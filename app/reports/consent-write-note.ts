import { pool } from "~/db.server";

interface WriteRow {
  readonly error: string | null;
  readonly isTried: boolean;
  readonly isCustomer: boolean;
}

/** What a merchant should know of a consent that Shopify has not taken (yet); null when both agree. */
export async function consentWriteNote(shopId: number, contactId: string): Promise<string | null> {
  const { rows } = await pool.query<WriteRow>(
    `SELECT w.error, w.next_try_at IS NOT NULL AS "isTried", c.customer_id IS NOT NULL AS "isCustomer"
     FROM consent_writes w JOIN contacts c ON c.shop_id = w.shop_id AND c.contact_id = w.contact_id
     WHERE w.shop_id = $1 AND w.contact_id = $2`,
    [shopId, contactId],
  );
  const [row] = rows;
  return row ? tellWrite(row) : null;
}

function tellWrite({ error, isTried, isCustomer }: WriteRow): string {
  if (error !== null && !isTried) return `Shopify did not take it: ${error}`;
  if (!isCustomer) return "Kept here: Shopify keeps consent with its customers only.";
  return error === null
    ? "Shopify is being told."
    : `Shopify has not taken it yet, and is told again until it does. ${error}`;
}
