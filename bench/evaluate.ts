import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "../launch/project";
import { evaluateCrossSell } from "./evaluate/cross-sell";
import type { Evaluation } from "./evaluate/evaluation";
import { writeMadeClicks } from "./evaluate/made-sessions";
import { report } from "./evaluate/report";
import { evaluateSessions } from "./evaluate/sessions";

const usage = `npm run evaluate                                   what the data folder has
npm run evaluate -- --data FOLDER                  where that is; ../shared/data unless told
npm run evaluate -- --split 2011-08-01             from which day on orders are foretold
npm run evaluate -- --sessions FILE                browsing sessions too: RetailRocket events.csv, YOOCHOOSE yoochoose-clicks.dat,
                                                   Diginetica train-item-views.csv, or SessionId, ItemId, Time; plain or .gz
npm run evaluate -- --sessions FILE --test FILE    already split
npm run evaluate -- --sessions FILE --last-nth 64  of the training sessions the newest 64th; so it is for YOOCHOOSE unless told
npm run evaluate -- --make FILE --clicks 30000000  writes made-up sessions in YOOCHOOSE's format, to try it with

The models are the product's own. A figure below a reference is no failure: the exit code is 0 unless something broke.`;

const { values: flags } = parseArgs({
  options: {
    data: { type: "string" },
    split: { type: "string" },
    sessions: { type: "string" },
    test: { type: "string" },
    "last-nth": { type: "string" },
    make: { type: "string" },
    clicks: { type: "string" },
    help: { type: "boolean" },
  },
});
if (flags.help) {
  console.log(usage);
  process.exit(0);
}

if (flags.make) {
  await writeMadeClicks(flags.make, Number(flags.clicks ?? 1_000_000));
  process.exit(0);
}

const dataFolder = resolve(projectRoot, flags.data ?? "../shared/data");
const started = performance.now();
const evaluations: Evaluation[] = [
  ...(await evaluateCrossSell(dataFolder, flags.split)),
  ...(await evaluateSessions(dataFolder, flags.sessions, flags.test, Number(flags["last-nth"]) || undefined)),
];
console.log(report(evaluations));
const seconds = Math.round((performance.now() - started) / 1_000);
console.log(`${seconds} s, at most ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
