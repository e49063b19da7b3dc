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

/** The words of a mail, for its HTML and its text part alike. They may hold Liquid, as its sources do; no markup. */
export interface Words {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** On the button. */
  readonly action: string;
  /** "You get this mail because you … at Lantern & Lane". */
  readonly because: string;
  /** Above the products, where there are some. */
  readonly picks: string;
  /** What it has to tell, one after the other. */
  readonly points?: readonly { readonly title: string; readonly text: string }[];
  /** What it asks, above the answers. */
  readonly question?: string;
}

/** One mail as its folder in emails/ declares it: texts, sources, and a sample to show and test it with. */
export interface Template {
  readonly key: string;
  /** In a merchant's words. */
  readonly name: string;
  readonly description: string;
  readonly class: MailClass;
  readonly needs: Need | null;
  /** The language that it is written in, for `lang` and `dir`. */
  readonly language: { readonly tag: string; readonly direction: "ltr" | "rtl" };
  /** May hold merge tags: see subject.ts. */
  readonly subject: string;
  /** What an inbox shows after the subject. May hold merge tags. */
  readonly preheader: string;
  readonly words: Words;
  /** `[[ ]]` and `[% %]` are filled once per brand, `{{ }}` and `{% %}` once per recipient. */
  readonly mjml: string;
  readonly text: string;
  readonly sample: RenderInputs;
}
