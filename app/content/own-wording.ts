import type { HeroKind } from "~/content/blocks";
import type { Brand } from "~/content/brand";
import { type BakedIn, bakedIn } from "~/content/compose";
import { messagesIn } from "~/content/custom-messages";
import { ownLiquid, type Part, withOwnWords } from "~/content/own-words";
import type { RenderInputs } from "~/content/render-inputs";
import type { OwnTexts, TemplateSettings } from "~/content/settings";
import type { Template } from "~/content/template";
import type { Wording } from "~/content/wording";

/** What is baked into a part of a mail as the merchant made it; as it ships where they made nothing of it. */
export function ownBakedIn(
  template: Template,
  brand: Brand,
  wording: Wording,
  settings: TemplateSettings | undefined,
  part: Part,
): BakedIn {
  if (!settings) return bakedIn(template, brand, wording);
  const { tag } = wording.language;
  const texts = withOwnWords(wording.texts, ownTextsIn(settings, tag), part);
  const messages = messagesIn(settings.messages, tag).map(({ id, text }) => ({ id, text: ownLiquid(text, part) }));
  const { blocks, hero, isSigned } = settings;
  return bakedIn(template, brand, { ...wording, texts }, { blocks, heroKind: hero, isSigned, messages });
}

/** The merchant's own words in a language (BCP 47), where they wrote any. */
export function ownTextsIn(settings: TemplateSettings | undefined, tag: string): OwnTexts | undefined {
  return new Map(Object.entries(settings?.texts ?? {})).get(tag);
}

/** A sample as settings let it be, for somebody of whom all is true, so that nothing that was written stays unseen. */
export function sampleWith(sample: RenderInputs, { products, messages }: TemplateSettings): RenderInputs {
  return {
    ...sample,
    recommendations: sample.recommendations.slice(0, products ?? undefined),
    messages: messages.map(({ id }) => id),
  };
}

/** The picture at the top of a mail, as the merchant chose it or as it ships. */
export function heroKindOf(template: Template, settings: TemplateSettings | undefined): HeroKind {
  return settings?.hero ?? template.hero ?? "none";
}
