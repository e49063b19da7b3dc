import { Liquid } from "liquidjs";
import { editableParts, type TextField } from "~/content/editable-parts";
import type { Language } from "~/content/language";
import { written } from "~/content/merge-text";
import { type TemplateKey, templates } from "~/content/templates";
import { wordingOf } from "~/content/wording";

/** A template's own words as a merchant may write them: with merge tags, and without any Liquid. */
export type ShippedTexts = Readonly<Partial<Record<Exclude<TextField, "paragraphs" | "points">, string>>> & {
  readonly paragraphs: readonly string[];
  readonly points?: readonly { readonly title: string; readonly text: string }[];
};

const engine = new Liquid({ templates: {}, strictVariables: true, strictFilters: true, lenientIf: true });

/** The words of a template in one language, those that it shows, as its sample's recipient reads them. */
export function shippedTexts(key: TemplateKey, language: Language): ShippedTexts {
  const template = templates[key];
  const { texts, phrases } = wordingOf(template, language);
  const view = {
    isRequested: template.sample.isRequested,
    order: { name: written("order") },
    shop: { name: written("shop"), senderLine: written("sender") },
  };
  const plain = (text: string): string => String(engine.parseAndRenderSync(text, view));
  const { fields } = editableParts(key);
  const lines = {
    question: texts.question,
    action: texts.action ?? phrases.visit,
    picks: texts.picks ?? phrases.picks,
  };
  const shown = Object.entries({ heading: texts.heading, ...lines }).flatMap(([field, text]) =>
    text !== undefined && fields.some((one) => one === field) ? [[field, plain(text)]] : [],
  );
  return {
    // Their tags are the merchant's already.
    subject: texts.subject,
    preheader: texts.preheader,
    ...Object.fromEntries(shown),
    paragraphs: texts.paragraphs.map(plain),
    ...(texts.points &&
      fields.includes("points") && {
        points: texts.points.map(({ title, text }) => ({ title: plain(title), text: plain(text) })),
      }),
  };
}
