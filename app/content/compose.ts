import { partials } from "emails/partials/partials";
import { Liquid } from "liquidjs";
import { type Block, type HeroKind, shippedBlocks } from "~/content/blocks";
import type { Brand } from "~/content/brand";
import { type Look, lookOf } from "~/content/look";
import type { Manners, Phrases } from "~/content/phrases";
import type { MailTexts, Template } from "~/content/template";
import type { Wording } from "~/content/wording";

// Two passes over one source: this one, per brand and language, answers to square brackets only, so that the
// recipient's {{ }} and {% %} go through untouched. What it fills in are colours, lengths and a font
// of our own list, and the mail's own words; a shop's are filled in per recipient, where they are escaped. MJML's own
// mj-include is no way: it reads files, and the built server has none.
const composer = new Liquid({
  tagDelimiterLeft: "[%",
  tagDelimiterRight: "%]",
  outputDelimiterLeft: "[[",
  outputDelimiterRight: "]]",
  templates: partials,
  cache: true,
  strictVariables: true,
  strictFilters: true,
  // A partial's parameter may be left out.
  lenientIf: true,
  ownPropertyOnly: true,
});

/** What `[[ ]]` can say in a template's source. */
export interface BakedIn extends Look {
  readonly language: Wording["language"];
  /** The sides where a line begins and ends. */
  readonly start: "left" | "right";
  readonly end: "left" | "right";
  readonly class: Template["class"];
  readonly words: MailTexts & { readonly action: string; readonly picks: string };
  readonly phrases: Phrases;
  readonly manners: Manners;
  /** Why they are written to, with SHOP for the shop's name. */
  readonly because: string;
  /** What stands below the mail's card, in this order. */
  readonly blocks: readonly Block[];
  readonly heroKind: HeroKind;
  readonly isSigned: boolean;
  /** Paragraphs that only some recipients see, by the ids under which a mail's inputs name them. */
  readonly messages: readonly { readonly id: string; readonly text: string }[];
}

/** What a merchant can change of a mail beside its texts. */
export type Made = Pick<BakedIn, "blocks" | "heroKind" | "isSigned" | "messages">;

const LEFT_TO_RIGHT = { start: "left", end: "right" } as const;
const RIGHT_TO_LEFT = { start: "right", end: "left" } as const;

/** What is baked into a template in one brand and one wording. */
export function bakedIn(
  template: Template,
  brand: Brand,
  { language, texts, phrases }: Wording,
  made: Made = asShipped(template),
): BakedIn {
  return {
    ...lookOf(brand),
    language,
    ...(language.direction === "ltr" ? LEFT_TO_RIGHT : RIGHT_TO_LEFT),
    class: template.class,
    words: { action: phrases.visit, picks: phrases.picks, ...texts },
    phrases,
    manners: phrases.manners[brand.tone],
    because: phrases.because[template.because],
    ...made,
  };
}

function asShipped(template: Template): Made {
  return { blocks: shippedBlocks(template), heroKind: template.hero ?? "none", isSigned: true, messages: [] };
}

/** A template's source with its partials and what is baked in filled in. Throws on an unknown partial or name. */
export function compose(source: string, values: BakedIn): string {
  return String(composer.parseAndRenderSync(source, {}, { globals: values }));
}
