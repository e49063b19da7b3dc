import { join } from "node:path";
import { stateFolder } from "../launch/project";

/** Everything that the benchmarks keep while they run: databases, logs, profiles. */
export const benchFolder = join(stateFolder, "bench");
