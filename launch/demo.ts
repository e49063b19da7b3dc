import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs, parseEnv } from "node:util";
import { migrate } from "../app/migrate.server";
import { build, isBuildStale } from "./build";
import { type Child, type ChildOptions, ready, startChild } from "./child";
import { openDemoDatabase } from "./demo-database";
import { anyPorts, appProcess, type DemoPorts, demoPorts, sandboxProcess } from "./demo-processes";
import { claimState, removeRecord, writeRecord } from "./launcher-record";
import { removePostgres } from "./postgres";
import { seconds, stage } from "./progress";
import { projectRoot, stateFolder } from "./project";
import { secretFile } from "./secret-file";

const usage = `npm run demo                  starts everything and prints the address to open
npm run demo -- --reset       forgets all that earlier demos kept, then the same
npm run demo -- --headless    plays the story by itself on throw-away data; exits 0 only if all went well`;

/** What the demo never takes from .env: real accounts and databases are not to be played with. */
const ofRealAccounts = /^(DATABASE_URL|SCOPES|WAYPOST_SECRET|PORT|HOST|(SHOPIFY|SENDGRID)_.*)$/;

const started = Date.now();
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // A terminal, npm and the bootstrap may each tell us of the same Ctrl-C: the first one counts.
  process.on(signal, () => interruption.abort(new Interrupted(signal)));
}

class Interrupted extends Error {}

/** What is to be undone at the end, the last first. */
const undo: Array<() => Promise<void>> = [];

// A terminal that was closed takes no more lines; what was started is to be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

process.exit(await main());

/** Returns the exit code. Whatever happens on the way, all that was started is stopped. */
async function main(): Promise<number> {
  let exitCode = 0;
  try {
    exitCode = await demo(interruption.signal);
  } catch (error) {
    if (error instanceof Interrupted) exitCode = isHeadless() ? 130 : 0;
    else {
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      exitCode = 1;
    }
  }
  if (undo.length > 0) console.log("\nStopping …");
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      exitCode = 1;
    }
  }
  if (undo.length > 0) console.log("Everything is stopped.");
  return exitCode;
}

async function demo(signal: AbortSignal): Promise<number> {
  const { values: flags } = parseArgs({
    options: { headless: { type: "boolean" }, reset: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (flags.help) {
    console.log(usage);
    return 0;
  }
  loadEnv();
  console.log(flags.headless ? "Waypost plays its story, on throw-away data\n" : "Waypost's demo\n");

  const state = flags.headless ? join(stateFolder, "headless") : stateFolder;
  await claimState(state);
  undo.push(() => removeRecord(state));
  if (flags.headless) await wipe(state);
  if (flags.reset) await wipe(stateFolder);
  signal.throwIfAborted();

  if (await isBuildStale())
    await stage("building the app, about half a minute", () => build(signal).then(() => "app built"), true);
  const lost: Array<Promise<string>> = [];
  let databaseUrl = "";
  await stage("starting PostgreSQL", async () => {
    const database = await openDemoDatabase({ given: process.env.DATABASE_URL, state, fresh: flags.headless === true });
    undo.push(database.stop);
    lost.push(database.lost.then((why) => `PostgreSQL is gone. Its log ends:\n${why}`));
    databaseUrl = database.url;
    return database.server;
  });
  signal.throwIfAborted();
  await stage("migrating the database", async () => {
    const applied = await migrate(databaseUrl, join(projectRoot, "prisma", "migrations")).catch(adviseReset);
    return applied.length > 0 ? `${applied.length} migrations applied` : "database is up to date";
  });
  signal.throwIfAborted();

  const ports = flags.headless ? await anyPorts() : await demoPorts();
  const secret = process.env.WAYPOST_SECRET ?? (await secretFile(join(state, "secret")));
  const world = { ports, databaseUrl, secret, state };
  const children: Child[] = [];
  const start = async (options: ChildOptions, healthPort: number) => {
    const child = await startChild(options);
    children.push(child);
    undo.push(child.stop);
    lost.push(child.died);
    await writeRecord(state, {
      launcher: process.pid,
      children: children.map((child) => child.pid),
      url: adminUrl(ports),
    });
    await ready(child, `http://127.0.0.1:${healthPort}/healthz`, signal);
  };
  await stage("starting the sandbox store and the app", async () => {
    await Promise.all([start(sandboxProcess(world), ports.sandbox), start(appProcess(world), ports.app)]);
    return "sandbox store, and the app with its worker";
  });

  if (!flags.headless) await stage("opening the app in the store", () => nameSender(ports));

  const ended = Promise.race(lost).then((why) => {
    throw new Error(why);
  });
  const work = flags.headless ? playHeadless(ports) : stayOpen(ports, signal);
  return await Promise.race([work, ended, aborted(signal)]);
}

/** Demo data of another branch or an older draft is not worth a repair. */
function adviseReset(cause: unknown): never {
  if (process.env.DATABASE_URL) throw cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  throw new Error(`${message}\nTo begin with new data instead: npm run demo -- --reset`, { cause });
}

/** What a merchant would do first, so that a visitor has only the switch to turn. Done once; changes are kept. */
async function nameSender(ports: DemoPorts): Promise<string> {
  const { merchantOf } = await import("../sandbox/story/merchant");
  const merchant = merchantOf(`http://127.0.0.1:${ports.sandbox}`);
  await merchant.openApp();
  if (await merchant.isReadyToSend()) return "app opened in the store";
  await merchant.connectSendgrid("SG.sandbox-demo");
  await merchant.saySender();
  await merchant.allowAnyHour();
  return "app opened, SendGrid connected, sender named, quiet hours off";
}

async function playHeadless(ports: DemoPorts): Promise<number> {
  const { playStory } = await import("../sandbox/headless-story");
  const hasHeld = await playStory({
    sandboxUrl: `http://127.0.0.1:${ports.sandbox}`,
    appUrl: `http://127.0.0.1:${ports.app}`,
  });
  return hasHeld ? 0 : 1;
}

async function stayOpen(ports: DemoPorts, signal: AbortSignal): Promise<number> {
  const store = `http://localhost:${ports.sandbox}`;
  console.log(`
  Open  ${adminUrl(ports)}

  Storefront  ${store}/
  Inbox       ${store}/inbox
  Logs        .waypost/logs

Ready in ${seconds(started)}. Ctrl-C stops everything.`);
  return aborted(signal);
}

function adminUrl(ports: DemoPorts): string {
  return `http://localhost:${ports.sandbox}/admin`;
}

/** Never resolves; throws the reason once `signal` aborts. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Deletes what a demo keeps; not the database server's binaries, nor the tests' things. */
async function wipe(state: string): Promise<void> {
  await removePostgres(join(state, "postgres"));
  for (const entry of ["sandbox", "clock", "logs", "secret"])
    await rm(join(state, entry), { recursive: true, force: true });
}

/** Settings from .env where the environment itself has none; see `ofRealAccounts` for the exceptions. */
function loadEnv(): void {
  const file = join(projectRoot, ".env");
  if (!existsSync(file)) return;
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, "utf8")))) {
    if (!ofRealAccounts.test(name)) process.env[name] ??= value;
  }
}

function isHeadless(): boolean {
  return process.argv.includes("--headless");
}
