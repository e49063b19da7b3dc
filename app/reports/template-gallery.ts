import type { MailClass } from "~/content/template";
import { isTemplateKey, type TemplateKey, templates } from "~/content/templates";
import { presets } from "~/workflows/presets/presets";
import { allSteps } from "~/workflows/program";

/** A mail as the gallery names it; its picture is made when it comes into view. */
export interface GalleryMail {
  readonly key: TemplateKey;
  readonly name: string;
  readonly description: string;
  readonly class: MailClass;
  /** The workflows that send it, as they ship. */
  readonly workflows: readonly string[];
}

export interface Gallery {
  readonly mails: readonly GalleryMail[];
  /** What can be chosen among. */
  readonly workflows: readonly { readonly id: string; readonly title: string }[];
}

/** The mails, or those that one workflow sends. */
export function templateGallery(workflowId: string | null): Gallery {
  const senders = presets.map(({ id, title, steps }) => {
    const sent = allSteps(steps).flatMap((step) => ("template" in step ? [step.template] : []));
    return { id, title, sent: new Set(sent) };
  });
  const mails = Object.keys(templates)
    .filter(isTemplateKey)
    .map((key) => {
      const { name, description, class: mailClass } = templates[key];
      const workflows = senders.filter(({ sent }) => sent.has(key));
      return { key, name, description, class: mailClass, workflows };
    });
  return {
    mails: mails
      .filter(({ workflows }) => workflowId === null || workflows.some(({ id }) => id === workflowId))
      .map((mail) => ({ ...mail, workflows: mail.workflows.map(({ title }) => title) })),
    workflows: senders.map(({ id, title }) => ({ id, title })),
  };
}
