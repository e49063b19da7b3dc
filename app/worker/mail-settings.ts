import type { TemplateSettings } from "~/content/settings";
import type { MailStep } from "~/workflows/definition";

/** A step as a template's settings let it be: they may show fewer products or none, but not where the step shows none. */
export function withSettings<Step extends MailStep>(step: Step, { blocks, products }: TemplateSettings): Step {
  if (step.recommendations === 0) return step;
  const recommendations = blocks.includes("picks") ? (products ?? step.recommendations) : 0;
  return { ...step, recommendations };
}
