import type { Shop } from "@prisma/client";
import { brandOf } from "~/content/brand";
import { compileDraft, type RenderedMail } from "~/content/compile";
import type { Language } from "~/content/language";
import { readSettings, type TemplateSettings } from "~/content/settings";
import type { TemplateKey } from "~/content/templates";
import { shopSample } from "./shop-sample";
import { contactInputs } from "./template-contact";

/** A mail as it is being written: how it looks, what is wrong with it, or why this contact would get none. */
export type TemplatePreview =
  | ({ readonly kind: "shown" } & RenderedMail)
  /** By the place in the settings. */
  | { readonly kind: "refused"; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: "nothing"; readonly why: string };

export interface PreviewRequest {
  readonly key: TemplateKey;
  /** As a form sends them. */
  readonly settings: unknown;
  readonly language: Language;
  /** Null for a sample, which shows every custom message. */
  readonly contactId: string | null;
}

/** How a mail would look with these settings, for a sample or for one contact with what is theirs. */
export async function templatePreview(shop: Shop, request: PreviewRequest): Promise<TemplatePreview> {
  const { key, language, contactId } = request;
  const read = readSettings(key, request.settings);
  if (!read.ok) return { kind: "refused", errors: read.errors };
  if (contactId !== null) return contactPreview(shop, key, read.settings, language, contactId);
  return { kind: "shown", ...(await shopSample(shop, key, language, brandOf(shop), read.settings)) };
}

async function contactPreview(
  shop: Shop,
  key: TemplateKey,
  settings: TemplateSettings,
  language: Language,
  contactId: string,
): Promise<TemplatePreview> {
  const made = await contactInputs(shop, key, settings, contactId, language);
  if (made.kind === "nothing") return made;
  const { render } = await compileDraft(key, brandOf(shop), language, settings);
  return { kind: "shown", ...render(made.inputs) };
}
