import type { Person } from "./find-person";
import type { ShopTable } from "./tables-of-shop";

/** Where a row may name a person, and by which of their keys; of a table's columns the first counts. */
const columns = [
  { column: "contact_id", type: "uuid[]", key: "contactIds" },
  { column: "customer_id", type: "text[]", key: "customerIds" },
  { column: "email", type: "text[]", key: "emails" },
] as const satisfies readonly { column: string; type: string; key: keyof Person }[];

/** The column by which a table's rows are somebody's; null for a table that is not about people. */
export function columnOfPerson(table: ShopTable): (typeof columns)[number] | null {
  // A shop's own address is the merchant's.
  if (table.name === '"shops"') return null;
  return columns.find(({ column }) => table.columns.has(column)) ?? null;
}
