import { pool } from "~/db.server";
import { consentTitle } from "./event-words";

export interface ContactProfile {
  readonly name: string;
  readonly email: string | null;
  readonly consent: string;
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  readonly country: string | null;
  readonly locale: string | null;
  readonly knownSince: Date;
  readonly isCustomer: boolean;
  readonly suppressions: readonly { reason: string; since: Date }[];
}

/** Who a contact is; null when the shop has no such contact. */
export async function contactProfile(shopId: number, contactId: string): Promise<ContactProfile | null> {
  const { rows } = await pool.query<
    Omit<ContactProfile, "name" | "suppressions"> & { firstName: string | null; lastName: string | null }
  >(
    `SELECT first_name AS "firstName", last_name AS "lastName", email, consent, consent_at AS "consentAt",
       consent_source AS "consentSource", country, locale, created_at AS "knownSince",
       customer_id IS NOT NULL AS "isCustomer"
     FROM contacts WHERE shop_id = $1 AND contact_id = $2`,
    [shopId, contactId],
  );
  const [row] = rows;
  if (!row) return null;
  const { firstName, lastName, ...profile } = row;
  const suppressions = await pool.query<{ reason: string; since: Date }>(
    `SELECT reason, since FROM suppressions WHERE shop_id = $1 AND email = $2 ORDER BY since`,
    [shopId, row.email],
  );
  return {
    ...profile,
    consent: consentTitle(row.consent),
    country: nameOf("region", row.country),
    locale: nameOf("language", row.locale),
    name: contactName(firstName, lastName, row.email),
    suppressions: suppressions.rows,
  };
}

/** What to call a contact: the name, else the address. */
export function contactName(firstName: string | null, lastName: string | null, email: string | null): string {
  return [firstName, lastName].filter(Boolean).join(" ") || email || "Someone unnamed";
}

/** "DE" is "Germany", "de-AT" "Austrian German"; a code that Intl does not know stays as it is. */
function nameOf(type: "region" | "language", code: string | null): string | null {
  if (!code) return null;
  try {
    return new Intl.DisplayNames("en", { type }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}
