import { readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../app/migrate.server";
import { dropDatabase, ensureDatabase, onServer } from "../launch/ensure-database";
import { removePostgres, startPostgres } from "../launch/postgres";
import { commandOf } from "../launch/processes";
import { projectRoot } from "../launch/project";
import { benchFolder } from "./folder";
import { isMeasured, parentOf } from "./process-tree";

/** The PostgreSQL of one benchmark run: durable, as in production, and with nothing in it. */
export interface BenchDatabase {
  readonly version: string;
  /** The postmaster's process, whose descendants are all of PostgreSQL. */
  readonly pid: number;
  /** A migrated, empty database. Makes it anew where it was there. */
  fresh(name: string): Promise<string>;
  /** Brings what is still to be flushed to disk, so that one measurement does not pay for the last. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it in a folder of this run's own. Throws when it does not come up. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  await removeLeftovers();
  const folder = join(benchFolder, `postgres-${process.pid}`);
  const server = await startPostgres({ folder });
  const { version, backend } = await onServer(server.url, async (client) => {
    const { rows } = await client.query<{ version: string; backend: number }>(
      "SELECT current_setting('server_version') AS version, pg_backend_pid() AS backend",
    );
    return { version: rows[0]?.version ?? "", backend: isMeasured ? parentOf(rows[0]?.backend ?? 0) : 0 };
  });
  return {
    version,
    pid: backend,
    async fresh(name) {
      await dropDatabase(server.url, name);
      const url = await ensureDatabase(server.url, name);
      await migrate(url, join(projectRoot, "prisma", "migrations"));
      return url;
    },
    settle: () => onServer(server.url, async (client) => void (await client.query("CHECKPOINT"))),
    async stop() {
      await server.stop();
      await removePostgres(folder);
    },
  };
}

/** Stops and deletes the servers of runs that were killed; another run that is under way keeps its own. */
async function removeLeftovers(): Promise<void> {
  for (const entry of await readdir(benchFolder)) {
    const run = /^postgres-(\d+)$/.exec(entry)?.[1];
    if (run && !commandOf(Number(run))?.includes("bench")) await removePostgres(join(benchFolder, entry));
  }
}

/** Runs one statement, for preparing and for checking; never while something is measured. */
export async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
