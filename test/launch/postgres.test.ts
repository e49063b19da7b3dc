import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onServer } from "../../launch/ensure-database";
import { removePostgres, startPostgres } from "../../launch/postgres";
import { commandOf } from "../../launch/processes";
import { projectRoot, stateFolder } from "../../launch/project";
import { reachableFolder, serverUser } from "../../launch/server-user";

let folder: string;
/** Where the server keeps its files: in `folder`, unless its user cannot reach that, as in root's own home. */
let home: string;

beforeEach(async () => {
  folder = join(stateFolder, `test-launch-${randomUUID()}`);
  home = await reachableFolder(folder, serverUser());
});

afterEach(() => removePostgres(folder));

const start = () => startPostgres({ folder, durable: false });

async function setting(url: string, name: string): Promise<unknown> {
  const { rows } = await onServer(url, (client) => client.query("SELECT current_setting($1) AS value", [name]));
  return rows[0]?.value;
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(home, "data", "postmaster.pid"), "utf8")).split("\n")[0]);
}

/** A launcher in a process of its own, that waits to be killed. Resolves with its id once its server answers. */
async function otherLauncher(): Promise<{ pid: number; url: string; kill(): Promise<void> }> {
  const script = `import { startPostgres } from "${pathToFileURL(join(projectRoot, "launch/postgres.ts")).href}";
    startPostgres({ folder: ${JSON.stringify(folder)}, durable: false }).then((server) => console.log(server.url));`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { cwd: projectRoot });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve) => child.stdout.once("data", (line) => resolve(String(line).trim())));
  return {
    pid: child.pid ?? 0,
    url,
    kill: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

test("a server starts on a new folder, is durable unless told otherwise, and leaves nothing running", async () => {
  const server = await startPostgres({ folder });
  const pid = await serverPid();
  expect(await setting(server.url, "fsync")).toBe("on");
  expect(await setting(server.url, "full_page_writes")).toBe("on");
  expect(await setting(server.url, "server_encoding")).toBe("UTF8");
  expect(await setting(server.url, "listen_addresses")).toBe("127.0.0.1");

  await server.stop();
  expect(commandOf(pid)).toBeNull();
  expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);
});

test("nobody connects without the password, which only its owner can read", async () => {
  const server = await start();
  const wrong = server.url.replace(/postgres:[^@]*@/, "postgres:wrong@");
  await expect(setting(wrong, "fsync")).rejects.toThrow(/password authentication failed/);
  expect((await stat(join(home, "password"))).mode & 0o777).toBe(0o600);
  await server.stop();
});

test("what was committed is there after the launcher was killed, and the next launcher takes the server over", async () => {
  const killed = await otherLauncher();
  await onServer(killed.url, (client) => client.query("CREATE TABLE kept AS SELECT 1 AS x"));
  const pid = await serverPid();
  await killed.kill();
  expect(commandOf(pid)).toContain("postgres");

  const server = await start();
  expect(await serverPid()).toBe(pid);
  expect(server.url).toBe(killed.url);
  await onServer(server.url, (client) => client.query("SELECT x FROM kept"));
  await server.stop();
  expect(commandOf(pid)).toBeNull();
});

test("an orphan that no longer answers is replaced", async () => {
  const killed = await otherLauncher();
  const pid = await serverPid();
  await killed.kill();
  process.kill(pid, "SIGSTOP");

  const server = await start();
  expect(await serverPid()).not.toBe(pid);
  expect(commandOf(pid)).toBeNull();
  expect(await setting(server.url, "data_directory")).toBe(join(home, "data"));
  await server.stop();
}, 30_000);

test("a pid file that names some other process harms neither that process nor the start", async () => {
  await (await start()).stop();
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await writeFile(join(home, "data", "postmaster.pid"), `${stranger.pid}\n${home}/data\n0\n5432\n\n\n\nready\n`);

  const server = await start();
  expect(stranger.exitCode).toBeNull();
  expect(commandOf(stranger.pid ?? 0)).not.toBeNull();
  await server.stop();
  stranger.kill();
});

test("launchers that start at once share one server; the last one to leave stops it", async () => {
  const [one, two, three] = await Promise.all([start(), start(), start()]);
  const pid = await serverPid();
  expect(new Set([one.port, two.port, three.port]).size).toBe(1);

  await one.stop();
  await one.stop();
  expect(await setting(two.url, "fsync")).toBe("off");
  await Promise.all([two.stop(), three.stop()]);
  expect(commandOf(pid)).toBeNull();
});

test("a server that goes away is told, with the end of its log", async () => {
  const server = await start();
  process.kill(await serverPid(), "SIGQUIT");
  expect(typeof (await server.lost)).toBe("string");
  await server.stop();
});

test.runIf(process.getuid?.() === 0)(
  "for root, a folder that the server's user cannot reach is served from elsewhere",
  async () => {
    await chmod(folder, 0o700);
    const server = await start();
    const data = String(await setting(server.url, "data_directory"));
    expect(data).toMatch(/^\/var\/lib\/waypost\//);
    await onServer(server.url, (client) => client.query("CREATE TABLE kept AS SELECT 1 AS x"));
    await server.stop();

    const again = await start();
    await onServer(again.url, (client) => client.query("SELECT x FROM kept"));
    await removePostgres(folder);
    expect(existsSync(data)).toBe(false);
  },
);
