import { DateTime } from "luxon";
import { listWorkflows } from "~/workflows/settings";
import { stageNames } from "~/workflows/words/step-words";
import { workflowFigures } from "./workflow-figures";

/**
 * The workflows of a shop with their figures at `at`, in the order in which they speak and by their stages; what was
 * sent is counted over 30 days.
 */
export async function workflowList(shopId: number, at: Date) {
  const since = DateTime.fromJSDate(at).minus({ days: 30 }).toJSDate();
  const [listed, figures] = await Promise.all([listWorkflows(shopId), workflowFigures(shopId, since)]);
  const workflows = listed.map(({ stage, ...workflow }) => ({
    ...workflow,
    stage: stageNames[stage],
    inItNow: figures.get(workflow.workflowId)?.inItNow ?? 0,
    sent: figures.get(workflow.workflowId)?.sent ?? 0,
  }));
  const stages = Object.values(stageNames)
    .map((title) => ({ title, workflows: workflows.filter(({ stage }) => stage === title) }))
    .filter(({ workflows }) => workflows.length > 0);
  return { workflows, stages };
}
