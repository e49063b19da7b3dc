import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import pg from "pg";
import { env } from "./env.server";
import { log } from "./log.server";

// Counts and minor units come as int8. They are far below 2^53; one that is not must not be rounded.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`int8 value ${text} is beyond 2^53`);
  return number;
});

/** The hot paths' way to the database: SQL by hand, in one pool with Prisma. */
export const pool = new pg.Pool({
  connectionString: env.DATABASE_URL,
  // As many as work at the same time. Each that has seen all our statements costs PostgreSQL some 10 MB.
  max: 10,
  connectionTimeoutMillis: 10_000,
  statement_timeout: 60_000,
  idle_in_transaction_session_timeout: 60_000,
});

// A connection that the server ends says so as an event, in use or idle; unheard it would end the process.
// Whoever waits for an answer on it is rejected all the same, and the pool drops it.
const heard = (error: Error) => log.error({ error: error.message }, "a database connection was lost");
pool.on("error", heard);
pool.on("connect", (client) => client.on("error", heard));

/** Everyday reads and writes of single rows. */
export const db = new PrismaClient({ adapter: new PrismaPg(pool) });

export type Sql = pg.Pool | pg.PoolClient;

/** Runs `work` in one transaction: all of it holds, or none. */
export async function transaction<T>(work: (sql: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // Statements are planned each for its own batch. A plan that is kept from when the tables were empty
    // reads them whole when they are not: 7 s for a batch after 4,000 contacts, where 15 ms are enough.
    await client.query("BEGIN; SET LOCAL plan_cache_mode = force_custom_plan");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A client whose rollback fails is broken: hand it back as such, so that the pool drops it.
    await client.query("ROLLBACK").then(
      () => client.release(),
      (rollbackError: Error) => client.release(rollbackError),
    );
    throw error;
  }
}
