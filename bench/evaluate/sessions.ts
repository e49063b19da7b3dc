import { existsSync, globSync } from "node:fs";
import { basename, join } from "node:path";
import { chooseSetting } from "~/recommendations/models/choose-setting";
import { NextProduct } from "~/recommendations/models/next-product";
import { Sessions } from "~/recommendations/models/sessions";
import type { Browsed } from "./browsing";
import { type Evaluation, hitRateAndMrr } from "./evaluation";
import { numbering, readSessionFile } from "./read-sessions";
import { type Foretell, sequentialRules, vsknn } from "./session-baselines";
import { type Split, splitBefore, splitSessions } from "./split-sessions";

const SHOWN = 20;

/** The published files, wherever in the data folder they lie. */
const names = "{,*/,*/*/}{events.csv,yoochoose-clicks.dat,train-item-views.csv}{,.gz}";

/**
 * The next product of a browsing session, by the product's own model: trained and asked as the published figures were
 * made, view after view of each test session.
 */
export async function evaluateSessions(
  dataFolder: string,
  file: string | undefined,
  testFile: string | undefined,
  lastNth: number | undefined,
): Promise<Evaluation[]> {
  const what = "Next product in a browsing session, HR@20 / MRR@20";
  const files = file
    ? [file]
    : existsSync(dataFolder)
      ? globSync(names, { cwd: dataFolder }).map((name) => join(dataFolder, name))
      : [];
  if (files.length === 0) return [{ what, skipped: `no browsing in ${dataFolder}; name a file with --sessions FILE` }];
  const evaluations: Evaluation[] = [];
  for (const path of files) {
    if (!existsSync(path)) {
      evaluations.push({ what, skipped: `there is no file ${path}` });
      continue;
    }
    const numberOf = numbering();
    const { format, browsing } = await readSessionFile(path, numberOf);
    const test = testFile ? (await readSessionFile(testFile, numberOf)).browsing : null;
    const splits = test ? [splitBefore(browsing, test)] : splitSessions(browsing, format.split, lastNth);
    const results: Awaited<ReturnType<typeof evaluate>>[] = [];
    for (const split of splits) results.push(await evaluate(split));
    const mean = (of: (result: (typeof results)[number]) => number) =>
      results.reduce((sum, result) => sum + of(result), 0) / results.length;
    const here = (name: Baseline) => [
      mean(({ beside }) => beside[name].hitRate),
      mean(({ beside }) => beside[name].mrr),
    ];
    const settings = [...new Set(results.map(({ setting }) => setting))].join(", ");
    const asked = results.reduce((sum, result) => sum + result.asked, 0);
    evaluations.push({
      what,
      note: `${format.name}, ${basename(path)}: ${asked.toLocaleString("en")} predictions, ${mean(({ msEach }) => msEach).toFixed(2)} ms each; settings chosen from the training part: ${settings}`,
      ours: [mean(({ hitRate }) => hitRate), mean(({ mrr }) => mrr)],
      references: [
        ...format.references,
        ...baselines.map((name) => ({ name: `${name}, run here`, values: here(name) })),
      ],
    });
  }
  return evaluations;
}

/** Published methods on the very same split: what the published figures are worth on a file that nobody published on. */
const baselines = ["V-SKNN", "sequential rules"] as const;
type Baseline = (typeof baselines)[number];

async function evaluate({ train, test }: Split) {
  const number = new Map<number, number>();
  for (const { products } of train)
    for (const product of products) if (!number.has(product)) number.set(product, number.size);
  const numbers = (products: readonly number[]) => products.flatMap((product) => number.get(product) ?? []);
  const sessions = new Sessions();
  for (const session of train) sessions.add(numbers(session.products), session.times.at(-1) ?? 0);
  const setting = await chooseSetting(sessions, number.size);
  const model = new NextProduct(sessions, number.size);
  const started = performance.now();
  const ours = ask(test, ({ products, times }, seen) => {
    const known = numbers(products.slice(0, seen));
    const { indexes } = model.after(known, times[seen - 1] ?? 0, SHOWN, setting);
    return indexes.indexOf(number.get(products[seen] ?? -1) ?? -1);
  });
  const msEach = (performance.now() - started) / Math.max(ours.asked, 1);
  const figures = (foretell: Foretell) =>
    ask(test, ({ products }, seen) => foretell(products.slice(0, seen), SHOWN).indexOf(products[seen] ?? -1));
  const beside = { "V-SKNN": figures(vsknn(train)), "sequential rules": figures(sequentialRules(train)) };
  return { ...ours, setting: setting.name, msEach, beside };
}

/** View after view of each session: `placeOf` says where the next one was, from 0, or −1. */
function ask(test: readonly Browsed[], placeOf: (session: Browsed, seen: number) => number) {
  const score = hitRateAndMrr();
  for (const session of test) {
    for (let seen = 1; seen < session.products.length; seen++) score.note(placeOf(session, seen));
  }
  return score.result();
}
