import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, inject, vi } from "vitest";
import { databaseUrl } from "../launch/ensure-database";
import { anyFreePort } from "../launch/ports";

// Runs before each test file, and before that file imports anything of the app: env.server.ts reads
// the environment once, at load.

const worker = process.env.VITEST_POOL_ID ?? "1";
const database = `${inject("runName")}_${worker}`;
await copyTemplate(inject("serverUrl"), inject("templateDatabase"), database);

// The sandbox that test/world.ts starts; known now, because the app reads where SendGrid is at load.
const sandboxPort = await anyFreePort();

// Each file begins in real time, whatever the last one made of it.
const clockFile = join(inject("runFolder"), `clock-${worker}`);
rmSync(clockFile, { force: true });

Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: databaseUrl(inject("serverUrl"), database),
  SHOPIFY_API_KEY: "sandbox-key",
  SHOPIFY_API_SECRET: "sandbox-secret",
  SHOPIFY_APP_URL: "http://localhost:4101",
  SENDGRID_BASE_URL: `http://127.0.0.1:${sandboxPort}`,
  SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
  WAYPOST_SECRET: "a secret for tests only, of 32 characters or more",
  WAYPOST_CLOCK_FILE: clockFile,
  LOG_LEVEL: "silent",
});

/**
 * An error that nobody expects on the console fails the test that wrote it. A test that expects one says
 * so: `vi.spyOn(console, "error").mockImplementation(() => undefined)`.
 */
const unexpected: unknown[][] = [];
const write = console.error;

beforeEach(() => {
  unexpected.length = 0;
  vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => {
    unexpected.push(words);
    write(...words);
  });
});

afterEach(() => {
  if (unexpected.length > 0) throw new Error(`console.error was called: ${unexpected.flat().map(String).join(" ")}`);
});

/** A fresh copy for each test file, in about 20 ms; the last file's in this worker goes. */
async function copyTemplate(url: string, template: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [copy, original] = [name, template].map((text) => client.escapeIdentifier(text));
    await client.query(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${copy} TEMPLATE ${original}`);
  } finally {
    await client.end();
  }
}
