import { execFileSync } from "node:child_process";
import pg from "pg";
import { expect, it } from "vitest";
import { databaseUrl, dropDatabase, ensureDatabase } from "../launch/ensure-database";

const own = process.env.DATABASE_URL ?? "";

/** Columns and whole indexes, one line each; what Prisma's language cannot say (partial indexes) is left out. */
async function shapeOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(`
      SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
      UNION ALL SELECT indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '% WHERE %' ORDER BY 1`);
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

it("the migrations build what the schema says", async () => {
  const script = execFileSync(
    "node_modules/.bin/prisma",
    ["migrate", "diff", "--from-empty", "--to-schema-datamodel", "prisma/schema.prisma", "--script"],
    { env: { ...process.env, DATABASE_URL: own }, encoding: "utf8" },
  );
  const name = `${new URL(own).pathname.slice(1)}_schema`;
  await ensureDatabase(own, name);
  const url = databaseUrl(own, name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
  expect(await shapeOf(own)).toEqual(await shapeOf(url));
  await dropDatabase(own, name);
}, 30_000);

it("every key begins with shop_id, the named exceptions apart", async () => {
  const keys = (await shapeOf(own)).filter((line) => line.startsWith("CREATE UNIQUE INDEX"));
  const others = keys.filter((line) => !line.includes("(shop_id"));
  expect(others.map((line) => / ON public\.(\S+)/.exec(line)?.[1])).toEqual(['"Session"', "shop_domains"]);
});
