import type { Shop } from "@prisma/client";
import { stages } from "~/contacts/lifecycle";
import { listSegments } from "~/contacts/segments/store";
import type { Block, HeroKind } from "~/content/blocks";
import { brandOf } from "~/content/brand";
import { type Buyers, buyers, MOST_MESSAGES } from "~/content/custom-messages";
import { editableParts, type TextField } from "~/content/editable-parts";
import { type Language, languageNames, languageOf, languages, type Translated } from "~/content/language";
import { type MergeTag, written } from "~/content/merge-text";
import { MOST_PRODUCTS, type TemplateSettings } from "~/content/settings";
import { type ShippedTexts, shippedTexts } from "~/content/shipped-texts";
import { currentVersion } from "~/content/template-versions";
import { type TemplateKey, templates } from "~/content/templates";
import { pool } from "~/db.server";
import { stageTitles } from "./stage-words";
import { stepsSending } from "./template-steps";
import { blockNames, buyerNames, heroNames, type ToldTemplateVersion, toldTemplateVersions } from "./template-versions";

interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

/** What the form of a template offers. */
export interface TemplateForm {
  /** The one that it opens in. */
  readonly language: Language;
  readonly languages: readonly Choice<Language>[];
  readonly fields: readonly TextField[];
  readonly shipped: Translated<ShippedTexts>;
  readonly tags: readonly { readonly tag: string; readonly name: string; readonly example: string }[];
  readonly heroes: readonly Choice<HeroKind>[];
  readonly blocks: readonly (Choice<Block> & { readonly isRequired: boolean })[];
  readonly hasSignature: boolean;
  readonly mostProducts: number;
  readonly mostMessages: number;
  readonly buyers: readonly Choice<Buyers>[];
  readonly stages: readonly Choice[];
  readonly segments: readonly Choice[];
}

export interface TemplatePage {
  readonly key: TemplateKey;
  readonly name: string;
  readonly description: string;
  readonly sentBy: readonly { readonly workflowId: string; readonly title: string; readonly step: string }[];
  readonly version: number;
  readonly settings: TemplateSettings;
  readonly form: TemplateForm;
  readonly versions: readonly ToldTemplateVersion[];
  readonly testAddress: string;
}

/** One template's page: what is saved, and what may be changed of it. */
export async function templatePage(shop: Shop, key: TemplateKey): Promise<TemplatePage> {
  const { shopId } = shop;
  const [current, versions, segments] = await Promise.all([
    currentVersion(pool, shopId, key),
    toldTemplateVersions(shopId, key),
    listSegments(shopId),
  ]);
  const { name, description } = templates[key];
  return {
    ...{ key, name, description, versions },
    sentBy: senders(key),
    version: current.version,
    settings: current.settings,
    form: templateForm(shop, key, segments),
    testAddress: shop.email ?? "",
  };
}

/** Each workflow once, by the first of its steps that send the template. */
function senders(key: TemplateKey): TemplatePage["sentBy"] {
  const byWorkflow = Map.groupBy(stepsSending(key), ({ workflowId }) => workflowId);
  return [...byWorkflow].flatMap(([workflowId, [first]]) =>
    first ? [{ workflowId, title: first.title, step: first.step.name }] : [],
  );
}

function templateForm(
  shop: Shop,
  key: TemplateKey,
  segments: readonly { readonly segmentId: string; readonly name: string }[],
): TemplateForm {
  const parts = editableParts(key);
  const { required } = parts.blocks;
  return {
    language: languageOf(shop.locale),
    languages: languages.map((value) => ({ value, label: languageNames[value] })),
    fields: parts.fields,
    shipped: {
      en: shippedTexts(key, "en"),
      de: shippedTexts(key, "de"),
      fr: shippedTexts(key, "fr"),
      es: shippedTexts(key, "es"),
      ja: shippedTexts(key, "ja"),
    },
    tags: parts.tags.map((tag) => ({ tag: written(tag), name: tagNames[tag], example: exampleOf(tag, key, shop) })),
    heroes: parts.hero.possible.map((value) => ({ value, label: heroNames[value] })),
    blocks: parts.blocks.possible.map((value) => ({
      value,
      label: blockNames[value],
      isRequired: required.includes(value),
    })),
    hasSignature: parts.hasSignature,
    mostProducts: MOST_PRODUCTS,
    mostMessages: MOST_MESSAGES,
    buyers: buyers.map((value) => ({ value, label: buyerNames[value] })),
    stages: stages.map((value) => ({ value, label: stageTitles[value] })),
    segments: segments.map(({ segmentId, name }) => ({ value: segmentId, label: name })),
  };
}

const tagNames: Readonly<Record<MergeTag, string>> = {
  first_name: "First name",
  product: "The product it is about",
  order: "Order number",
  shop: "Your shop's name",
  sender: "Who signs",
};

function exampleOf(tag: MergeTag, key: TemplateKey, shop: Shop): string {
  const { sample } = templates[key];
  const { shopName, senderLine } = brandOf(shop);
  const examples: Readonly<Record<MergeTag, string>> = {
    first_name: sample.contact.firstName ?? "",
    product: (sample.items?.lines ?? sample.order?.lines ?? sample.products)[0]?.title ?? "",
    order: sample.order?.name ?? "",
    shop: shopName,
    sender: senderLine,
  };
  return examples[tag];
}
