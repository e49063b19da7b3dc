import type { Block, HeroKind } from "~/content/blocks";
import type { Translated } from "~/content/language";
import type { Because } from "~/content/phrases";
import type { RenderInputs } from "~/content/render-inputs";

/**
 * What a mail may be sent for. *Marketing* needs a subscribed contact; *transactional* carries no
 * promotion; *requested* is the one mail that somebody asked for.
 */
export type MailClass = "marketing" | "transactional" | "requested";

/**
 * What a mail makes no sense without: whoever fills it finds that, or the mail is not sent. `products`: those that
 * its run is about; `order-pages`: of an order, something that still has its page; `recommendations`: some to show.
 */
export type Need = "checkout" | "cart" | "order" | "order-pages" | "products" | "viewed" | "recommendations";

/** What every mail says, in one language, its HTML and its text part alike. */
interface CommonTexts {
  /** May hold merge tags: see subject.ts. */
  readonly subject: string;
  /** What an inbox shows after the subject. May hold merge tags. */
  readonly preheader: string;
  /** This and what follows may hold Liquid, as the mail's sources do; no markup. */
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** What some mails have words of their own for. */
interface OwnTexts {
  /** On the button. */
  readonly action: string;
  /** Above the products, where there are some. */
  readonly picks: string;
  /** What it has to tell, one after the other. */
  readonly points: readonly { readonly title: string; readonly text: string }[];
  /** What it asks, above the answers. */
  readonly question: string;
  /** The labels of a preset's answers, by their names. */
  readonly answers: Readonly<Record<string, string>>;
}

/** The texts of a mail that has these of its own: in each language the same ones. */
export type Texts<Own extends keyof OwnTexts = never> = CommonTexts & Pick<OwnTexts, Own>;

export type MailTexts = CommonTexts & Partial<OwnTexts>;

/** One mail as its folder in emails/ declares it: texts, sources, and a sample to show and test it with. */
export interface Template {
  readonly key: string;
  /** In a merchant's words. */
  readonly name: string;
  readonly description: string;
  readonly class: MailClass;
  readonly needs: Need | null;
  readonly because: Because;
  /** Below its card, in this order; absent: recommendations where its class allows them. */
  readonly blocks?: readonly Block[];
  /** The picture at its top; absent: none. */
  readonly hero?: HeroKind;
  readonly texts: Translated<MailTexts>;
  /** `[[ ]]` and `[% %]` are filled once per brand and language, `{{ }}` and `{% %}` once per recipient. */
  readonly mjml: string;
  readonly text: string;
  readonly sample: RenderInputs;
}
