/**
 * What one mail is rendered from: stored with the message instead of its HTML. Every text here is
 * untrusted (a product's title, a person's name) and is escaped by the renderer; every url has been
 * checked to be http(s) by whoever built it.
 */
export interface RenderInputs {
  /** BCP 47: the language and number format of this mail. */
  readonly locale: string;
  readonly contact: { readonly firstName: string | null };
  readonly checkout: {
    readonly recoveryUrl: string;
    readonly lines: readonly MailLine[];
    /** With its currency, in the reader's format. */
    readonly total: string;
  };
  readonly recommendations: readonly MailProduct[];
  readonly unsubscribeUrl: string;
}

export interface MailLine {
  readonly title: string;
  readonly variantTitle: string | null;
  readonly quantity: number;
  readonly price: string;
  readonly imageUrl: string | null;
}

export interface MailProduct {
  readonly title: string;
  readonly url: string;
  readonly imageUrl: string;
  readonly imageAlt: string;
  readonly price: string;
  /** The struck-through price, when the product is reduced. */
  readonly compareAtPrice: string | null;
  /** "Often bought with your Linen Shirt". */
  readonly reason: string;
}
