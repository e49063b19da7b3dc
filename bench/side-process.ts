import { fork } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { z } from "zod";
import { preload } from "../launch/child";
import { projectRoot } from "../launch/project";

/** A process beside the measured ones: the load, the sink, whoever seeds. It does what it is asked. */
export interface SideProcess {
  /** Sends a question and resolves with its answer. Rejects with the process's own error, or when it ends. */
  ask<T>(question: object, answer: z.ZodType<T>): Promise<T>;
  stop(): void;
}

interface Reply {
  readonly number: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** Starts bench/<name>.ts, which must call `answerQuestions`. It ends with this process, however that ends. */
export function startSideProcess(name: string, env: Record<string, string> = {}): SideProcess {
  const rawImports = pathToFileURL(join(projectRoot, "bench", "raw-imports.mjs")).href;
  const child = fork(join(projectRoot, "bench", `${name}.ts`), {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    execArgv: ["--import", "tsx", "--import", rawImports, "--import", preload],
    serialization: "advanced",
  });
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  child.on("message", (message) => {
    const { number, answer, error } = message as Reply;
    const asker = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) asker?.resolve(answer);
    else asker?.reject(new Error(`${name}: ${error}`));
  });
  child.once("exit", (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`The process ${name} ended (${signal ?? code}).`));
  });
  return {
    async ask(question, answer) {
      const number = ++asked;
      const answered = new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        child.send({ number, question }, (error) => error && reject(error));
      });
      return answer.parse(await answered);
    },
    stop: () => child.kill(),
  };
}

/** In the side process: answers each question with what `work` returns for it. Several may be at work at once. */
export function answerQuestions(work: (question: unknown) => Promise<unknown>): void {
  // The preload would let a process end that has nothing to do; this one waits to be asked.
  process.channel?.ref();
  process.on("message", (message) => {
    const { number, question } = message as { number: number; question: unknown };
    const reply = (content: Omit<Reply, "number">) => process.send?.({ number, ...content });
    work(question).then(
      (answer) => reply({ answer }),
      (error: Error) => reply({ error: error.stack ?? error.message }),
    );
  });
}
