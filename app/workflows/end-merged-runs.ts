import type { PoolClient } from "pg";
import type { PersonalEvent } from "~/contacts/contact-batch";
import { activeRunsOf, dropQueuedMessages } from "./run-store";
import { storeAdvances } from "./store-advances";
import { endRun } from "./walk";

/**
 * Of two active runs that one workflow has for one contact since a merge, the older goes on and the other ends
 * "merged" (DESIGN §3, rule 7); a mail that the other had queued does not leave. The rows have moved already.
 */
export async function endMergedRuns(
  sql: PoolClient,
  shopId: number,
  events: readonly PersonalEvent[],
  at: Date,
): Promise<void> {
  const merged = new Map(
    events.flatMap(({ event, contact }) =>
      event.name === "contact.merged" && contact ? [[contact.contactId, event.data.from.email] as const] : [],
    ),
  );
  if (merged.size === 0) return;
  const runs = await activeRunsOf(sql, shopId, [...merged.keys()]);
  const ended = [...Map.groupBy(runs, ({ contactId, workflowId }) => `${contactId}/${workflowId}`).values()].flatMap(
    ([, ...younger]) => younger,
  );
  if (ended.length === 0) return;
  await storeAdvances(
    sql,
    shopId,
    ended.map((run) => endRun(run, "merged", { from: merged.get(run.contactId) ?? null }, at)),
    at,
  );
  await dropQueuedMessages(
    sql,
    shopId,
    ended.map(({ runId }) => runId),
    at,
  );
}
