import type { TemplateKey } from "~/content/templates";
import type { MailStep } from "~/workflows/definition";
import { presets } from "~/workflows/presets/presets";
import { allSteps } from "~/workflows/program";

/** A step that sends a template, and its workflow. Merchants change much of a step, but never which mail it sends. */
export interface TemplateStep {
  readonly workflowId: string;
  readonly title: string;
  readonly step: MailStep;
}

/** The steps that send a template, in the order in which workflows speak. */
export function stepsSending(key: TemplateKey): TemplateStep[] {
  return presets.flatMap(({ id, title, steps }) =>
    allSteps(steps).flatMap((step) =>
      (step.kind === "send" || step.kind === "question") && step.template === key
        ? [{ workflowId: id, title, step }]
        : [],
    ),
  );
}
