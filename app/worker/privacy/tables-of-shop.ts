import { escapeIdentifier } from "pg";
import type { Sql } from "~/db.server";

export interface ShopTable {
  /** Quoted, to be put into SQL. */
  readonly name: string;
  readonly columns: ReadonlySet<string>;
}

/**
 * Every table whose rows belong to a shop, by the database's own catalogue: a table that a later migration adds
 * is erased from without anybody thinking of it.
 */
export async function tablesOfShop(sql: Sql): Promise<ShopTable[]> {
  const { rows } = await sql.query<{ name: string; columns: string[] }>(
    `SELECT c.table_name AS name, array_agg(c.column_name::text) AS columns
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
     GROUP BY c.table_name HAVING bool_or(c.column_name = 'shop_id') ORDER BY c.table_name`,
  );
  return rows.map(({ name, columns }) => ({ name: escapeIdentifier(name), columns: new Set(columns) }));
}
