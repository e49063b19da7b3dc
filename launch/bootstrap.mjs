// The first step of `npm run demo` and `npm test`, for a machine that has only some Node and npm.
// It installs what is missing, then hands over to the project's own Node. So: plain JavaScript for
// Node 18 and later, no dependency, nothing but node's own modules.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stampFile = join(modules, ".waypost-installed");
const isWindows = process.platform === "win32";
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

const [task, ...rest] = process.argv.slice(2);
if (task !== "demo" && task !== "test") {
  fail("Usage: node launch/bootstrap.mjs demo|test [...arguments]");
}

/** The child that the terminal's signals belong to at the moment. */
let child;
let interruption;
for (const signal of signals) {
  process.on(signal, () => interrupt(signal));
}
stopWithNpm();

const lock = hashOf("package-lock.json");
const schema = hashOf("prisma/schema.prisma");
const stamp = readStamp();

if (stamp.lock !== lock && !installedMatchesLock()) {
  console.log("Installing Waypost's packages with npm ci. It takes about a minute, and only the first time.");
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci");
  writeStamp({ lock });
} else if (stamp.lock !== lock) {
  writeStamp({ lock, schema: stamp.schema });
}

const node = projectNode();

if (readStamp().schema !== schema || !existsSync(join(modules, ".prisma", "client", "index.js"))) {
  console.log("Generating the database client from prisma/schema.prisma.");
  const prisma = join(modules, "prisma", "build", "index.js");
  await run(node, [prisma, "generate", "--no-hints"], "prisma generate", "quiet");
  writeStamp({ lock, schema });
}

handOver();

/** Runs a command to its end. `quiet` keeps its output for the case that it fails. */
async function run(command, args, title, output = "shown") {
  const started = Date.now();
  const ticking = setInterval(() => progress(`  … ${title}, ${seconds(started)}`), 1000);
  let kept = "";
  const stdio = output === "quiet" ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"];
  child = spawn(command, args, { cwd: root, stdio, env: environment(), shell: isWindows });
  child.stdout?.on("data", (chunk) => (kept += chunk));
  child.stderr?.on("data", (chunk) => (kept += chunk));
  const { code, signal, error } = await new Promise((resolve) => {
    child.once("error", (error) => resolve({ error }));
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  child = undefined;
  clearInterval(ticking);
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
  if (interruption) endWith(interruption);
  if (error) fail(`${title} could not be started: ${error.message}`);
  if (code !== 0) fail(`${kept}${title} failed (${signal ?? `exit code ${code}`}). See above for why.`);
  console.log(`  ✓ ${title}, ${seconds(started)}`);
}

/** Becomes launch/<task>.ts in all but the process id: same terminal, same signals, same exit. */
function handOver() {
  const preload = pathToFileURL(join(root, "launch", "exit-with-parent.mjs")).href;
  const args = ["--import", "tsx", "--import", preload, join(root, "launch", `${task}.ts`), ...rest];
  child = spawn(node, args, { cwd: root, stdio: ["inherit", "inherit", "inherit", "ipc"], env: environment() });
  child.once("error", (error) => fail(`${node} could not be started: ${error.message}`));
  child.once("exit", (code, signal) => {
    child = undefined;
    if (signal) endWith(signal);
    process.exit(code ?? 1);
  });
}

/** npm passes signals to the shell between us at best, and a `kill -9` to nobody: so watch both. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event || isWindows) return;
  const shell = process.ppid;
  const asked = spawnSync("ps", ["-o", "ppid=,args=", "-p", String(shell)], { encoding: "utf8" });
  // Some shells become the command they are given; then the parent is npm itself.
  const [, npm] = /^\s*(\d+) \S*sh -c /.exec(asked.stdout ?? "") ?? [];
  const isGone = () => process.ppid !== shell || (npm !== undefined && !isAlive(Number(npm)));
  setInterval(() => isGone() && interrupt("SIGTERM"), 500).unref();
}

function interrupt(signal) {
  interruption ??= signal;
  child?.kill(signal);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code !== "ESRCH";
  }
}

/** The Node that the project brings with it, where its platform has one and it runs; else the present one. */
function projectNode() {
  const brought = join(modules, `node-${isWindows ? "win" : process.platform}-${process.arch}`, "bin");
  const file = join(brought, isWindows ? "node.exe" : "node");
  if (existsSync(file) && spawnSync(file, ["--version"]).status === 0) return file;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 19)) return process.execPath;
  return fail(
    `Waypost needs Node 22.19 or later. This is ${process.version}, and there is no packaged Node ` +
      `for ${process.platform}-${process.arch}. Install a newer one from https://nodejs.org.`,
  );
}

/**
 * True when npm's own record of node_modules names every package of package-lock.json at its version:
 * somebody installed by hand. npm writes that record last, so a broken-off install does not pass.
 */
function installedMatchesLock() {
  const record = join(modules, ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    return installed[path] ? installed[path].version === version : optional === true;
  });
}

function environment() {
  const path = [join(modules, ".bin"), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path };
}

function hashOf(file) {
  return createHash("sha256")
    .update(readFileSync(join(root, file)))
    .digest("hex");
}

function readStamp() {
  if (!existsSync(stampFile)) return {};
  return JSON.parse(readFileSync(stampFile, "utf8"));
}

function writeStamp(stamp) {
  writeFileSync(stampFile, `${JSON.stringify(stamp)}\n`);
}

function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

function progress(line) {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}`);
}

/** Ends by the same signal, so that the shell sees what happened. */
function endWith(signal) {
  for (const name of signals) process.removeAllListeners(name);
  process.kill(process.pid, signal);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
