import { now } from "~/clock";
import { learnRebuys } from "~/contacts/sweeps/learn-rebuys";
import { pool } from "~/db.server";
import { log } from "~/log.server";
import { buildModels, renewModels } from "~/recommendations/models/build-models";
import { type BuildTurn, claimBuild, finishBuild } from "~/recommendations/models/build-turns";

/** Everything is built anew once a day: what is renewed hourly leaves the rarity of old facts as it was. */
const WHOLE_EVERY_MS = 20 * 60 * 60_000;

/** Builds the recommendation models of one shop that is due. Returns 1 when there was one, else 0. */
export async function refreshModels(): Promise<number> {
  const turn = await claimBuild();
  if (!turn) return 0;
  await build(turn, now());
  return 1;
}

async function build(turn: BuildTurn, at: Date): Promise<void> {
  const { shopId, timezone, wholeAt, renewedAt } = turn;
  const started = performance.now();
  const everyDays = await learnRebuys(pool, { shopId, timezone, dueAt: at });
  const isWhole = !wholeAt || !renewedAt || at.getTime() - wholeAt.getTime() >= WHOLE_EVERY_MS;
  if (isWhole) await buildModels(pool, { shopId, at, everyDays });
  else await renewModels(pool, { shopId, at, everyDays }, renewedAt);
  await finishBuild(turn, at, isWhole);
  const ms = Math.round(performance.now() - started);
  log.info({ shopId, isWhole, ms }, "recommendation models were built");
}
