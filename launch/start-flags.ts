import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "./project";

const manifest = z.object({ scripts: z.object({ start: z.string() }) });

/**
 * Node's flags in `npm start`, so that the demo and the benchmarks run the app as it runs anywhere. Told no limit, V8
 * lets its old space quadruple before it looks through it: sending mails, the app held 560 MB where 260 are enough,
 * for 0.1 CPU ms a mail. It is twice what the largest store that is measured needs. A young space
 * that is large from the start keeps what lives for one batch out of the old one.
 */
export function startFlags(): string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")));
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}
