import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's folder, absolute. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that the launcher keeps: databases, logs, secrets. Not in git; safe to delete while nothing runs. */
export const stateFolder = join(projectRoot, ".waypost");
