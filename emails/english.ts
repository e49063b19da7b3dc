import type { Template, Words } from "~/content/template";

type Written = Omit<Template, "language" | "words"> & {
  readonly words: Pick<Words, "heading" | "paragraphs"> & Partial<Words>;
};

/** A template that is written in English, with the words that most of them share. */
export function english(template: Written): Template {
  return {
    ...template,
    language: { tag: "en", direction: "ltr" },
    words: { action: "Visit the shop", because: "signed up", picks: "You may also like", ...template.words },
  };
}
