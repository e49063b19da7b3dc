import type { PoolClient } from "pg";
import { refreshOrderTotals } from "~/contacts/order-totals";
import { hashSuppressions } from "~/delivery/erased-address";
import type { PrivacySubject } from "~/events/privacy-request";
import { columnOfPerson } from "./column-of-person";
import { eraseFromFiles } from "./erase-from-files";
import { eraseFromInbox } from "./erase-from-inbox";
import { findPerson, type Person } from "./find-person";
import { tablesOfShop } from "./tables-of-shop";

/**
 * Erases a person from a shop, in the caller's transaction, which holds the shop (see `waitForShop`). What was
 * asked before `askedAt` goes; who comes back later is somebody new. Returns whether anything was known of them.
 *
 * Two things stay, neither of which says who it was: the sale (which products, when, for how much), which
 * recommendations and turnover count; and, where the address must not be mailed, its keyed hash.
 */
export async function erasePerson(
  sql: PoolClient,
  shopId: number,
  subject: PrivacySubject,
  askedAt: Date,
): Promise<boolean> {
  const person = await findPerson(sql, shopId, subject);
  // Mails that are being claimed hold their contact: they are waited for, and what is sent is sent.
  await sql.query(
    "SELECT 1 FROM contacts WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) ORDER BY contact_id FOR UPDATE",
    [shopId, person.contactIds],
  );
  const suppressions = await hashSuppressions(sql, shopId, person.emails);
  const orders = await makeOrdersNameless(sql, shopId, person);
  await eraseTokens(sql, shopId, person);
  await eraseRows(sql, shopId, person);
  await freeOthers(sql, shopId, person);
  const deliveries = await eraseFromInbox(sql, shopId, person, askedAt);
  const files = await eraseFromFiles(sql, shopId, person.emails);
  await eraseEarlierRequests(sql, shopId, person);
  const { contactIds, otherContactIds } = person;
  return contactIds.length + otherContactIds.length + suppressions + orders + deliveries + files > 0;
}

/** The order's own number stays: by it a later word of the same sale is not counted as another. */
async function makeOrdersNameless(sql: PoolClient, shopId: number, { contactIds, orderIds, emails }: Person) {
  const { rowCount } = await sql.query(
    `UPDATE orders SET contact_id = NULL, email = NULL, name = '', checkout_token = NULL, cart_token = NULL
     WHERE shop_id = $1 AND (contact_id = ANY($2::uuid[]) OR order_id = ANY($3) OR email = ANY($4))`,
    [shopId, contactIds, orderIds, emails],
  );
  return rowCount ?? 0;
}

/** What is about the person's checkouts and browsers under no contact, or under whom they were first taken for. */
async function eraseTokens(sql: PoolClient, shopId: number, { tokens, visitors }: Person): Promise<void> {
  const { rows } = await sql.query<{ run_id: string; contact_id: string }>(
    "DELETE FROM runs WHERE shop_id = $1 AND key = ANY($2) RETURNING run_id, contact_id",
    [shopId, tokens],
  );
  const runs = [shopId, rows.map(({ contact_id }) => contact_id), rows.map(({ run_id }) => run_id)];
  for (const table of ["decisions", "messages", "effects"]) {
    await sql.query(
      `DELETE FROM ${table} WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND run_id = ANY($3::uuid[])`,
      runs,
    );
  }
  await sql.query(
    `DELETE FROM events WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND data->>'token' = ANY($3)`,
    [shopId, rows.map(({ contact_id }) => contact_id), tokens],
  );
  await sql.query(
    `DELETE FROM events WHERE shop_id = $1 AND contact_id IS NULL AND name = 'checkout.updated' AND data->>'token' = ANY($2)`,
    [shopId, tokens],
  );
  await sql.query(
    "DELETE FROM events WHERE shop_id = $1 AND contact_id IS NULL AND visitor IS NOT NULL AND visitor = ANY($2)",
    [shopId, visitors],
  );
}

async function eraseRows(sql: PoolClient, shopId: number, person: Person): Promise<void> {
  for (const table of await tablesOfShop(sql)) {
    const named = columnOfPerson(table);
    if (!named) continue;
    await sql.query(`DELETE FROM ${table.name} WHERE shop_id = $1 AND ${named.column} = ANY($2::${named.type})`, [
      shopId,
      person[named.key],
    ]);
  }
  await sql.query("DELETE FROM checkouts WHERE shop_id = $1 AND (email = ANY($2) OR token = ANY($3))", [
    shopId,
    person.emails,
    person.tokens,
  ]);
}

/** Another customer who holds an address or an order that is the erased person's: it is taken from them. */
async function freeOthers(sql: PoolClient, shopId: number, { otherContactIds, emails }: Person): Promise<void> {
  if (otherContactIds.length === 0) return;
  const values = [shopId, otherContactIds, emails];
  await sql.query(
    `UPDATE contacts SET email = CASE WHEN email = ANY($3) THEN NULL ELSE email END,
       address_problem = CASE WHEN email = ANY($3) THEN NULL ELSE address_problem END,
       profile_clock = profile_clock - (SELECT array_agg('address:' || gone) FROM unnest($3::text[]) AS gone)
     WHERE shop_id = $1 AND contact_id = ANY($2::uuid[])`,
    values,
  );
  await sql.query(
    "DELETE FROM contact_identities WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND kind = 'email' AND value = ANY($3)",
    values,
  );
  for (const table of ["messages", "consent_changes"]) {
    await sql.query(
      `DELETE FROM ${table} WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND email = ANY($3)`,
      values,
    );
  }
  await refreshOrderTotals(sql, shopId, otherContactIds);
}

/** The export of an earlier request, and whom it was about. */
async function eraseEarlierRequests(sql: PoolClient, shopId: number, { customerIds, emails }: Person): Promise<void> {
  await sql.query(
    `UPDATE privacy_requests SET export = NULL, subject = '{}' WHERE shop_id = $1 AND done_at IS NOT NULL
       AND (subject->>'customerId' = ANY($2) OR subject->>'email' = ANY($3))`,
    [shopId, customerIds, emails],
  );
}
