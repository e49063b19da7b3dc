import { pool } from "~/db.server";

/** Every row of every table as text, bytes included: "contacts {…}". What a person could be found by is in here. */
export async function everyRow(): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string; columns: string }>(
    `SELECT format('%I', table_name) AS name,
       string_agg(CASE WHEN data_type = 'bytea' THEN format('encode(%I, ''escape'')', column_name)
         ELSE format('%I::text', column_name) END, ', ' ORDER BY ordinal_position) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY table_name`,
  );
  const found = await Promise.all(
    tables.map(async ({ name, columns }) => {
      const { rows } = await pool.query<{ text: string }>(
        `SELECT array_to_string(ARRAY[${columns}], ' | ', '') AS text FROM ${name}`,
      );
      return rows.map(({ text }) => `${name} ${text}`);
    }),
  );
  return found.flat();
}

/** The rows that hold one of these words, in whatever case; a number counts only as a whole one. */
export async function tracesOf(words: readonly string[]): Promise<string[]> {
  const patterns = words.map((word) => {
    const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(/^\d+$/.test(word) ? `(?<![\\d-])${literal}(?![\\d-])` : literal, "i");
  });
  return (await everyRow()).filter((row) => patterns.some((pattern) => pattern.test(row)));
}
