import { phrases } from "emails/phrases/phrases";
import { directionOf, type Language } from "~/content/language";
import type { Phrases } from "~/content/phrases";
import type { MailTexts, Template } from "~/content/template";

/** All that one mail says, in one language. */
export interface Wording {
  readonly language: { readonly tag: string; readonly direction: "ltr" | "rtl" };
  readonly texts: MailTexts;
  readonly phrases: Phrases;
}

/** A mail's own wording in one of our languages. */
export function wordingOf({ texts }: Pick<Template, "texts">, language: Language): Wording {
  return wording(language, texts[language], phrases[language]);
}

/**
 * An answer's label in one of our languages while it is still its preset's; one that the merchant wrote is as it was
 * written.
 */
export function answerLabel(
  { texts }: Pick<Template, "texts">,
  language: Language,
  { name, label }: { readonly name: string; readonly label: string },
): string {
  return label === texts.en.answers?.[name] ? (texts[language].answers?.[name] ?? label) : label;
}

/** A wording in any language (BCP 47), which knows the direction that it is written in. */
export function wording(tag: string, texts: MailTexts, phrases: Phrases): Wording {
  return { language: { tag, direction: directionOf(tag) }, texts, phrases };
}
