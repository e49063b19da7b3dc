import type { Sql } from "~/db.server";
import type { PrivacySubject } from "~/events/privacy-request";
import { exportPage } from "./export-page";
import { findPerson } from "./find-person";
import { recordsOfPerson } from "./records-of-person";

/**
 * All that a shop holds about a person, as one HTML file that needs nothing else: to be read by them, with the
 * same as JSON inside for a machine (GDPR, articles 15 and 20). Null when nothing is held.
 */
export async function exportPerson(
  sql: Sql,
  shopId: number,
  subject: PrivacySubject,
  at: Date,
): Promise<string | null> {
  const person = await findPerson(sql, shopId, subject);
  const records = await recordsOfPerson(sql, shopId, person);
  if (records.size === 0) return null;
  const { rows } = await sql.query<{ name: string; domain: string; timezone: string }>(
    "SELECT name, domain, timezone FROM shops WHERE shop_id = $1",
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`There is no shop ${shopId}.`);
  return exportPage({ shopName: shop.name || shop.domain, timezone: shop.timezone, records, at });
}
