import { pool } from "~/db.server";
import { currencyDigits } from "~/events/money";

const PAGE = 2_000;

const columns = [
  "email",
  "first_name",
  "last_name",
  "consent",
  "consent_at",
  "consent_source",
  "country",
  "region",
  "city",
  "language",
  "tags",
  "stage",
  "orders",
  "spent",
  "currency",
  "last_order_at",
  "customer_id",
  "created_at",
] as const;

interface ExportedContact {
  readonly contactId: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly consent: string;
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly locale: string | null;
  readonly tags: readonly string[];
  readonly stage: string;
  readonly orders: number;
  readonly spentMinor: number;
  readonly lastOrderAt: Date | null;
  readonly customerId: string | null;
  readonly createdAt: Date;
}

/** All contacts of a shop, the oldest first, a page at a time: memory holds one. The header is first. */
export async function* contactRecords(shopId: number, currency: string): AsyncGenerator<readonly string[]> {
  yield columns;
  const digits = currencyDigits(currency);
  const inMajor = (minor: number) => (minor / 10 ** digits).toFixed(digits);
  let after: string | null = null;
  for (;;) {
    const page: ExportedContact[] = await contactsAfter(shopId, after);
    for (const contact of page) yield record(contact, inMajor(contact.spentMinor), currency);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.contactId;
  }
}

async function contactsAfter(shopId: number, after: string | null): Promise<ExportedContact[]> {
  const { rows } = await pool.query<ExportedContact>({
    name: "export-contacts",
    text: `SELECT contact_id AS "contactId", email, first_name AS "firstName", last_name AS "lastName", consent,
        consent_at AS "consentAt", consent_source AS "consentSource", country, region, city, locale, tags, stage,
        orders_count AS orders, spent_minor AS "spentMinor", last_order_at AS "lastOrderAt", customer_id AS "customerId",
        created_at AS "createdAt"
      FROM contacts WHERE shop_id = $1 AND merged_into IS NULL AND ($2::uuid IS NULL OR contact_id > $2)
      ORDER BY contact_id LIMIT ${PAGE}`,
    values: [shopId, after],
  });
  return rows;
}

function record(contact: ExportedContact, spent: string, currency: string): string[] {
  const cells: Record<(typeof columns)[number], string | null> = {
    email: contact.email,
    first_name: contact.firstName,
    last_name: contact.lastName,
    consent: contact.consent.toLowerCase(),
    consent_at: contact.consentAt?.toISOString() ?? null,
    consent_source: contact.consentSource,
    country: contact.country,
    region: contact.region,
    city: contact.city,
    language: contact.locale,
    tags: contact.tags.join(", "),
    stage: contact.stage,
    orders: String(contact.orders),
    spent,
    currency,
    last_order_at: contact.lastOrderAt?.toISOString() ?? null,
    customer_id: contact.customerId,
    created_at: contact.createdAt.toISOString(),
  };
  return columns.map((column) => cells[column] ?? "");
}
