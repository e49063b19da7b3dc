import { z } from "zod";
import { type Block, blocks, heroKinds } from "~/content/blocks";
import { customMessage, MOST_MESSAGES } from "~/content/custom-messages";
import { editableParts, type TextField } from "~/content/editable-parts";
import { languages } from "~/content/language";
import { type MergeTag, parseMergeText } from "~/content/merge-text";
import { LONGEST_SUBJECT } from "~/content/subject";
import type { TemplateKey } from "~/content/templates";

export const MOST_PARAGRAPHS = 6;
export const MOST_PRODUCTS = 8;

/** Characters. Together they keep a mail far below the 102 kB at which Gmail cuts. */
export const longest = {
  subject: LONGEST_SUBJECT,
  preheader: LONGEST_SUBJECT,
  heading: 120,
  paragraph: 400,
  action: 60,
  picks: 120,
  question: 160,
  title: 80,
  text: 300,
} as const;

const line = z.string();
const point = z.strictObject({ title: line, text: line });

/** The merchant's own words in one language; what is absent is the template's. */
const ownTexts = z.strictObject({
  subject: line.optional(),
  preheader: line.optional(),
  heading: line.optional(),
  paragraphs: z.array(line).min(1, "Write something.").max(MOST_PARAGRAPHS, tooMany("paragraphs")).optional(),
  action: line.optional(),
  picks: line.optional(),
  question: line.optional(),
  points: z.array(point).min(1).max(MOST_PARAGRAPHS, tooMany("points")).optional(),
});

const templateSettings = z.strictObject({
  texts: z.partialRecord(z.enum(languages), ownTexts),
  hero: z.enum(heroKinds),
  /** How many products are recommended; null: as many as the workflow's step says. */
  products: z
    .int("Enter a whole number, or leave this empty.")
    .min(1, "At least 1; to show none, leave the products out.")
    .max(MOST_PRODUCTS, `At most ${MOST_PRODUCTS}.`)
    .nullable(),
  /** What stands below the mail's own card, in this order. */
  blocks: z
    .array(z.enum(blocks))
    .refine((shown) => new Set(shown).size === shown.length, "One of these is there twice."),
  /** Whether it ends with a greeting from the sender. */
  isSigned: z.boolean(),
  messages: z.array(customMessage).max(MOST_MESSAGES, `At most ${MOST_MESSAGES} messages.`),
});

export type OwnTexts = Readonly<z.infer<typeof ownTexts>>;
/** What a merchant changed of a template, for every workflow that sends it. */
export type TemplateSettings = Readonly<z.infer<typeof templateSettings>>;

export type ReadSettings =
  | { readonly ok: true; readonly settings: TemplateSettings }
  /** What is wrong, by the place in the settings: "texts.en.paragraphs.1". */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** A template as it ships. */
export function shippedSettings(key: TemplateKey): TemplateSettings {
  const { blocks, hero } = editableParts(key);
  return { texts: {}, hero: hero.shipped, products: null, blocks: [...blocks.shipped], isSigned: true, messages: [] };
}

/** Settings of a template as a form sends them, or everything that is wrong with them. */
export function readSettings(key: TemplateKey, written: unknown): ReadSettings {
  const parsed = templateSettings.safeParse(written);
  const issues = parsed.error?.issues ?? [];
  const settings = parsed.success ? parsed.data : readableOf(key, written);
  const faults = [
    ...issues.map(({ path, message }): Fault => [path.join("."), message]),
    ...textFaults(key, settings),
    ...messageFaults(key, settings),
    ...partFaults(key, settings),
  ];
  return faults.length > 0 ? refused(faults) : { ok: true, settings };
}

/** Of settings that are no whole what can be read by itself, so that all that is wrong is told at once. */
function readableOf(key: TemplateKey, written: unknown): TemplateSettings {
  const given = z.looseObject({}).safeParse(written).data ?? {};
  const fields = templateSettings.keyof().options.flatMap((field) => {
    const read = templateSettings.shape[field].safeParse(given[field]);
    return read.success ? [[field, read.data] as const] : [];
  });
  return { ...shippedSettings(key), ...Object.fromEntries(fields) };
}

/**
 * Settings as they were stored, by this version of the app or an older one: what no longer fits the template is as
 * it ships, so that a mail always goes out.
 */
export function storedSettings(key: TemplateKey, stored: unknown): TemplateSettings {
  const shipped = shippedSettings(key);
  const given = z.looseObject({}).safeParse(stored).data ?? {};
  let settings = shipped;
  for (const field of templateSettings.keyof().options) {
    const read = readSettings(key, { ...settings, [field]: given[field] });
    if (read.ok) settings = read.settings;
  }
  return settings;
}

type Fault = readonly [place: string, reason: string];

function textFaults(key: TemplateKey, { texts }: TemplateSettings): Fault[] {
  const { fields, tags } = editableParts(key);
  return Object.entries(texts).flatMap(([language, own]) =>
    linesOf(own).flatMap(({ place, field, text, what, longest }): Fault[] => {
      const at = `texts.${language}.${place}`;
      if (!fields.includes(field)) return [[at, "This mail shows no such text."]];
      return faultsOf(at, text, { what, longest, tags });
    }),
  );
}

function messageFaults(key: TemplateKey, { messages }: TemplateSettings): Fault[] {
  const { tags } = editableParts(key);
  const ids = messages.map(({ id }) => id);
  return messages.flatMap(({ id, texts }, index) => [
    ...(ids.indexOf(id) < index ? [[`messages.${index}`, "This message is there twice."] satisfies Fault] : []),
    ...Object.entries(texts).flatMap(([language, text]) =>
      faultsOf(`messages.${index}.texts.${language}`, text, { what: "The message", longest: longest.paragraph, tags }),
    ),
  ]);
}

function partFaults(key: TemplateKey, { hero, blocks: shown }: TemplateSettings): Fault[] {
  const parts = editableParts(key);
  const strange = shown.filter((block) => !parts.blocks.possible.includes(block));
  const missing = parts.blocks.required.filter((block) => !shown.includes(block));
  return [
    ...(parts.hero.possible.includes(hero)
      ? []
      : [["hero", "This mail has no place for that picture."] satisfies Fault]),
    ...strange.map((block): Fault => ["blocks", `This mail cannot show ${blockWords[block]}.`]),
    ...missing.map((block): Fault => ["blocks", `This mail makes no sense without ${blockWords[block]}.`]),
  ];
}

const blockWords: Readonly<Record<Block, string>> = {
  cart: "what is in the cart",
  ask: "the offer to help",
  picks: "recommended products",
};

interface Line {
  readonly place: string;
  readonly field: TextField;
  readonly text: string;
  readonly what: string;
  readonly longest: number;
}

function linesOf({ paragraphs = [], points = [], ...own }: OwnTexts): Line[] {
  const names = {
    subject: "The subject",
    preheader: "The preview text",
    heading: "The heading",
    action: "The button's text",
    picks: "The title above the products",
    question: "The question",
  } as const;
  const lineFields = Object.entries(own).flatMap(([name, text]): Line[] => {
    const field = lineNames.find((one) => one === name);
    return field && text !== undefined
      ? [{ place: field, field, text, what: names[field], longest: longest[field] }]
      : [];
  });
  return [
    ...lineFields,
    ...paragraphs.map((text, index): Line => {
      const what = `Paragraph ${index + 1}`;
      return { place: `paragraphs.${index}`, field: "paragraphs", text, what, longest: longest.paragraph };
    }),
    ...points.flatMap((one, index): Line[] =>
      (["title", "text"] as const).map((part) => {
        const what = part === "title" ? `The title of point ${index + 1}` : `The text of point ${index + 1}`;
        return { place: `points.${index}.${part}`, field: "points", text: one[part], what, longest: longest[part] };
      }),
    ),
  ];
}

const lineNames = ["subject", "preheader", "heading", "action", "picks", "question"] as const;

function faultsOf(
  place: string,
  text: string,
  rule: { what: string; longest: number; tags: readonly MergeTag[] },
): Fault[] {
  const parsed = parseMergeText(text, rule);
  return parsed.ok ? [] : [[place, parsed.reason]];
}

/** The first reason at each place. */
function refused(faults: readonly Fault[]): ReadSettings {
  return { ok: false, errors: Object.fromEntries([...faults].reverse()) };
}

function tooMany(what: string): string {
  return `At most ${MOST_PARAGRAPHS} ${what}.`;
}
