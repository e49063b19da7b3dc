import type { WorkflowDefinition } from "~/workflows/definition";
import { workflowDiff } from "~/workflows/diff";
import { versionsOfWorkflow } from "~/workflows/settings";
import { workflowNames } from "./workflow-names";

export interface ToldVersion {
  readonly version: number;
  readonly createdAt: Date;
  readonly isCurrent: boolean;
  /** What it changed from the version before it; empty for the first. */
  readonly changes: readonly string[];
}

const MOST = 20;

/** The newest versions of a workflow, each with what it changed. None while it is as it ships. */
export async function toldVersions(
  shop: { readonly shopId: number; readonly currency: string },
  workflowId: string,
  current: number,
): Promise<ToldVersion[]> {
  const versions = await versionsOfWorkflow(shop.shopId, workflowId, MOST + 1);
  const definitions: WorkflowDefinition[] = versions.map(({ definition }) => definition);
  const names = await workflowNames(shop, definitions);
  return versions.slice(0, MOST).map(({ version, createdAt, definition }, index) => {
    const before = definitions[index + 1];
    return {
      version,
      createdAt,
      isCurrent: version === current,
      changes: before ? workflowDiff(before, definition, names) : [],
    };
  });
}
