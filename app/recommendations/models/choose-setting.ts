import { NextProduct } from "./next-product";
import { type SessionSetting, sessionSettings } from "./session-setting";
import type { Sessions } from "./sessions";

/** The part of the past that is predicted from what was before it, and of that at most so many sessions. */
const HELD_OUT = 0.1;
const MOST_SESSIONS = 250;

/** A figure of fewer predictions would be chance. */
const LEAST_PREDICTIONS = 100;

/** A mail shows no more than these, those left out for stock and variety included. */
const SHOWN = 20;

/**
 * The setting that predicts a shop's newest sessions best from those before them, by hit rate and mean reciprocal rank
 * among 20 together. Shops differ: where the catalogue changes weekly, last month's sessions say little.
 */
export function chooseSetting(sessions: Sessions, productCount: number): SessionSetting {
  const until = Math.floor(sessions.count * (1 - HELD_OUT));
  const step = Math.max(1, (sessions.count - until) / MOST_SESSIONS);
  const index = new NextProduct(sessions, productCount, until);
  let best: SessionSetting = sessionSettings[0];
  let most = 0;
  for (const setting of sessionSettings) {
    const { worth, predictions } = measure(index, sessions, until, step, setting);
    if (predictions < LEAST_PREDICTIONS) return best;
    if (worth > most) {
      most = worth;
      best = setting;
    }
  }
  return best;
}

function measure(index: NextProduct, sessions: Sessions, until: number, step: number, setting: SessionSetting) {
  let worth = 0;
  let predictions = 0;
  for (let held = until; held < sessions.count; held += step) {
    const session = Math.floor(held);
    const views = [...sessions.productsOf(session)];
    for (let seen = 1; seen < views.length; seen++) {
      const { indexes } = index.after(views.slice(0, seen), sessions.endOf(session), SHOWN, setting);
      const rank = indexes.indexOf(views[seen] ?? -1);
      if (rank >= 0) worth += 1 + 1 / (rank + 1);
      predictions += 1;
    }
  }
  return { worth: worth / Math.max(predictions, 1), predictions };
}
