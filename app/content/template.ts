import type { RenderInputs } from "~/content/render-inputs";

/**
 * What a mail may be sent for. *Marketing* needs a subscribed contact; *transactional* carries no
 * promotion; *requested* is the one mail that somebody asked for.
 */
export type MailClass = "marketing" | "transactional" | "requested";

/** A text of a template that a merchant may change. */
export interface EditableText {
  readonly name: "subject";
  readonly label: string;
  readonly help: string;
}

/** One mail as its folder in emails/ declares it: texts, sources, and a sample to show and test it with. */
export interface Template {
  readonly key: string;
  /** In a merchant's words. */
  readonly name: string;
  readonly description: string;
  readonly class: MailClass;
  /** The language that the sources are written in, for `lang` and `dir`. */
  readonly language: { readonly tag: string; readonly direction: "ltr" | "rtl" };
  /** May hold merge tags: see subject.ts. */
  readonly subject: string;
  /** What an inbox shows after the subject. May hold merge tags. */
  readonly preheader: string;
  readonly settings: readonly EditableText[];
  /** `[[ ]]` and `[% %]` are filled once per brand, `{{ }}` and `{% %}` once per recipient. */
  readonly mjml: string;
  readonly text: string;
  readonly sample: RenderInputs;
}
