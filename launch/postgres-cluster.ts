import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries";
import { commandOf } from "./processes";
import { secretFile } from "./secret-file";
import { giveTo, type ServerUser } from "./server-user";

interface ClusterOptions {
  readonly home: string;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | null;
  readonly password: string;
  readonly durable: boolean;
}

/** The superuser's password for the server in `home`, made at the first call and readable by the owner only. */
export function serverPassword(home: string): Promise<string> {
  return secretFile(join(home, "password"));
}

/**
 * The data folder in `home`, made by initdb when it is new: UTF-8, C locale, every connection by password
 * (SCRAM). It appears whole or not at all. Throws when it belongs to another major version.
 */
export async function createCluster({ home, binaries, user, password, durable }: ClusterOptions): Promise<string> {
  const data = join(home, "data");
  if (existsSync(join(data, "PG_VERSION"))) {
    const major = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
    if (major === binaries.major) return data;
    throw new Error(
      `The data in ${data} is of PostgreSQL ${major}; this is ${binaries.major}. Delete it (npm run demo -- --reset), or set DATABASE_URL to a server of that version.`,
    );
  }

  await removeBrokenDrafts(home);
  // initdb runs as the server's user, who may write here only what it is given.
  const draft = join(home, `data.${process.pid}-${randomBytes(3).toString("hex")}`);
  const passwordFile = `${draft}.password`;
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await giveTo(user, passwordFile);
    await mkdir(draft, { mode: 0o700 });
    await giveTo(user, draft);
    initialise({ binaries, user, draft, passwordFile, durable });
    await rename(draft, data);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // A launcher that started at the same moment has made the folder first.
    if (!existsSync(join(data, "PG_VERSION"))) throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
  return data;
}

/** What launchers left that were killed while they made a data folder. */
async function removeBrokenDrafts(home: string): Promise<void> {
  for (const entry of await readdir(home)) {
    const maker = /^data\.(\d+)-/.exec(entry)?.[1];
    if (maker && commandOf(Number(maker)) === null) await rm(join(home, entry), { recursive: true, force: true });
  }
}

/** What PostgreSQL's programs need of our environment; no PG* setting of the person's, and no secret. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  return { PATH, SystemRoot, NODE_ENV, LC_ALL: "C", TZ: "UTC" };
}

interface InitialiseOptions {
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | null;
  readonly draft: string;
  readonly passwordFile: string;
  readonly durable: boolean;
}

function initialise({ binaries, user, draft, passwordFile, durable }: InitialiseOptions): void {
  const args = ["-D", draft, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  args.push("--encoding=UTF8", "--locale=C", ...(durable ? [] : ["--no-sync", "--no-data-checksums"]));
  const initdb = spawnSync(join(binaries.folder, "bin", "initdb"), args, {
    cwd: binaries.folder,
    encoding: "utf8",
    windowsHide: true,
    env: serverEnvironment(),
    ...user,
  });
  if (initdb.error) throw new Error(`initdb could not be started: ${initdb.error.message}`, { cause: initdb.error });
  if (initdb.status !== 0) throw new Error(`initdb failed in ${draft}:\n${initdb.stdout}${initdb.stderr}`);
}
