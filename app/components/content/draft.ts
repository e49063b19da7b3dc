import type { Language } from "~/content/language";
import type { OwnTexts, TemplateSettings } from "~/content/settings";
import type { ShippedTexts } from "~/content/shipped-texts";

/** The texts that are one line each. */
export type LineField = Exclude<keyof OwnTexts, "paragraphs" | "points">;
export type Point = NonNullable<OwnTexts["points"]>[number];

/** Texts as they are being written: an absent or empty one is the template's own. */
export type DraftTexts = Readonly<Partial<Record<LineField, string>>> & {
  /** An empty line begins a new paragraph. */
  readonly paragraphs?: string;
  readonly points?: readonly Point[];
};

/** Settings as they are being written. */
export interface Draft extends Omit<TemplateSettings, "texts" | "products"> {
  readonly texts: Readonly<Partial<Record<Language, DraftTexts>>>;
  /** Empty: as many as the workflow's step says. */
  readonly products: string;
}

export type DraftMessage = Draft["messages"][number];

/** The form's beginning. */
export function draftOf({ texts, products, ...settings }: TemplateSettings): Draft {
  const written = Object.entries(texts).map(([language, { paragraphs, ...own }]) => [
    language,
    { ...own, ...(paragraphs && { paragraphs: paragraphs.join("\n\n") }) },
  ]);
  return { ...settings, texts: Object.fromEntries(written), products: products === null ? "" : String(products) };
}

/** What the form says, for the server to judge: words that are the template's own are left out. */
export function settingsOf(draft: Draft, shipped: Readonly<Record<Language, ShippedTexts>>): unknown {
  const texts = entriesOf(draft.texts).flatMap(([language, written]) => {
    const own = ownOf(written, shipped[language]);
    return Object.keys(own).length > 0 ? [[language, own] as const] : [];
  });
  const messages = draft.messages.map((message) => ({
    ...message,
    texts: Object.fromEntries(
      entriesOf(message.texts).flatMap(([language, text]) => {
        const line = oneLine(text ?? "");
        return line === "" ? [] : [[language, line] as const];
      }),
    ),
  }));
  const products = draft.products.trim() === "" ? null : Number(draft.products);
  return { ...draft, texts: Object.fromEntries(texts), messages, products };
}

function ownOf({ paragraphs, points, ...lines }: DraftTexts, shipped: ShippedTexts): object {
  const ownLines = Object.entries(lines).flatMap(([field, text]) => {
    const line = text?.trim() ?? "";
    return line === "" || line === Reflect.get(shipped, field) ? [] : [[field, line] as const];
  });
  const ownParagraphs = paragraphsOf(paragraphs ?? "");
  const ownPoints = points?.filter(({ title, text }) => title.trim() !== "" || text.trim() !== "") ?? [];
  return {
    ...Object.fromEntries(ownLines),
    ...(ownParagraphs.length > 0 && !isSame(ownParagraphs, shipped.paragraphs) && { paragraphs: ownParagraphs }),
    ...(ownPoints.length > 0 && !isSame(ownPoints, shipped.points) && { points: ownPoints }),
  };
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map(oneLine)
    .filter((paragraph) => paragraph !== "");
}

/** Lines that were broken by hand flow on. */
const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, " ");

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function entriesOf<Value>(of: Readonly<Partial<Record<Language, Value>>>): [Language, Value][] {
  return Object.entries(of) as [Language, Value][];
}

/** The draft with something written in one language. */
export function withTexts(draft: Draft, language: Language, texts: DraftTexts): Draft {
  return { ...draft, texts: { ...draft.texts, [language]: { ...draft.texts[language], ...texts } } };
}

/** What is wrong at a place of the settings or within it. */
export function errorAt(errors: Readonly<Record<string, string>>, path: string): string | undefined {
  return Object.entries(errors).find(([place]) => place === path || place.startsWith(`${path}.`))?.[1];
}
