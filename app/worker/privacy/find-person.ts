import type { Sql } from "~/db.server";
import type { PrivacySubject } from "~/events/privacy-request";

/** Everything by which a shop's rows name one person. */
export interface Person {
  /** Their contacts, merged ones too. */
  readonly contactIds: readonly string[];
  /** Contacts of other customers who hold one of the addresses or orders: those go, the others stay themselves. */
  readonly otherContactIds: readonly string[];
  readonly customerIds: readonly string[];
  readonly emails: readonly string[];
  readonly orderIds: readonly string[];
  /** Of their checkouts and carts. */
  readonly tokens: readonly string[];
  /** Their browsers, as the web pixel names them. */
  readonly visitors: readonly string[];
}

/** Finds a person by what a privacy request says: customer id, e-mail, orders. Locks nothing. */
export async function findPerson(sql: Sql, shopId: number, subject: PrivacySubject): Promise<Person> {
  const found = await sql.query<{ contactId: string; isOther: boolean }>(
    `WITH named AS (
        SELECT contact_id FROM contact_identities WHERE shop_id = $1 AND kind = 'customer' AND value = $2
        UNION SELECT contact_id FROM contact_identities WHERE shop_id = $1 AND kind = 'email' AND value = $3
        UNION SELECT contact_id FROM contacts WHERE shop_id = $1 AND email = $3
        UNION SELECT contact_id FROM orders WHERE shop_id = $1 AND order_id = ANY($4) AND contact_id IS NOT NULL)
      SELECT c.contact_id AS "contactId", coalesce(c.customer_id <> $2, false) AS "isOther"
      FROM named JOIN contacts c ON c.shop_id = $1 AND c.contact_id = named.contact_id
      UNION SELECT m.contact_id, false FROM named
        JOIN contacts c ON c.shop_id = $1 AND c.contact_id = named.contact_id AND (c.customer_id <> $2) IS NOT TRUE
        JOIN contacts m ON m.shop_id = $1 AND m.merged_into = c.contact_id`,
    [shopId, subject.customerId, subject.email, subject.orderIds],
  );
  const contactIds = found.rows.filter(({ isOther }) => !isOther).map(({ contactId }) => contactId);
  const keys = await keysOf(sql, shopId, contactIds, subject);
  const of = (...kinds: string[]) => [
    ...new Set(keys.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value)),
  ];
  return {
    contactIds,
    otherContactIds: found.rows.filter(({ isOther }) => isOther).map(({ contactId }) => contactId),
    customerIds: of("customer"),
    emails: of("email"),
    orderIds: of("order"),
    tokens: of("checkout", "cart"),
    visitors: of("visitor"),
  };
}

async function keysOf(sql: Sql, shopId: number, contactIds: readonly string[], subject: PrivacySubject) {
  const { rows } = await sql.query<{ kind: string; value: string }>(
    `SELECT kind, value FROM contact_identities WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])
     UNION SELECT 'customer', customer_id FROM contacts WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])
     UNION SELECT 'email', email FROM contacts WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])
     UNION SELECT 'email', email FROM checkouts WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])
     UNION SELECT unnest(ARRAY['checkout', 'cart']), unnest(ARRAY[token, cart_token]) FROM checkouts
       WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])
     UNION SELECT unnest(ARRAY['order', 'email', 'checkout', 'cart']), unnest(ARRAY[order_id, email, checkout_token, cart_token])
       FROM orders WHERE shop_id = $1 AND (contact_id = ANY($2::uuid[]) OR order_id = ANY($3) OR email = $4)`,
    [shopId, contactIds, subject.orderIds, subject.email],
  );
  const asked = [
    { kind: "customer", value: subject.customerId },
    { kind: "email", value: subject.email },
    ...subject.orderIds.map((value) => ({ kind: "order", value })),
  ];
  return [...rows, ...asked].flatMap(({ kind, value }) => (value ? [{ kind, value }] : []));
}
