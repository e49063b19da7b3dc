import { type Block, type HeroKind, heroKinds, shippedBlocks } from "~/content/blocks";
import { brandOf } from "~/content/brand";
import { bakedIn, compose } from "~/content/compose";
import { type MergeTag, mergeTags } from "~/content/merge-text";
import type { Phrases } from "~/content/phrases";
import type { MailTexts, Template } from "~/content/template";
import { type TemplateKey, templates } from "~/content/templates";
import { wordingOf } from "~/content/wording";

/** The texts of a mail that a merchant may write anew. */
export const textFields = [
  "subject",
  "preheader",
  "heading",
  "paragraphs",
  "question",
  "points",
  "action",
  "picks",
] as const satisfies readonly (keyof MailTexts)[];
export type TextField = (typeof textFields)[number];

/** What a merchant may change of one template. */
export interface EditableParts {
  readonly fields: readonly TextField[];
  /** What its texts can have filled in. */
  readonly tags: readonly MergeTag[];
  readonly blocks: {
    readonly possible: readonly Block[];
    /** Without these it makes no sense. */
    readonly required: readonly Block[];
    readonly shipped: readonly Block[];
  };
  readonly hero: { readonly possible: readonly HeroKind[]; readonly shipped: HeroKind };
  readonly hasSignature: boolean;
}

const known = new Map<TemplateKey, EditableParts>();

/** What a merchant may change of a template: what its source shows, and its kind of mail allows. */
export function editableParts(key: TemplateKey): EditableParts {
  const parts = known.get(key) ?? partsOf(templates[key]);
  known.set(key, parts);
  return parts;
}

function partsOf(template: Template): EditableParts {
  const { needs, sample, hero = "none" } = template;
  const sells = template.class !== "transactional";
  const shipped = shippedBlocks(template);
  const isAbout = sample.items !== null || sample.order !== null || sample.products.length > 0;
  const knows: Readonly<Partial<Record<MergeTag, boolean>>> = { product: isAbout, order: sample.order !== null };
  const possible: readonly Block[] = [
    ...(shipped.includes("cart") ? ["cart" as const] : []),
    "ask",
    ...(sells ? ["picks" as const] : []),
  ];
  const source = markedSource(template, possible);
  return {
    fields: textFields.filter((field) => outsideOfSource.includes(field) || source.includes(MARKS[field])),
    tags: mergeTags.filter((tag) => knows[tag] ?? true),
    blocks: { possible, required: needs === "recommendations" ? ["picks"] : [], shipped },
    hero: {
      possible: heroKinds.filter((kind) => (kind === "product" ? isAbout : kind === "none" || sells)),
      shipped: hero,
    },
    hasSignature: source.includes(SIGNATURE),
  };
}

/** What an inbox shows, and the source only repeats. */
const outsideOfSource: readonly TextField[] = ["subject", "preheader"];

const SIGNATURE = "mark-signature";
const MARKS: Readonly<Record<TextField, string>> = {
  subject: "mark-subject",
  preheader: "mark-preheader",
  heading: "mark-heading",
  paragraphs: "mark-paragraphs",
  question: "mark-question",
  points: "mark-points",
  action: "mark-action",
  picks: "mark-picks",
};

/** The mail's source with a mark where each text of it stands: those that leave none are not shown by it. */
function markedSource(template: Template, shown: readonly Block[]): string {
  const wording = wordingOf(template, "en");
  const { paragraphs, points, ...lines } = MARKS;
  const texts = { ...wording.texts, ...lines, paragraphs: [paragraphs], points: [{ title: points, text: points }] };
  const signed = Object.entries(wording.phrases.manners).map(([tone, one]) => [tone, { ...one, signOff: SIGNATURE }]);
  const manners: Phrases["manners"] = { ...wording.phrases.manners, ...Object.fromEntries(signed) };
  const phrases = { ...wording.phrases, manners };
  const values = bakedIn(template, anyBrand, { ...wording, texts, phrases });
  return compose(template.mjml, { ...values, blocks: shown });
}

const anyBrand = brandOf({
  name: "Any",
  domain: "any.myshopify.com",
  storefrontUrl: null,
  senderName: null,
  postalAddress: null,
  brand: {},
});
