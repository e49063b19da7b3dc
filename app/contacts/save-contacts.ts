import type { PoolClient } from "pg";
import type { Contact } from "./contact";
import type { Key } from "./key-ring";

/** Writes contacts whole, as the book has them; what others keep (totals, stage) stays. */
export async function saveContacts(sql: PoolClient, shopId: number, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return;
  await sql.query({
    name: "contacts-save",
    text: `INSERT INTO contacts AS known (shop_id, contact_id, customer_id, email, first_name, last_name, locale, country, region,
        city, timezone, tags, custom, consent, consent_at, consent_source, address_problem, profile_at, profile_clock, seen_at,
        created_at)
      SELECT $1, "contactId", "customerId", email, "firstName", "lastName", locale, country, region, city, timezone, tags, custom,
        consent, "consentAt", "consentSource", "addressProblem", "profileAt", "profileClock", "seenAt", "createdAt"
      FROM json_to_recordset($2) AS r("contactId" uuid, "customerId" text, email text, "firstName" text, "lastName" text,
        locale text, country text, region text, city text, timezone text, tags text[], custom jsonb, consent text,
        "consentAt" timestamptz, "consentSource" text, "addressProblem" text, "profileAt" timestamptz, "profileClock" jsonb,
        "seenAt" timestamptz, "createdAt" timestamptz)
      ON CONFLICT (shop_id, contact_id) DO UPDATE SET customer_id = excluded.customer_id, email = excluded.email,
        first_name = excluded.first_name, last_name = excluded.last_name, locale = excluded.locale,
        country = excluded.country, region = excluded.region, city = excluded.city, timezone = excluded.timezone,
        tags = excluded.tags, custom = excluded.custom, consent = excluded.consent, consent_at = excluded.consent_at,
        consent_source = excluded.consent_source, address_problem = excluded.address_problem,
        profile_at = excluded.profile_at, profile_clock = excluded.profile_clock, seen_at = excluded.seen_at,
        created_at = excluded.created_at`,
    values: [shopId, JSON.stringify(contacts)],
  });
}

/** Writes whose each key is, and by how new a telling. */
export async function saveKeys(sql: PoolClient, shopId: number, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  await sql.query({
    name: "identities-save",
    text: `INSERT INTO contact_identities (shop_id, kind, value, contact_id, source_order)
      SELECT $1, kind, value, "contactId", "sourceOrder"
      FROM json_to_recordset($2) AS r(kind text, value text, "contactId" uuid, "sourceOrder" text)
      ON CONFLICT (shop_id, kind, value) DO UPDATE SET contact_id = excluded.contact_id, source_order = excluded.source_order`,
    values: [shopId, JSON.stringify(keys)],
  });
}
