import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** One folder of prisma/migrations. */
interface Migration {
  readonly name: string;
  readonly file: string;
  readonly sql: string;
}

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The number that `prisma migrate` locks: it and we keep out of each other's way. */
const prismaAdvisoryLock = 72707369;

/** Prisma's own table, letter for letter (prisma-engines, sql-schema-connector, PostgreSQL flavour). */
const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings a database up to the migrations in `folder`, in the order of their names, and returns the names
 * of those it applied now. Any number of processes may call it at once: one works, the others wait and
 * find nothing left to do. It records as `prisma migrate deploy` does, so that the two can take turns.
 *
 * Each migration is one transaction. Throws, with the file's name and PostgreSQL's words, when one fails
 * (nothing of it remains), when an applied one was changed since, or when Prisma left one half done.
 */
export async function migrate(database: string | pg.Pool, folder = "prisma/migrations"): Promise<string[]> {
  const migrations = await readMigrations(folder);
  if (typeof database === "string") {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      return await applyUnderLock(client, migrations);
    } finally {
      await client.end();
    }
  }

  const client = await database.connect();
  try {
    const applied = await applyUnderLock(client, migrations);
    client.release();
    return applied;
  } catch (error) {
    // Ends the session, and with it the lock and the settings.
    client.release(true);
    throw error;
  }
}

async function applyUnderLock(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  // A pool's limits are for requests; waiting for another process's migration may take longer.
  await client.query("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
  await client.query("SELECT pg_advisory_lock($1)", [prismaAdvisoryLock]);
  const applied = await applyMissing(client, migrations);
  await client.query("SELECT pg_advisory_unlock($1)", [prismaAdvisoryLock]);
  await client.query("RESET statement_timeout; RESET idle_in_transaction_session_timeout");
  return applied;
}

async function applyMissing(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(createTable);
  const { rows } = await client.query<AppliedMigration>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  for (const migration of migrations) refuseChanged(migration, applied.get(migration.name));

  const missing = migrations.filter((migration) => !applied.has(migration.name));
  for (const migration of missing) await apply(client, migration);
  return missing.map((migration) => migration.name);
}

/** Checked for all before any is applied: a database is never moved on from a past that is in doubt. */
function refuseChanged({ name, file, sql }: Migration, applied: AppliedMigration | undefined): void {
  if (applied === undefined) return;
  if (applied.finished_at === null) {
    throw new Error(
      `Migration ${name} was begun by prisma migrate and never finished. Repair the database, then say so with: prisma migrate resolve`,
    );
  }
  // As Prisma, we see no difference in line ends: git may turn them on Windows.
  const unix = sql.replaceAll("\r\n", "\n");
  const known = [sql, unix, unix.replaceAll("\n", "\r\n")].map(checksum);
  if (!known.includes(applied.checksum)) {
    throw new Error(
      `${file} was changed after it was applied to this database. Put it back as it was, and write the change as a new migration.`,
    );
  }
}

async function apply(client: pg.ClientBase, { name, file, sql }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    const startedAt = new Date();
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum(sql), name, startedAt],
    );
    await client.query("COMMIT");
  } catch (cause) {
    // Where the connection itself broke, PostgreSQL has rolled back already, and `cause` says what to know.
    await client.query("ROLLBACK").catch(() => undefined);
    throw new Error(`${file}${lineOf(cause, sql)} failed, and nothing of it was kept: ${messageOf(cause)}`, { cause });
  }
}

/** Where in the file PostgreSQL points to, as `:line`; empty where it points nowhere. */
function lineOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError) || !error.position) return "";
  // PostgreSQL counts characters, JavaScript UTF-16 units.
  const before = [...sql].slice(0, Number(error.position) - 1);
  return `:${before.filter((character) => character === "\n").length + 1}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const file = join(folder, name, "migration.sql");
      return { name, file, sql: await readFile(file, "utf8") };
    }),
  );
}

function checksum(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}
