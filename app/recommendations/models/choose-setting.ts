import { setImmediate as nextTurn } from "node:timers/promises";
import { NextProduct } from "./next-product";
import { firstSetting, mixesOf, neighbourhoodNames, type SessionSetting, sessionSetting } from "./session-setting";
import type { Sessions } from "./sessions";

/** The part of the past that is predicted from what was before it, and of that at most so many views. */
const HELD_OUT = 0.1;
const MOST_PREDICTIONS = 1_500;

/** A figure of fewer predictions would be chance. */
const LEAST_PREDICTIONS = 100;

/** A mail shows no more than these, those left out for stock and variety included. */
const SHOWN = 20;

/** Predictions between two turns of whatever else the process does. */
const A_TURN = 20;

/**
 * The setting that predicts a shop's newest sessions best from those before them, by hit rate and mean reciprocal rank
 * among 20 together: first the neighbourhood, then how it is mixed with the rules. Shops differ: where the catalogue
 * changes weekly, last month's sessions say little; where people compare, they come back to what they saw.
 */
export async function chooseSetting(sessions: Sessions, productCount: number): Promise<SessionSetting> {
  const until = Math.floor(sessions.count * (1 - HELD_OUT));
  const questions = questionsFrom(sessions, until);
  if (questions.length < LEAST_PREDICTIONS) return firstSetting;
  const index = new NextProduct(sessions, productCount, until);
  const settings = neighbourhoodNames.map((name) => ({ name, setting: sessionSetting(name) }));
  const { name } = await bestOf(settings, ({ setting }) => worthOf(index, sessions, questions, setting));
  return bestOf(mixesOf(name), (setting) => worthOf(index, sessions, questions, setting));
}

/** A session, and how many of its views are known when the next is asked for. */
interface Question {
  readonly session: number;
  readonly seen: number;
}

/** Evenly from all views that follow another: a few long sessions are not to decide. */
function questionsFrom(sessions: Sessions, until: number): Question[] {
  const questions: Question[] = [];
  for (let session = until; session < sessions.count; session++) {
    const { length } = sessions.productsOf(session);
    for (let seen = 1; seen < length; seen++) questions.push({ session, seen });
  }
  const step = Math.max(1, questions.length / MOST_PREDICTIONS);
  const count = Math.min(questions.length, MOST_PREDICTIONS);
  return Array.from({ length: count }, (_, place) => questions[Math.floor(place * step)] ?? { session: 0, seen: 0 });
}

async function bestOf<Choice>(choices: readonly Choice[], worth: (choice: Choice) => Promise<number>): Promise<Choice> {
  let best: { choice: Choice; worth: number } | null = null;
  for (const choice of choices) {
    const found = await worth(choice);
    if (!best || found > best.worth) best = { choice, worth: found };
  }
  if (!best) throw new Error("there is nothing to choose from");
  return best.choice;
}

async function worthOf(
  index: NextProduct,
  sessions: Sessions,
  questions: readonly Question[],
  setting: SessionSetting,
): Promise<number> {
  let worth = 0;
  for (const [place, { session, seen }] of questions.entries()) {
    if (place % A_TURN === 0) await nextTurn();
    const views = sessions.productsOf(session);
    const { indexes } = index.after([...views.subarray(0, seen)], sessions.endOf(session), SHOWN, setting);
    const rank = indexes.indexOf(views[seen] ?? -1);
    if (rank >= 0) worth += 1 + 1 / (rank + 1);
  }
  return worth;
}
