import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startChild } from "../../launch/child";
import { claimState, writeRecord } from "../../launch/launcher-record";
import { commandOf, eventually } from "../../launch/processes";
import { projectRoot } from "../../launch/project";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "waypost-child-"));
});

afterEach(() => rm(folder, { recursive: true }));

const waiting = "console.log('up'); setInterval(() => {}, 1000);";
const deaf = `process.on('SIGTERM', () => console.log('no')); ${waiting}`;

async function start(script: string, env: Record<string, string> = {}) {
  const file = join(folder, "script.mjs");
  await writeFile(file, script);
  return startChild({ name: "app", args: [file], env, log: join(folder, "logs", "app.log") });
}

/** A launcher in a process of its own, killed once its child runs. Returns that child's id. */
async function orphan(script: string): Promise<number> {
  const file = join(folder, "orphan.mjs");
  await writeFile(file, script);
  const launcher = `import { startChild } from "${pathToFileURL(join(projectRoot, "launch/child.ts")).href}";
    const log = ${JSON.stringify(join(folder, "orphan.log"))};
    startChild({ name: "orphan", args: [${JSON.stringify(file)}], env: {}, log }).then((child) => console.log(child.pid));`;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", launcher], {
    cwd: projectRoot,
  });
  const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (line) => resolve(Number(line))));
  await eventuallyLogged("orphan.log", "up");
  parent.kill("SIGKILL");
  return pid;
}

async function eventuallyLogged(file: string, text: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const log = await readFile(join(folder, file), "utf8").catch(() => "");
    if (log.includes(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${file} never said "${text}"`);
}

test("a child that dies unasked is told with its exit code and the end of its log", async () => {
  const child = await start("console.log('first'); console.log('Port is taken'); process.exitCode = 7;");
  expect(await child.died).toMatch(/The app ended with exit code 7[\s\S]*logs\/app\.log ends:[\s\S]*Port is taken/);
});

test("a child that is stopped is not a child that died", async () => {
  const child = await start(waiting);
  await child.stop();
  expect(commandOf(child.pid)).toBeNull();
  const outcome = await Promise.race([child.died, new Promise((resolve) => setTimeout(resolve, 100, "silence"))]);
  expect(outcome).toBe("silence");
});

test("children end with a launcher that was killed", async () => {
  const pid = await orphan(waiting);
  expect(await eventually(() => commandOf(pid) === null, 5_000)).toBe(true);
});

test("the next launcher ends an orphan that does not end by itself", async () => {
  const pid = await orphan(deaf);
  await writeRecord(folder, { launcher: 999_999_999, children: [pid], url: "http://localhost:4100/admin" });
  await claimState(folder);
  expect(commandOf(pid)).toBeNull();
}, 30_000);

test("a recorded number that is some other process now is left alone", async () => {
  const stranger = spawn(process.execPath, ["-e", waiting]);
  const pid = stranger.pid ?? 0;
  await writeRecord(folder, { launcher: pid, children: [pid], url: "http://localhost:4100/admin" });
  await claimState(folder);
  expect(commandOf(pid)).not.toBeNull();
  stranger.kill();
});

test("a second launcher is refused while the first one lives, and told where to look", async () => {
  const first = await start(waiting);
  await writeRecord(folder, { launcher: first.pid, children: [], url: "http://localhost:4107/admin" });
  await expect(claimState(folder)).rejects.toThrow(/runs already, at http:\/\/localhost:4107\/admin/);
  await first.stop();
});
