import { join } from "node:path";
import { dropDatabase, ensureDatabase } from "./ensure-database";
import { removePostgres, startPostgres } from "./postgres";

/** The database that the demo works on, and how to leave it. */
export interface DemoDatabase {
  readonly url: string;
  /** What to tell the person: which server it is. */
  readonly server: string;
  /** Resolves if the server goes away by itself, with why. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

export interface DemoDatabaseOptions {
  /** DATABASE_URL as the person set it: that server is used, and no other started. */
  readonly given: string | undefined;
  /** Where the embedded server keeps its data. */
  readonly state: string;
  /** Throws away what is there first. */
  readonly fresh: boolean;
}

/**
 * Opens the database, which is made when it is missing. A fresh one on a given server is a database of its
 * own beside the one named, so that nothing of the person's is thrown away.
 */
export async function openDemoDatabase({ given, state, fresh }: DemoDatabaseOptions): Promise<DemoDatabase> {
  if (given) {
    const named = new URL(given).pathname.slice(1) || "waypost";
    const name = fresh ? `${named}_headless` : named;
    const server = maintenanceUrl(given);
    if (fresh) await dropDatabase(server, name);
    const url = await ensureDatabase(server, name);
    const { host } = new URL(given);
    return {
      url,
      server: `PostgreSQL at ${host}, database ${name}`,
      lost: new Promise(() => undefined),
      stop: async () => undefined,
    };
  }

  const folder = join(state, "postgres");
  if (fresh) await removePostgres(folder);
  const server = await startPostgres({ folder });
  try {
    const url = await ensureDatabase(server.url, "waypost");
    return { url, server: `PostgreSQL on port ${server.port}`, lost: server.lost, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The same server's database `postgres`, from which others are made. */
function maintenanceUrl(url: string): string {
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  return maintenance.href;
}
