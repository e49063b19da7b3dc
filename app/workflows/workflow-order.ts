import { transaction } from "~/db.server";
import { presets } from "./presets/presets";
import { listWorkflows } from "./settings";
import { adopt } from "./workflow-row";

/**
 * Moves a workflow one place up or down in the order in which workflows speak. It holds at once, for runs under way
 * too. Returns whether it moved: the first does not go up, nor the last down.
 */
export async function moveWorkflow(shopId: number, workflowId: string, direction: "up" | "down"): Promise<boolean> {
  return transaction(async (sql) => {
    // The rows' locks make two moves follow each other.
    await sql.query("SELECT FROM workflows WHERE shop_id = $1 ORDER BY workflow_id FOR UPDATE", [shopId]);
    const listed = await listWorkflows(shopId, sql);
    const from = listed.findIndex((one) => one.workflowId === workflowId);
    const to = from + (direction === "up" ? -1 : 1);
    const [moved, other] = [listed[from], listed[to]];
    if (!moved || !other) return false;
    const order = listed.with(from, other).with(to, moved);
    const ranks = rising(listed.map(({ rank }) => rank));
    for (const [index, { workflowId, rank }] of order.entries()) {
      const preset = presets.find(({ id }) => id === workflowId);
      const newRank = ranks[index];
      if (!preset || rank === newRank) continue;
      await adopt(sql, shopId, preset);
      await sql.query("UPDATE workflows SET rank = $3 WHERE shop_id = $1 AND workflow_id = $2", [
        shopId,
        workflowId,
        newRank,
      ]);
    }
    return true;
  });
}

/** The ranks as they are, each made higher than the one before it. */
function rising(ranks: readonly number[]): number[] {
  const result: number[] = [];
  for (const rank of ranks) result.push(Math.max(rank, (result.at(-1) ?? 0) + 1));
  return result;
}
