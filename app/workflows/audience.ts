import type { Condition } from "./condition";
import type { WorkflowDefinition } from "./definition";
import { presets } from "./presets/presets";
import { inner } from "./program";
import { isSame } from "./same";
import { isPromised } from "./validate";

/** The conditions of who gets a workflow, by who may change them. The segment is neither: see segment-audience.ts. */
export interface Audience {
  /** The preset's, on which a promise or the sense of it hangs: nobody takes these out. */
  readonly kept: readonly Condition[];
  /** What a merchant may change. */
  readonly own: readonly Condition[];
}

/** Without these a mail would be about nothing, or about what is long bought. */
const sensible: readonly Condition["is"][] = ["online", "something-in-it", "not-ordered-since"];

export function audienceOf({ id, audience }: WorkflowDefinition): Audience {
  const preset = presets.find((one) => one.id === id)?.audience ?? [];
  const isKept = (condition: Condition) =>
    (isPromised(condition) || sensible.includes(inner(condition).is)) && preset.some((one) => isSame(one, condition));
  return {
    kept: audience.filter(isKept),
    own: audience.filter((condition) => !isKept(condition) && condition.is !== "in-segment"),
  };
}

/** The workflow with other conditions in place of the merchant's own. */
export function withOwnConditions(definition: WorkflowDefinition, own: readonly Condition[]): WorkflowDefinition {
  const segment = definition.audience.filter(({ is }) => is === "in-segment");
  return { ...definition, audience: [...audienceOf(definition).kept, ...own, ...segment] };
}
