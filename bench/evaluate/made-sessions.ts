import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Browsed } from "./browsing";

/** How people browse in a made-up store; shares of the views that are no first ones, the rest being leaps. */
export interface Habits {
  readonly products: number;
  readonly days: number;
  /** To one of the few products that a product's page leads to. */
  readonly onward: number;
  /** To one that another product of this session led to. */
  readonly onwardFromBefore: number;
  /** To another one of its kind, the popular ones oftener. */
  readonly alike: number;
  /** Back to one of this session, or the same page again. */
  readonly back: number;
}

export const usualHabits: Habits = {
  ...{ products: 20_000, days: 182 },
  ...{ onward: 0.42, onwardFromBefore: 0.1, alike: 0.23, back: 0.15 },
};

const OF_A_KIND = 40;
const WAYS_ON = 5;
/** Days after which a product is half as popular as when it came. */
const HALF_LIFE_DAYS = 20;
const START_S = Date.UTC(2014, 3, 1) / 1_000;
const MORE_VIEWS = 0.72;

/** Sessions one after the other in time, with products from 1 on; the same ones for the same seed. */
export function* madeSessions(sessions: number, habits: Habits = usualHabits, seed = 1): Generator<Browsed> {
  const random = randomNumbers(seed);
  const kinds = Math.ceil(habits.products / OF_A_KIND);
  const ways = Array.from({ length: habits.products }, (_, product) =>
    Array.from({ length: WAYS_ON }, () => ofKind(Math.floor(product / OF_A_KIND), random)),
  );
  const onwardFrom = (product: number) => ways[product]?.[Math.floor(random() ** 2 * WAYS_ON)] ?? product;
  /** Kinds come into fashion one after the other, and go again. */
  const popular = (day: number) => {
    const age = (-Math.log2(1 - random()) * HALF_LIFE_DAYS) % habits.days;
    const came = (day - age + habits.days) % habits.days;
    return ofKind(Math.floor(((came + random()) / habits.days) * kinds) % kinds, random);
  };
  const { onward, onwardFromBefore, alike, back } = habits;
  const nextOf = (chance: number, newest: number, earlier: number, day: number) => {
    if (chance < onward) return onwardFrom(newest);
    if (chance < onward + onwardFromBefore) return onwardFrom(earlier);
    if (chance < onward + onwardFromBefore + alike) return ofKind(Math.floor(newest / OF_A_KIND), random);
    if (chance < onward + onwardFromBefore + alike + back) return earlier;
    return popular(day);
  };
  for (let session = 0; session < sessions; session++) {
    const at = START_S + (session / sessions) * habits.days * 86_400;
    const day = (session / sessions) * habits.days;
    const products = [popular(day)];
    while (random() < MORE_VIEWS && products.length < 40) {
      const newest = products.at(-1) ?? 0;
      const earlier = products[Math.floor(random() * products.length)] ?? newest;
      products.push(nextOf(random(), newest, earlier, day));
    }
    yield {
      products: products.map((product) => product + 1),
      times: products.map((_, index) => Math.round(at) + index * 40),
    };
  }
}

const VIEWS_A_SESSION = 1 / (1 - MORE_VIEWS);
const ROWS_A_CHUNK = 5_000;

/** Writes a file as large as one likes in the format of yoochoose-clicks.dat. */
export async function writeMadeClicks(path: string, clicks: number): Promise<void> {
  await pipeline(Readable.from(chunksOf(clicks)), createWriteStream(path));
}

function* chunksOf(clicks: number): Generator<string> {
  let rows: string[] = [];
  let session = 0;
  // A store ten times as large has more products too.
  const habits = { ...usualHabits, products: Math.max(400, Math.min(50_000, Math.round(clicks / 100))) };
  for (const { products, times } of madeSessions(Math.round(clicks / VIEWS_A_SESSION), habits)) {
    session += 1;
    for (const [index, product] of products.entries()) {
      rows.push(`${session},${new Date((times[index] ?? 0) * 1_000).toISOString()},${214_000_000 + product},0\n`);
    }
    if (rows.length < ROWS_A_CHUNK) continue;
    yield rows.join("");
    rows = [];
  }
  yield rows.join("");
}

/** Of a kind the first ones are looked at most. */
function ofKind(kind: number, random: () => number): number {
  return kind * OF_A_KIND + Math.floor(random() ** 2.5 * OF_A_KIND);
}

/** Numbers from 0 to below 1, by Tommy Ettinger's mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
