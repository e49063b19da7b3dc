import type { Browsed } from "./read-sessions";
import type { SessionFormat } from "./session-formats";

/** What is learnt from and what is foretold. */
export interface Split {
  readonly train: readonly Browsed[];
  readonly test: readonly Browsed[];
}

const DAY_S = 86_400;
const LEAST_SUPPORT = 5;
const WINDOW = { trainDays: 25, testDays: 2, shiftDays: 27 };

/**
 * Splits as the published figures were made (session-rec, preprocessing): sessions of two views and more, products seen
 * five times and more; by the time at which a session ended.
 */
export function splitSessions(all: readonly Browsed[], split: SessionFormat["split"], lastNth?: number): Split[] {
  const sessions = supported(all).sort((a, b) => endOf(a) - endOf(b));
  const [first] = sessions;
  const last = sessions.at(-1);
  if (!first || !last) return [];
  if ("testDays" in split) {
    const middle = endOf(last) - split.testDays * DAY_S;
    const train = sessions.filter((session) => endOf(session) < middle);
    const test = sessions.filter((session) => endOf(session) >= middle);
    return [known({ train: newest(train, lastNth ?? split.lastNth), test })];
  }
  const begin = sessions.reduce((least, { times }) => Math.min(least, times[0] ?? least), Number.POSITIVE_INFINITY);
  return Array.from({ length: split.windows }, (_, window) => {
    const start = begin + window * WINDOW.shiftDays * DAY_S;
    const middle = start + WINDOW.trainDays * DAY_S;
    const end = middle + WINDOW.testDays * DAY_S;
    const between = (from: number, to: number) => sessions.filter((one) => endOf(one) >= from && endOf(one) < to);
    return known({ train: between(start, middle), test: between(middle, end + 1) });
  }).filter(({ train, test }) => train.length > 0 && test.length > 0);
}

/** Of the test sessions what the training knows, where two views of it are left. */
export function known({ train, test }: Split): Split {
  const products = new Set<number>();
  for (const session of train) for (const product of session.products) products.add(product);
  return { train, test: kept(test, (product) => products.has(product)) };
}

function supported(all: readonly Browsed[]): Browsed[] {
  const longer = all.filter(({ products }) => products.length > 1);
  const support = new Map<number, number>();
  for (const { products } of longer)
    for (const product of products) support.set(product, (support.get(product) ?? 0) + 1);
  return kept(longer, (product) => (support.get(product) ?? 0) >= LEAST_SUPPORT);
}

function kept(sessions: readonly Browsed[], isKept: (product: number) => boolean): Browsed[] {
  return sessions
    .map(({ products, times }) =>
      products.every(isKept)
        ? { products, times }
        : { products: products.filter(isKept), times: times.filter((_, index) => isKept(products[index] ?? -1)) },
    )
    .filter(({ products }) => products.length > 1);
}

/** The newest sessions that hold an nth of the views. */
function newest(sessions: readonly Browsed[], nth: number): readonly Browsed[] {
  if (nth <= 1) return sessions;
  let left = sessions.reduce((sum, { products }) => sum + products.length, 0) / nth;
  const from = sessions.findLastIndex(({ products }) => {
    left -= products.length;
    return left <= 0;
  });
  return sessions.slice(Math.max(from, 0));
}

export const endOf = ({ times }: Browsed) => times.at(-1) ?? 0;
