import type { Sql } from "~/db.server";
import { columnOfPerson } from "./column-of-person";
import type { Person } from "./find-person";
import { tablesOfShop } from "./tables-of-shop";

/** A table's row, its columns by name; times are ISO 8601. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/** By the table's name. */
export type PersonRecords = ReadonlyMap<string, readonly StoredRecord[]>;

/** Every row that names a person, as it is stored. What an erasure would delete is what this finds. */
export async function recordsOfPerson(sql: Sql, shopId: number, person: Person): Promise<PersonRecords> {
  const records = new Map<string, StoredRecord[]>();
  for (const table of await tablesOfShop(sql)) {
    const named = columnOfPerson(table);
    if (!named) continue;
    const { rows } = await sql.query<{ record: StoredRecord }>(
      `SELECT to_jsonb(t) - 'shop_id' AS record FROM ${table.name} t
       WHERE shop_id = $1 AND ${named.column} = ANY($2::${named.type})`,
      [shopId, person[named.key]],
    );
    if (rows.length > 0)
      records.set(
        table.name.slice(1, -1),
        rows.map(({ record }) => record),
      );
  }
  const hits = await sql.query<{ record: StoredRecord }>(
    `SELECT to_jsonb(h) - 'shop_id' AS record FROM messages m JOIN link_hits h ON h.shop_id = $1 AND h.message_id = m.message_id
     WHERE m.shop_id = $1 AND m.contact_id = ANY($2::uuid[])`,
    [shopId, person.contactIds],
  );
  if (hits.rows.length > 0)
    records.set(
      "link_hits",
      hits.rows.map(({ record }) => record),
    );
  const lines = await sql.query<{ record: StoredRecord }>(
    `SELECT to_jsonb(l) - 'shop_id' AS record FROM order_lines l WHERE shop_id = $1 AND order_id = ANY($2)`,
    [shopId, person.orderIds],
  );
  if (lines.rows.length > 0)
    records.set(
      "order_lines",
      lines.rows.map(({ record }) => record),
    );
  return records;
}
