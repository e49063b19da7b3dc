import { join } from "node:path";
import { startChild } from "../../launch/child";
import { anyFreePort } from "../../launch/ports";
import { projectRoot } from "../../launch/project";

/** A place for one process of the built app, which is killed and started anew over and over. */
export interface Mortal {
  /** `kill -9`; resolves once the system has taken the process away. */
  kill(): Promise<void>;
  /** Another one in its place; it is starting when this resolves. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface MortalOptions {
  readonly name: string;
  /** PORT is any free one unless it is told. */
  readonly env: Record<string, string>;
  /** A log a life. */
  readonly logs: string;
  /** It ended without being killed: why. */
  readonly onDeath: (why: string) => void;
}

/** Nothing runs until `start`. */
export function mortal({ name, env, logs, onDeath }: MortalOptions): Mortal {
  let lives = 0;
  let living: { kill(): Promise<void>; stop(): Promise<void> } | null = null;
  return {
    async start() {
      lives += 1;
      const child = await startChild({
        name,
        args: [join(projectRoot, "build", "server", "index.js")],
        env: { PORT: String(await anyFreePort()), ...env },
        log: join(logs, `${name}-${lives}.log`),
      });
      let isKilled = false;
      void child.died.then((why) => !isKilled && onDeath(why));
      living = {
        async kill() {
          isKilled = true;
          process.kill(child.pid, "SIGKILL");
          await child.died;
        },
        stop: child.stop,
      };
    },
    async kill() {
      await living?.kill();
      living = null;
    },
    async stop() {
      await living?.stop();
      living = null;
    },
  };
}
