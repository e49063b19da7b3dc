import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../app/migrate.server";
import { databaseUrl, dropDatabase, ensureDatabase, onServer } from "../launch/ensure-database";
import { startPostgres } from "../launch/postgres";
import { stateFolder } from "../launch/project";

declare module "vitest" {
  interface ProvidedContext {
    /** The test server's database `postgres`. */
    serverUrl: string;
    /** The migrated, empty database that each test file's own is a copy of. */
    templateDatabase: string;
    /** Begins the name of each database of this run. */
    runName: string;
    /** A folder of this run's own, gone after it. */
    runFolder: string;
  }
}

/** One PostgreSQL for the whole run: DATABASE_URL_TEST's, else the embedded one without durability. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer(process.env.DATABASE_URL_TEST);
  await dropLeftovers(server.url);
  const runName = `waypost_test_${randomBytes(3).toString("hex")}`;
  project.provide("serverUrl", server.url);
  project.provide("templateDatabase", await templateDatabase(server.url));
  project.provide("runName", runName);
  const runFolder = await mkdtemp(join(tmpdir(), "waypost-test-"));
  project.provide("runFolder", runFolder);

  return async () => {
    await rm(runFolder, { recursive: true });
    await dropRun(server.url, runName);
    await server.stop();
  };
}

/** The server to test on, and how to leave it. One that is given is used as it is, and left running. */
export async function testServer(given: string | undefined): Promise<{ url: string; stop(): Promise<void> }> {
  if (given) return { url: given, stop: async () => undefined };
  return startPostgres({ folder: join(stateFolder, "test-postgres"), durable: false });
}

/**
 * The name of a migrated database, made at its first use. It carries the migrations' hash, so that one
 * of other migrations is never taken for it.
 */
async function templateDatabase(url: string): Promise<string> {
  const name = `waypost_template_${await hashOfMigrations()}`;
  await ensureDatabase(url, name);
  // Waits for a run that started at the same moment and is at it.
  await migrate(databaseUrl(url, name));
  return name;
}

async function hashOfMigrations(): Promise<string> {
  const hash = createHash("sha256");
  const files = await readdir("prisma/migrations", { recursive: true });
  for (const file of files.filter((file) => file.endsWith(".sql")).sort()) {
    hash.update(file).update(await readFile(join("prisma/migrations", file)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** What runs that were killed left behind; only when no other run uses the server. */
async function dropLeftovers(url: string): Promise<void> {
  await dropAll(
    url,
    `SELECT datname FROM pg_database WHERE datname ~ '^waypost_(test|template)_'
     AND (SELECT count(*) FROM pg_stat_activity WHERE application_name = 'waypost launcher') = 1`,
  );
}

async function dropRun(url: string, runName: string): Promise<void> {
  await dropAll(url, `SELECT datname FROM pg_database WHERE datname LIKE '${runName}%'`);
}

async function dropAll(url: string, query: string): Promise<void> {
  const { rows } = await onServer(url, (client) => client.query<{ datname: string }>(query));
  for (const { datname } of rows) await dropDatabase(url, datname);
}
