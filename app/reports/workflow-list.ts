import { DateTime } from "luxon";
import { listWorkflows } from "~/workflows/settings";
import { workflowFigures } from "./workflow-figures";

/** The workflows of a shop with their figures at `at`; what was sent is counted over 30 days. */
export async function workflowList(shopId: number, at: Date) {
  const since = DateTime.fromJSDate(at).minus({ days: 30 }).toJSDate();
  const [workflows, figures] = await Promise.all([listWorkflows(shopId), workflowFigures(shopId, since)]);
  return workflows.map((workflow) => ({
    ...workflow,
    inItNow: figures.get(workflow.workflowId)?.inItNow ?? 0,
    sent: figures.get(workflow.workflowId)?.sent ?? 0,
  }));
}
