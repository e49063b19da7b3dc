import type { Shop } from "@prisma/client";
import { keptThresholds } from "~/contacts/kept-thresholds";
import { countWaiting } from "~/contacts/sweeps/find-inactive";
import { daysOfEntry, firstPace } from "~/contacts/sweeps/pace";
import { pool } from "~/db.server";

/** How a backlog of inactive contacts enters a workflow. */
export interface PacedEntry {
  /** Contacts who were away long since and can be mailed, and have not entered yet. */
  readonly waiting: number;
  /** How many may enter a day now; 0 while it is stopped because of complaints. */
  readonly perDay: number;
  /** Days until nobody waits, if hardly anybody complains; null while it is stopped. */
  readonly daysLeft: number | null;
}

/** For a workflow that begins with `contact.inactive`: who waits at `at`, and how fast they enter. */
export async function pacedEntry(
  shop: Pick<Shop, "shopId" | "stageThresholds">,
  workflowId: string,
  at: Date,
): Promise<PacedEntry> {
  const { shopId } = shop;
  const [waiting, last] = await Promise.all([
    countWaiting(pool, shopId, keptThresholds(shop).lapsedDays, at),
    lastPace(shopId, workflowId),
  ]);
  const perDay = last ?? firstPace(waiting);
  return { waiting, perDay, daysLeft: daysOfEntry(waiting, perDay) };
}

async function lastPace(shopId: number, workflowId: string): Promise<number | null> {
  const { rows } = await pool.query<{ allowed: number }>(
    "SELECT allowed FROM paces WHERE shop_id = $1 AND workflow_id = $2 ORDER BY day DESC LIMIT 1",
    [shopId, workflowId],
  );
  return rows[0]?.allowed ?? null;
}
