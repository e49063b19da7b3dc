import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { lastLines } from "./logs";
import { signalProcess } from "./processes";
import { pause } from "./progress";
import { projectRoot } from "./project";

/** The mark by which a later launcher knows an orphan of ours: it is on each child's command line. */
export const preload = pathToFileURL(join(projectRoot, "launch", "exit-with-parent.mjs")).href;

/** A Node process of the demo. It writes to its log, and ends with the launcher however that ends. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves, when the process ends unasked, with why and the end of its log. */
  readonly died: Promise<string>;
  /** Asks it to end, and after 15 s makes it. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  /** Node's arguments: flags, script, the script's own. */
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly log: string;
}

/** Starts a Node process. Throws when the system cannot. */
export async function startChild({ name, args, env, log }: ChildOptions): Promise<Child> {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, "w", 0o600);
  const child = spawn(process.execPath, ["--import", preload, ...args], {
    cwd: projectRoot,
    // Its own session: a terminal's Ctrl-C goes to the launcher alone, which ends things in their order.
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["ignore", output, output, "ipc"],
    env: { ...process.env, ...env },
  });
  closeSync(output);
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });

  let isStopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`));
  });
  const died = new Promise<string>((resolve) => {
    void ended.then(async (how) => {
      if (isStopping) return;
      resolve(`The ${name} ${how}. ${relative(projectRoot, log)} ends:\n${await lastLines(log, 20)}`);
    });
  });

  return {
    name,
    pid: child.pid ?? 0,
    died,
    stop: async () => {
      isStopping = true;
      child.kill("SIGTERM");
      const impatience = setTimeout(() => killGroup(child.pid), 15_000);
      await ended;
      clearTimeout(impatience);
    },
  };
}

function killGroup(pid: number | undefined): void {
  if (pid) signalProcess(process.platform === "win32" ? pid : -pid, "SIGKILL");
}

/** Resolves once `url` answers 200. Throws when the child ends before that, or is not ready in a minute. */
export async function ready(child: Child, url: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + 60_000;
  let end: string | undefined;
  void child.died.then((why) => {
    end = why;
  });
  while (!(await answers(url))) {
    if (end) throw new Error(end);
    if (Date.now() > deadline)
      throw new Error(`The ${child.name} is not ready after a minute: ${url} does not answer 200.`);
    await pause(50, signal);
  }
}

/** True when a GET is answered with 200 within two seconds. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    // Refused, reset or too slow: not ready yet, which is all that is asked.
    return false;
  }
}
