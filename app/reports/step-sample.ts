import type { Shop } from "@prisma/client";
import { brandOf } from "~/content/brand";
import { type RenderedMail, renderSample } from "~/content/compile";
import type { MailStep } from "~/workflows/definition";
import { allSteps } from "~/workflows/program";
import { workflowById } from "~/workflows/settings";

/** A step's mail with sample data: in the shop's brand, with the step's own subject, offer and answers. */
export function stepSample(step: MailStep, shop: Shop): Promise<RenderedMail> {
  return renderSample(step.template, brandOf(shop), step.subject, {
    incentive: step.incentive ?? null,
    ...(step.kind === "question" && { answers: step.answers.map(({ name, label }) => ({ name, label })) }),
  });
}

/** The sample of a workflow's step by its name; null when no mail has that name. */
export async function sampleOfStep(shop: Shop, workflowId: string, stepName: string): Promise<RenderedMail | null> {
  const workflow = await workflowById(shop.shopId, workflowId);
  const step = workflow && allSteps(workflow.definition.steps).find(({ name }) => name === stepName);
  return step?.kind === "send" || step?.kind === "question" ? stepSample(step, shop) : null;
}
