import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { openDemoDatabase } from "../../launch/demo-database";
import { databaseUrl, dropDatabase, onServer } from "../../launch/ensure-database";
import { testServer } from "../global-setup";

let state: string;
let name: string;
let given: string;

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "waypost-state-"));
  name = `${inject("runName")}_${randomUUID().slice(0, 8)}`;
  given = databaseUrl(inject("serverUrl"), name);
});

afterEach(async () => {
  await dropDatabase(inject("serverUrl"), name);
  await dropDatabase(inject("serverUrl"), `${name}_headless`);
  await rm(state, { recursive: true });
});

const tell = (url: string, sql: string) => onServer(url, (client) => client.query(sql));

test("DATABASE_URL names the database to use: made when missing, and no server is started beside it", async () => {
  const database = await openDemoDatabase({ given, state, fresh: false });
  expect(database.url).toBe(given);
  await tell(database.url, "CREATE TABLE theirs (x int)");
  await database.stop();

  const again = await openDemoDatabase({ given, state, fresh: false });
  await tell(again.url, "SELECT x FROM theirs");
  expect(existsSync(join(state, "postgres"))).toBe(false);
});

test("a throw-away demo on a given server leaves the named database alone", async () => {
  const theirs = await openDemoDatabase({ given, state, fresh: false });
  await tell(theirs.url, "CREATE TABLE theirs (x int)");

  for (const round of [1, 2]) {
    const fresh = await openDemoDatabase({ given, state, fresh: true });
    expect(fresh.url).not.toBe(given);
    await tell(fresh.url, `CREATE TABLE mine_${round} (x int)`);
    await expect(tell(fresh.url, `SELECT FROM mine_${round - 1}`)).rejects.toThrow("does not exist");
  }
  await tell(theirs.url, "SELECT x FROM theirs");
});

test("the tests themselves run on DATABASE_URL_TEST where it is set", async () => {
  const server = await testServer(inject("serverUrl"));
  expect(server.url).toBe(inject("serverUrl"));
  await server.stop();
  await tell(server.url, "SELECT 1");
});
