import { existsSync, globSync } from "node:fs";
import { basename, join } from "node:path";
import { chooseSetting } from "~/recommendations/models/choose-setting";
import { NextProduct } from "~/recommendations/models/next-product";
import { Sessions } from "~/recommendations/models/sessions";
import { type Evaluation, hitRateAndMrr } from "./evaluation";
import { numbering, readSessionFile } from "./read-sessions";
import { endOf, known, type Split, splitSessions } from "./split-sessions";

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
    const { format, sessions } = await readSessionFile(path, numberOf);
    const test = testFile ? (await readSessionFile(testFile, numberOf)).sessions : null;
    const splits = test
      ? [known({ train: sessions.toSorted((a, b) => endOf(a) - endOf(b)), test })]
      : splitSessions(sessions, format.split, lastNth);
    const results = splits.map(evaluate);
    const mean = (of: (result: (typeof results)[number]) => number) =>
      results.reduce((sum, result) => sum + of(result), 0) / results.length;
    const settings = [...new Set(results.map(({ setting }) => setting))].join(", ");
    const asked = results.reduce((sum, result) => sum + result.asked, 0);
    evaluations.push({
      what,
      note: `${format.name}, ${basename(path)}: ${asked.toLocaleString("en")} predictions, ${mean(({ msEach }) => msEach).toFixed(2)} ms each; settings chosen from the training part: ${settings}`,
      ours: [mean(({ hitRate }) => hitRate), mean(({ mrr }) => mrr)],
      references: format.references,
    });
  }
  return evaluations;
}

function evaluate({ train, test }: Split) {
  const number = new Map<number, number>();
  for (const { products } of train)
    for (const product of products) if (!number.has(product)) number.set(product, number.size);
  const numbers = (products: readonly number[]) => products.flatMap((product) => number.get(product) ?? []);
  const sessions = new Sessions();
  for (const session of train) sessions.add(numbers(session.products), endOf(session));
  const setting = chooseSetting(sessions, number.size);
  const model = new NextProduct(sessions, number.size);
  const score = hitRateAndMrr();
  const started = performance.now();
  for (const session of test) {
    const views = numbers(session.products);
    for (let seen = 1; seen < views.length; seen++) {
      const { indexes } = model.after(views.slice(0, seen), session.times[seen - 1] ?? 0, SHOWN, setting);
      score.note(indexes.indexOf(views[seen] ?? -1));
    }
  }
  const result = score.result();
  return { ...result, setting: setting.name, msEach: (performance.now() - started) / Math.max(result.asked, 1) };
}
