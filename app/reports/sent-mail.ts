import type { Shop } from "@prisma/client";
import { brandOf } from "~/content/brand";
import { compileTemplate } from "~/content/compile";
import { languageOf } from "~/content/language";
import { renderInputs } from "~/content/render-inputs";
import { templateVersion } from "~/content/template-versions";
import { isTemplateKey } from "~/content/templates";
import { db, pool } from "~/db.server";
import { workflowDefinition } from "~/workflows/definition";
import { allSteps } from "~/workflows/program";

export interface SentMail {
  readonly messageId: string;
  readonly subject: string;
  readonly sentAt: Date | null;
  readonly html: string;
}

/**
 * A contact's mail, made again from its stored inputs and the texts of its versions, in the shop's present
 * brand. Null when there is no such mail, or when it was never made.
 */
export async function sentMail(shop: Shop, contactId: string, messageId: string): Promise<SentMail | null> {
  const { shopId } = shop;
  const message = await db.message.findUnique({ where: { shopId_messageId: { shopId, messageId } } });
  if (!message || message.contactId !== contactId || message.inputs === null) return null;
  if (!isTemplateKey(message.template)) return null;
  const { workflowId, version } = message;
  const stored = await db.workflowVersion.findUnique({
    where: { shopId_workflowId_version: { shopId, workflowId, version } },
  });
  const steps = stored ? workflowDefinition.parse(stored.definition).steps : [];
  const step = allSteps(steps).find(({ name }) => name === message.step);
  const own = step && "subject" in step ? step.subject : undefined;
  const inputs = renderInputs.parse(message.inputs);
  const { settings } = await templateVersion(pool, shopId, message.template, inputs.templateVersion);
  const { render } = await compileTemplate(message.template, brandOf(shop), languageOf(inputs.locale), own, settings);
  const { subject, html } = render(inputs);
  return { messageId, subject: message.subject ?? subject, sentAt: message.sentAt, html };
}
