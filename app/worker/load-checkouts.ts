import type { Sql } from "~/db.server";
import { type StoredItems, storedLines } from "./stored-lines";

/** Checkouts as last told, by token. */
export async function loadCheckouts(
  sql: Sql,
  shopId: number,
  tokens: readonly string[],
): Promise<Map<string, StoredItems>> {
  if (tokens.length === 0) return new Map();
  const { rows } = await sql.query<{ token: string; recoveryUrl: string | null; currency: string; lines: unknown }>({
    name: "mail-checkouts",
    text: `SELECT token, recovery_url AS "recoveryUrl", currency, lines FROM checkouts
      WHERE shop_id = $1 AND token = ANY($2::text[])`,
    values: [shopId, tokens],
  });
  return new Map(rows.map(({ token, lines, ...rest }) => [token, { ...rest, lines: storedLines.parse(lines) }]));
}
