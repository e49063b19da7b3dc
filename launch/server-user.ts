import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, chown, mkdir } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";

/** Whom the database server runs as when the launcher is root, which PostgreSQL refuses to run as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user `nobody` when this process is root, else null: the server runs as oneself. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** initdb looks its user up by name, so a number that no account has would not do. */
function idOf(flag: "-u" | "-g"): number {
  const id = spawnSync("id", [flag, "nobody"], { encoding: "utf8" });
  if (id.status !== 0) {
    throw new Error(
      `PostgreSQL does not run as root, and there is no user "nobody" to run it as. Start as another user, or set DATABASE_URL. (${id.stderr.trim()})`,
    );
  }
  return Number(id.stdout);
}

/**
 * `folder` itself, made if missing, where the server's user can reach it; else a folder of its own
 * under /var/lib, for instance when the checkout is in root's 0700 home.
 */
export async function reachableFolder(folder: string, user: ServerUser | null): Promise<string> {
  await makeFolder(folder, user);
  if (canReach(folder, user)) return folder;
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const elsewhere = join("/var/lib/waypost", `${basename(folder)}-${key}`);
  await makeFolder(elsewhere, user);
  if (canReach(elsewhere, user)) return elsewhere;
  throw new Error(
    `The user "nobody", as whom PostgreSQL runs when you are root, can reach neither ${folder} nor ${elsewhere}. Start as another user, or set DATABASE_URL.`,
  );
}

/** Asks the system by trying: permissions, ACLs and mounts have their say. */
export function canReach(folder: string, user: ServerUser | null): boolean {
  if (user === null) return true;
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...user, cwd: "/" }).status === 0;
}

/** Makes `folder`, whose new parents stay passable for the server's user under any umask. */
async function makeFolder(folder: string, user: ServerUser | null): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined || user === null) return;
  await chmod(first, 0o755);
  let path = first;
  for (const part of relative(first, folder).split(sep).filter(Boolean)) {
    path = join(path, part);
    await chmod(path, 0o755);
  }
}

/** Gives one file or folder to the server's user. */
export async function giveTo(user: ServerUser | null, path: string): Promise<void> {
  if (user !== null) await chown(path, user.uid, user.gid);
}
