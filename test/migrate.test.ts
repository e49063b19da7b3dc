import { createHash, randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { migrate } from "~/migrate.server";
import { ensureDatabase } from "../launch/ensure-database";

let url: string;
let pool: pg.Pool;
let folder: string;

beforeEach(async () => {
  url = await ensureDatabase(inject("serverUrl"), `${inject("runName")}_${randomUUID().slice(0, 8)}`);
  pool = new pg.Pool({ connectionString: url });
  folder = await mkdtemp(join(tmpdir(), "waypost-migrations-"));
});

afterEach(async () => {
  await pool.end();
  await rm(folder, { recursive: true });
});

async function given(migration: string, sql: string): Promise<void> {
  await mkdir(join(folder, migration), { recursive: true });
  await writeFile(join(folder, migration, "migration.sql"), sql);
}

async function tables(): Promise<string[]> {
  const { rows } = await pool.query(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );
  return rows.map((row) => row.table_name);
}

test("migrations are applied in the order of their names, each once", async () => {
  await given("20260102000000_second", "ALTER TABLE a ADD COLUMN b int;");
  await given("20260101000000_first", "CREATE TABLE a ();");

  expect(await migrate(url, folder)).toEqual(["20260101000000_first", "20260102000000_second"]);
  expect(await migrate(url, folder)).toEqual([]);

  await given("20260103000000_third", "CREATE TABLE c (); CREATE TABLE d ();");
  expect(await migrate(pool, folder)).toEqual(["20260103000000_third"]);
  expect(await tables()).toEqual(["_prisma_migrations", "a", "c", "d"]);
});

test("each is recorded as Prisma records it", async () => {
  const sql = "CREATE TABLE a ();\n";
  await given("20260101000000_first", sql);
  await migrate(url, folder);

  const { rows } = await pool.query("SELECT * FROM _prisma_migrations");
  expect(rows).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash("sha256").update(sql).digest("hex"),
      finished_at: expect.any(Date),
      migration_name: "20260101000000_first",
      logs: null,
      rolled_back_at: null,
      started_at: expect.any(Date),
      applied_steps_count: 1,
    },
  ]);
  expect(rows[0].finished_at >= rows[0].started_at).toBe(true);
});

test("processes that start at once on an empty database share the work without a clash", async () => {
  await cp("prisma/migrations", folder, { recursive: true });
  await given("99990101000000_slow", "SELECT pg_sleep(0.3); CREATE TABLE slow ();");

  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));

  const [all, ...others] = applied.sort((a, b) => b.length - a.length);
  expect(all).toContain("99990101000000_slow");
  expect(others).toEqual([[], [], []]);
});

test("a migration that fails leaves nothing behind and is named with the line and PostgreSQL's words", async () => {
  await given("20260101000000_first", "CREATE TABLE a ();");
  await given("20260102000000_broken", "CREATE TABLE b ();\n\nSELECT nonsense;\n");

  await expect(migrate(url, folder)).rejects.toThrow(
    /20260102000000_broken\/migration\.sql:3 failed, and nothing of it was kept: column "nonsense" does not exist/,
  );

  expect(await tables()).toEqual(["_prisma_migrations", "a"]);
  await given("20260102000000_broken", "CREATE TABLE b ();");
  expect(await migrate(url, folder)).toEqual(["20260102000000_broken"]);
});

test("a migration that was changed after it was applied is refused, before anything new is applied", async () => {
  await given("20260101000000_first", "CREATE TABLE a ();");
  await migrate(url, folder);
  await given("20260101000000_first", "CREATE TABLE a (b int);");
  await given("20260102000000_second", "CREATE TABLE c ();");

  await expect(migrate(url, folder)).rejects.toThrow(/20260101000000_first.*was changed after it was applied/);
  expect(await tables()).not.toContain("c");
});

test("a pool's own time limits hold again afterwards, and the lock is free", async () => {
  await given("20260101000000_first", "CREATE TABLE a ();");
  const limited = new pg.Pool({ connectionString: url, max: 1, statement_timeout: 12_000 });
  await migrate(limited, folder);
  const { rows } = await limited.query(
    "SELECT current_setting('statement_timeout') AS limit, count(*) AS locks FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
  );
  expect(rows).toEqual([{ limit: "12s", locks: "0" }]);
  await limited.end();
});

test("line ends that git turned are no change", async () => {
  await given("20260101000000_first", "CREATE TABLE a\n();\n");
  await migrate(url, folder);
  await given("20260101000000_first", "CREATE TABLE a\r\n();\r\n");
  expect(await migrate(url, folder)).toEqual([]);
});

test("a migration that prisma migrate left half done is not passed over", async () => {
  await given("20260101000000_first", "CREATE TABLE a ();");
  await migrate(url, folder);
  await pool.query("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate(url, folder)).rejects.toThrow(/never finished.*prisma migrate resolve/);
});

test("one that was rolled back by hand is applied again", async () => {
  await given("20260101000000_first", "CREATE TABLE IF NOT EXISTS a ();");
  await migrate(url, folder);
  await pool.query("UPDATE _prisma_migrations SET rolled_back_at = now()");
  expect(await migrate(url, folder)).toEqual(["20260101000000_first"]);
});

test("the project's own migrations put shop_id first in every unique key, but where the design says so", async () => {
  await migrate(url);
  const { rows } = await pool.query<{ table: string; first: string }>(`
    SELECT i.indrelid::regclass::text AS table, a.attname AS first
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indisunique AND i.indrelid::regclass::text NOT LIKE 'pg_%' AND i.indrelid > 16000`);
  const exceptions = ["shop_domains", '"Session"', "_prisma_migrations"];
  expect(rows.filter((row) => row.first !== "shop_id" && !exceptions.includes(row.table))).toEqual([]);
  expect(rows.length).toBeGreaterThan(15);
});
