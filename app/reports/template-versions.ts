import type { Block, HeroKind } from "~/content/blocks";
import type { Buyers, CustomMessage } from "~/content/custom-messages";
import type { TextField } from "~/content/editable-parts";
import { type Language, languageNames, languages } from "~/content/language";
import { shippedSettings, type TemplateSettings } from "~/content/settings";
import { shippedTexts } from "~/content/shipped-texts";
import { type TemplateVersion, templateVersions } from "~/content/template-versions";
import type { TemplateKey } from "~/content/templates";
import { placeName } from "~/place-names";
import { isSame, onlyIn } from "~/workflows/same";
import { segmentNames } from "./contact-segments";
import { stageTitle } from "./stage-words";

export interface ToldTemplateVersion {
  /** 0 is the template as it ships. */
  readonly version: number;
  /** Null for 0. */
  readonly createdAt: Date | null;
  readonly isCurrent: boolean;
  /** What it changed from the version before it. */
  readonly changes: readonly string[];
}

const MOST = 20;

/** The newest versions of a template, each with what it changed; the last is the template as it ships. */
export async function toldTemplateVersions(shopId: number, key: TemplateKey): Promise<ToldTemplateVersion[]> {
  const [versions, segments] = await Promise.all([templateVersions(shopId, key, MOST + 1), segmentNames(shopId)]);
  const names = new Map(segments.map(({ segmentId, name }) => [segmentId, name]));
  const shipped: TemplateVersion = { version: 0, settings: shippedSettings(key) };
  const told = versions.slice(0, MOST);
  return [
    ...told.map(({ version, createdAt, settings }, index) => {
      const before = versions[index + 1] ?? shipped;
      return {
        version,
        createdAt,
        isCurrent: index === 0,
        changes: templateDiff(key, before.settings, settings, names),
      };
    }),
    { version: 0, createdAt: null, isCurrent: versions.length === 0, changes: [] },
  ];
}

export const fieldNames: Readonly<Record<TextField, string>> = {
  subject: "Subject",
  preheader: "Preview text",
  heading: "Heading",
  paragraphs: "Text",
  question: "Question",
  points: "Points",
  action: "Button",
  picks: "Title above the products",
};

export const blockNames: Readonly<Record<Block, string>> = {
  cart: "What is in the cart",
  ask: "An offer to help",
  picks: "Recommended products",
};

export const heroNames: Readonly<Record<HeroKind, string>> = {
  none: "None",
  product: "What the mail is about",
  category: "What they looked at last, or like best",
};

export const buyerNames: Readonly<Record<Buyers, string>> = {
  any: "Whether or not they have ordered",
  never: "Have never ordered",
  once: "Have ordered once",
  again: "Have ordered more than once",
};

/** What changed from one version of a template to another, in lines that a merchant reads; empty for equal ones. */
export function templateDiff(
  key: TemplateKey,
  before: TemplateSettings,
  after: TemplateSettings,
  segments: ReadonlyMap<string, string>,
): string[] {
  return [
    ...languages.flatMap((language) => textChanges(key, language, before, after)),
    ...arrow("Picture at the top", heroNames[before.hero], heroNames[after.hero]),
    ...arrow("Below the text", blockList(before.blocks), blockList(after.blocks)),
    ...arrow("Recommended products, at most", productsWords(before), productsWords(after)),
    ...(before.isSigned === after.isSigned
      ? []
      : [after.isSigned ? "Ends with a greeting" : "Ends without a greeting"]),
    ...messageChanges(before.messages, after.messages, segments),
  ];
}

function textChanges(
  key: TemplateKey,
  language: Language,
  before: TemplateSettings,
  after: TemplateSettings,
): string[] {
  const shipped = shippedTexts(key, language);
  const was = { ...shipped, ...before.texts[language] };
  const is = { ...shipped, ...after.texts[language] };
  return Object.entries(fieldNames).flatMap(([field, name]) => {
    const [one, other]: unknown[] = [Reflect.get(was, field), Reflect.get(is, field)];
    return isSame(one, other) ? [] : [`${name}, ${languageNames[language]}: ${quoted(one)} → ${quoted(other)}`];
  });
}

function messageChanges(
  before: readonly CustomMessage[],
  after: readonly CustomMessage[],
  segments: ReadonlyMap<string, string>,
): string[] {
  const ids = (messages: readonly CustomMessage[]) => messages.map(({ id }) => id);
  const words = (messages: readonly CustomMessage[], wanted: readonly string[], verb: string) =>
    messages.filter(({ id }) => wanted.includes(id)).map((one) => `${verb}: ${messageWords(one, segments)}`);
  const kept = after.filter(({ id }) => ids(before).includes(id));
  const changed = kept.filter((one) => !before.some((former) => isSame(former, one)));
  const keptBefore = ids(before).filter((id) => ids(after).includes(id));
  return [
    ...words(after, onlyIn(ids(after), ids(before)), "Paragraph for some added"),
    ...words(after, ids(changed), "Paragraph for some changed"),
    ...words(before, onlyIn(ids(before), ids(after)), "Paragraph for some removed"),
    ...(isSame(keptBefore, ids(kept)) ? [] : ["Paragraphs for some: their order changed"]),
  ];
}

/** "“Thank you” for Loyal in Germany". */
function messageWords({ texts, for: audience }: CustomMessage, segments: ReadonlyMap<string, string>): string {
  const [text = ""] = Object.values(texts);
  const parts = [
    ...(audience.orders === "any" ? [] : [buyerNames[audience.orders].toLowerCase()]),
    ...listed(audience.stages.map(stageTitle)),
    ...listed(audience.segmentIds.map((id) => `“${segments.get(id) ?? "a segment that is gone"}”`)),
    ...listed(audience.places.map(placeName)),
  ];
  return `${quoted(text)}, for ${parts.join(", and ")}`;
}

const listed = (names: readonly string[]): string[] =>
  names.length === 0 ? [] : [new Intl.ListFormat("en", { type: "disjunction" }).format(names)];

const blockList = (blocks: readonly Block[]): string =>
  blocks.length === 0 ? "nothing" : blocks.map((block) => blockNames[block].toLowerCase()).join(", ");

const productsWords = ({ products }: TemplateSettings): string =>
  products === null ? "as the workflow says" : String(products);

const arrow = (what: string, before: string, after: string): string[] =>
  before === after ? [] : [`${what}: ${before} → ${after}`];

const LONGEST_QUOTE = 90;

function quoted(value: unknown): string {
  const texts = (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === "object" && one !== null ? Object.values(one).join(": ") : String(one ?? ""),
  );
  const text = texts.join(" / ");
  return `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE).trimEnd()}…` : text}”`;
}
