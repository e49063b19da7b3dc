import pg from "pg";

/** Makes the database `name` on the server of `url` unless it is there, and returns the way to it. */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  await onServer(url, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    try {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    } catch (error) {
      // Somebody else made it at the same moment.
      const isThere = error instanceof pg.DatabaseError && (error.code === "42P04" || error.code === "23505");
      if (!isThere) throw error;
    }
  });
  return databaseUrl(url, name);
}

/** Drops the database `name`, its connections with it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(url, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
  );
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Runs `work` over one connection to the server's database in `url`. */
export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
