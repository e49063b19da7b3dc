import type { Shop } from "@prisma/client";
import { now } from "~/clock";
import { brandOf } from "~/content/brand";
import { type RenderedMail, renderSample, type Shown } from "~/content/compile";
import { languageOf } from "~/content/language";
import { deadlineText } from "~/content/offer-text";
import { currentVersion } from "~/content/template-versions";
import { pool } from "~/db.server";
import { offerWindow, termsOf } from "~/offers/offer-terms";
import { termsText } from "~/worker/offer-inputs";
import type { MailStep } from "~/workflows/definition";
import { allSteps } from "~/workflows/program";
import { workflowById } from "~/workflows/settings";

/** A step's mail with sample data: in the shop's brand, with what the merchant made of it, and the step's own subject, offer and answers. */
export async function stepSample(step: MailStep, shop: Shop): Promise<RenderedMail> {
  const { settings } = await currentVersion(pool, shop.shopId, step.template);
  return renderSample(step.template, brandOf(shop), languageOf(shop.locale), step.subject, {
    ...sampleOffer(step, shop),
    settings,
    ...(step.kind === "question" && { answers: step.answers.map(({ name, label }) => ({ name, label })) }),
  });
}

/** A code of one's own is shown as one that nobody has. */
function sampleOffer({ incentive }: MailStep, { currency, locale, timezone }: Shop): Shown {
  if (incentive?.kind !== "unique") return { incentive: incentive ?? null };
  const terms = termsOf(incentive, currency);
  return {
    incentive: { code: "K7QMA-4TRX9", offer: termsText(terms, locale) },
    deadline: deadlineText(offerWindow(terms, now(), timezone).endsAt, locale, timezone),
  };
}

/** The sample of a workflow's step by its name; null when no mail has that name. */
export async function sampleOfStep(shop: Shop, workflowId: string, stepName: string): Promise<RenderedMail | null> {
  const workflow = await workflowById(shop.shopId, workflowId);
  const step = workflow && allSteps(workflow.definition.steps).find(({ name }) => name === stepName);
  return step?.kind === "send" || step?.kind === "question" ? stepSample(step, shop) : null;
}
