import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "./project";

const manifest = z.object({ scripts: z.object({ start: z.string() }) });

/**
 * Node's flags in `npm start`, so that the demo and the benchmarks run the app as it runs anywhere. Told no limit, or
 * one of 2 GB, V8 lets its old space quadruple before it looks through it, else double at the most: sending mails, the
 * app held 550 MB where 260 are enough, for 0.1 CPU ms a mail. The largest store that is measured takes 0.7 GB. A young
 * space that is large from the start keeps what lives for one batch out of the old one.
 */
export function startFlags(): string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")));
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}
