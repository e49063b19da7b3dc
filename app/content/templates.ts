import { checkoutLastCall } from "emails/checkout-last-call/content";
import { checkoutReminder } from "emails/checkout-reminder/content";
import type { Template } from "~/content/template";

/** The mails that workflows can send. A key that is not here does not compile. */
export type TemplateKey = "checkout-reminder" | "checkout-last-call";

export const templates: Readonly<Record<TemplateKey, Template>> = {
  "checkout-reminder": checkoutReminder,
  "checkout-last-call": checkoutLastCall,
};

/** Narrows a key that was stored (a message's `template`); false for a template that is gone. */
export function isTemplateKey(key: string): key is TemplateKey {
  return Object.hasOwn(templates, key);
}
