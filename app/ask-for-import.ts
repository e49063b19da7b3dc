import { pool } from "./db.server";

/** What is read of a store, in the order in which it is taken in: orders name customers and products. */
export const importKinds = ["products", "customers", "orders"] as const;

export type ImportKind = (typeof importKinds)[number];

/**
 * Puts the reading of a store's products, customers and orders in line for the worker (import-history.ts).
 * One that is under way goes on undisturbed; one that is in trouble begins anew, and at once. `at` is
 * business time.
 */
export async function askForImport(shopId: number, at: Date): Promise<void> {
  await pool.query(
    `INSERT INTO imports AS known (shop_id, kind, status, asked_at)
     SELECT $1::int, kind, 'waiting', $2 FROM unnest($3::text[]) AS kind
     ON CONFLICT (shop_id, kind) DO UPDATE SET status = 'waiting', asked_at = excluded.asked_at, operation_id = NULL,
       url = NULL, total_lines = NULL, total_items = NULL, done_lines = 0, done_items = 0, done_bytes = 0, left_out = 0,
       attempts = 0, error = NULL, finished_at = NULL, lease_until = NULL
     WHERE known.status = 'done' OR known.error IS NOT NULL`,
    [shopId, at, importKinds],
  );
}
