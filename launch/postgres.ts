import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines, truncateWhenLarge } from "./logs";
import { anyFreePort } from "./ports";
import { type PostgresBinaries, postgresBinaries } from "./postgres-binaries";
import { createCluster, serverEnvironment, serverPassword } from "./postgres-cluster";
import { type Hold, holdServer } from "./postgres-hold";
import { endServer, isServer, type Postmaster, postmasterOf, removeForeignPidFile } from "./postmaster";
import { signalProcess } from "./processes";
import { reachableFolder, type ServerUser, serverUser } from "./server-user";

/** A PostgreSQL server that answers. */
export interface Postgres {
  /** The superuser's way to the database `postgres`, on 127.0.0.1. */
  readonly url: string;
  readonly port: number;
  /** Resolves if the server goes away by itself, with what its log says. */
  readonly lost: Promise<string>;
  /** Fast shutdown; a server that another launcher uses too is left to that one. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Where the data is kept. Made when missing. */
  readonly folder: string;
  /** Unset: one that is free. A server that is adopted keeps its own. */
  readonly port?: number;
  /** False gives durability away for speed: for tests, never for data that anybody wants back. */
  readonly durable?: boolean;
}

/** A server that was killed replays its log before it answers. */
const recoveryMs = 60_000;

/** One server's place on this machine. */
interface Place {
  readonly home: string;
  readonly data: string;
  readonly log: string;
  readonly user: ServerUser | null;
  readonly binaries: PostgresBinaries;
  readonly password: string;
}

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // What a demo's store or a test's needs; more lies in the system's own cache, and is nobody's memory there.
  shared_buffers: "64MB",
  max_connections: "60",
  max_wal_size: "1GB",
  log_checkpoints: "off",
};

const fastButLossy = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  // Tests provoke errors on purpose; the client sees them.
  log_min_messages: "fatal",
  log_min_error_statement: "panic",
};

/**
 * Starts the embedded PostgreSQL on `folder`, or adopts the one that already runs there: an orphan of a
 * launcher that was killed, or one that another launcher shares. Two may start at once. Throws, with the
 * end of the server's log, when it does not come up.
 */
export async function startPostgres({ folder, port, durable = true }: PostgresOptions): Promise<Postgres> {
  const user = serverUser();
  const binaries = await postgresBinaries(user);
  const home = await reachableFolder(folder, user);
  const password = await serverPassword(home);
  const data = await createCluster({ home, binaries, user, password, durable });
  const place: Place = { home, data, log: join(home, "server.log"), user, binaries, password };

  for (let attempt = 1; ; attempt++) {
    const adopted = await adopt(place);
    if (adopted) return adopted;
    try {
      return await launch(place, port ?? (await anyFreePort()), durable);
    } catch (error) {
      // Another launcher may have been faster, or have taken the port: then there is one to adopt.
      if (attempt === 3) throw error;
      await sleep(200);
    }
  }
}

/** Stops the server of `folder`, whoever uses it, and deletes its data. */
export async function removePostgres(folder: string): Promise<void> {
  const user = serverUser();
  for (const home of new Set([folder, await reachableFolder(folder, user)])) {
    const running = await postmasterOf(join(home, "data"));
    if (running) await endServer(join(home, "data"), running.pid, "politely");
    await rm(home, { recursive: true, force: true });
  }
}

/** The server that runs on the place's data, when it is healthy. A sick one is stopped, a stale pid file removed. */
async function adopt(place: Place): Promise<Postgres | null> {
  const running = await postmasterOf(place.data);
  if (running === null) {
    await removeForeignPidFile(place.data);
    return null;
  }
  const patience = running.isReady ? 6_000 : recoveryMs;
  const hold = await waitForHold(place, running.port, patience, () => isServer(running.pid, place.data));
  if (hold) return handle(place, running, hold);
  await endServer(place.data, running.pid, "at once");
  return null;
}

async function launch(place: Place, port: number, durable: boolean): Promise<Postgres> {
  await truncateWhenLarge(place.log);
  const log = openSync(place.log, "a", 0o600);
  const chosen = { port: String(port), ...settings, ...(durable ? {} : fastButLossy) };
  const server = spawn(
    join(place.binaries.folder, "bin", "postgres"),
    ["-D", place.data, ...Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    {
      // Its own session: a terminal's Ctrl-C goes to the launcher alone, which stops the server last.
      detached: true,
      windowsHide: true,
      cwd: place.data,
      stdio: ["ignore", log, log],
      env: serverEnvironment(),
      ...place.user,
    },
  );
  closeSync(log);
  const failure = new Promise<Error>((resolve) => server.once("error", resolve));
  const isAlive = () => server.exitCode === null && server.signalCode === null && server.pid !== undefined;
  server.unref();
  const hold = await Promise.race([waitForHold(place, port, recoveryMs, isAlive), failure]);
  if (hold instanceof Error) throw hold;
  if (hold && server.pid) return handle(place, { pid: server.pid, port, isReady: true }, hold);
  if (server.pid) signalProcess(server.pid, "SIGQUIT");
  throw new Error(`PostgreSQL did not start in ${place.home}. Its log ends:\n${await lastLines(place.log, 15)}`);
}

/** Tries to connect until the server takes us. Null when it ended, or did not answer within `patience` ms. */
async function waitForHold(place: Place, port: number, patience: number, isAlive: () => boolean): Promise<Hold | null> {
  const deadline = Date.now() + patience;
  while (isAlive() && Date.now() < deadline) {
    const hold = await holdServer(urlOf(place, port), place.data);
    if (hold === "not ours") return null;
    if (hold !== "not yet") return hold;
    await sleep(40);
  }
  return null;
}

function handle(place: Place, running: Postmaster, hold: Hold): Postgres {
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(place, running.port),
    port: running.port,
    lost: hold.lost.then(() => lastLines(place.log, 15)),
    stop: () => {
      stopped ??= leave(place, running, hold);
      return stopped;
    },
  };
}

async function leave(place: Place, running: Postmaster, hold: Hold): Promise<void> {
  const wasLast = await hold.release();
  if (wasLast) await endServer(place.data, running.pid, "politely");
}

function urlOf(place: Place, port: number): string {
  return `postgresql://postgres:${place.password}@127.0.0.1:${port}/postgres`;
}
