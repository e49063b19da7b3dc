import pg from "pg";

/**
 * A share in a running server. Each launcher holds a shared advisory lock over one open connection, which
 * ends with its process however that ends; so PostgreSQL itself counts who is left.
 */
export interface Hold {
  /** Resolves when the server closes the connection unasked. */
  readonly lost: Promise<void>;
  /** Gives the share back; true for the last holder, who is to stop the server. */
  release(): Promise<boolean>;
}

/** "waypost" in hexadecimal digits, cut to 32 bits: any number that nothing else locks. */
const holdersLock = 0x77617970;

/**
 * Takes a share in the server at `url`. "not yet" while it does not answer, or while its last holder is
 * stopping it; "not ours" when another server, with other data or another password, answers there.
 */
export async function holdServer(url: string, data: string): Promise<Hold | "not yet" | "not ours"> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "waypost launcher",
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  });
  let isReleased = false;
  const lost = new Promise<void>((resolve) => {
    // "end" follows each fatal "error"; without a listener for the latter, Node would end the launcher.
    client.on("error", () => undefined);
    client.on("end", () => isReleased || resolve());
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string; held: boolean }>(
      "SELECT current_setting('data_directory') AS data, pg_try_advisory_lock_shared($1) AS held",
      [holdersLock],
    );
    const answer = rows[0];
    if (answer?.data === data && answer.held) return { lost, release };
    await release();
    return answer?.data === data ? "not yet" : "not ours";
  } catch (error) {
    isReleased = true;
    await client.end().catch(() => undefined);
    return wrongPassword(error) ? "not ours" : "not yet";
  }

  async function release(): Promise<boolean> {
    isReleased = true;
    try {
      const { rows } = await client.query<{ last: boolean }>(
        "SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS last",
        [holdersLock],
      );
      // The last holder keeps the exclusive lock: nobody joins a server that is going down.
      if (rows[0]?.last) return true;
      await client.end();
      return false;
    } catch {
      // The connection is gone, so the server is: what is left of it is ours to end.
      return true;
    }
  }
}

function wrongPassword(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "28P01";
}
