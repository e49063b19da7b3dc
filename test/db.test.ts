import { expect, it } from "vitest";
import { pool, transaction } from "~/db.server";

/** Ends every other connection to this database, as a restart of the server would. */
const endOthers = () =>
  pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );

it("a lost connection fails its transaction, and nothing else", async () => {
  const lost = transaction(async (sql) => {
    await sql.query("SELECT 1");
    await endOthers();
    await sql.query("SELECT 2");
  });
  await expect(lost).rejects.toThrow();
  expect((await pool.query("SELECT 3 AS three")).rows).toEqual([{ three: 3 }]);
});

it("what a transaction wrote before an error is gone", async () => {
  const failed = transaction(async (sql) => {
    await sql.query("INSERT INTO shop_domains (domain) VALUES ('half.myshopify.com')");
    throw new Error("halfway");
  });
  await expect(failed).rejects.toThrow("halfway");
  expect((await pool.query("SELECT 1 FROM shop_domains")).rows).toEqual([]);
});
