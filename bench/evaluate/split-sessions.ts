import { type Browsed, Browsing } from "./browsing";
import type { SessionFormat } from "./session-formats";

/** What is learnt from and what is foretold; both in the order in which the sessions ended. */
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
export function splitSessions(all: Browsing, split: SessionFormat["split"], lastNth?: number): Split[] {
  const browsing = supported(all);
  if (browsing.count === 0) return [];
  const sessions = inOrder(browsing);
  const endOf = (session: number) => browsing.endOf(session);
  const browsed = (chosen: readonly number[]) => chosen.map((session) => browsing.session(session));
  if ("testDays" in split) {
    const middle = endOf(sessions.at(-1) ?? 0) - split.testDays * DAY_S;
    const from = sessions.findIndex((session) => endOf(session) >= middle);
    const train = newest(browsing, sessions.slice(0, from), lastNth ?? split.lastNth);
    return [known({ train: browsed(train), test: browsed(sessions.slice(from)) })];
  }
  const begin = sessions.reduce(
    (least, session) => Math.min(least, browsing.timesOf(session)[0] ?? least),
    Number.POSITIVE_INFINITY,
  );
  return Array.from({ length: split.windows }, (_, window) => {
    const start = begin + window * WINDOW.shiftDays * DAY_S;
    const middle = start + WINDOW.trainDays * DAY_S;
    const end = middle + WINDOW.testDays * DAY_S;
    const train = sessions.filter((session) => endOf(session) >= start && endOf(session) < middle);
    const test = sessions.filter((session) => endOf(session) >= middle && endOf(session) <= end);
    return known({ train: browsed(train), test: browsed(test) });
  }).filter(({ train, test }) => train.length > 0 && test.length > 0);
}

/** Two files that were split before. */
export function splitBefore(train: Browsing, test: Browsing): Split {
  const all = (browsing: Browsing) => inOrder(browsing).map((session) => browsing.session(session));
  return known({ train: all(train), test: all(test) });
}

function inOrder(browsing: Browsing): number[] {
  return Array.from({ length: browsing.count }, (_, session) => session).sort(
    (a, b) => browsing.endOf(a) - browsing.endOf(b),
  );
}

/** Of the test sessions what the training knows, where two views of it are left. */
function known({ train, test }: Split): Split {
  const products = new Set(train.flatMap((session) => session.products));
  const isKnown = (product: number | undefined) => product !== undefined && products.has(product);
  return {
    train,
    test: test
      .map((session) => ({
        products: session.products.filter(isKnown),
        times: session.times.filter((_, index) => isKnown(session.products[index])),
      }))
      .filter((session) => session.products.length > 1),
  };
}

function supported(all: Browsing): Browsing {
  const support = new Map<number, number>();
  for (let session = 0; session < all.count; session++) {
    const products = all.productsOf(session);
    if (products.length < 2) continue;
    for (const product of products) support.set(product, (support.get(product) ?? 0) + 1);
  }
  const kept = new Browsing();
  for (let session = 0; session < all.count; session++) {
    const products = all.productsOf(session);
    if (products.length < 2) continue;
    const isKept = (_: number, index: number) => (support.get(products[index] ?? -1) ?? 0) >= LEAST_SUPPORT;
    const left = products.filter(isKept);
    if (left.length > 1) kept.add(left, all.timesOf(session).filter(isKept));
  }
  return kept;
}

/** The newest sessions that hold an nth of the views. */
function newest(browsing: Browsing, sessions: readonly number[], nth: number): readonly number[] {
  const viewsOf = (session: number) => browsing.productsOf(session).length;
  let left = sessions.reduce((sum, session) => sum + viewsOf(session), 0) / nth;
  const from = sessions.findLastIndex((session) => {
    left -= viewsOf(session);
    return left <= 0;
  });
  return sessions.slice(Math.max(from, 0));
}
