import type { RenderInputs } from "~/content/render-inputs";

/** What differs from one measured mail to the next: 4 lines, 4 recommended products, each reduced. */
export interface MailWords {
  readonly firstName: string;
  readonly recoveryUrl: string;
  readonly total: string;
  readonly unsubscribeUrl: string;
  readonly lines: readonly Record<(typeof LINE)[number], string>[];
  readonly products: readonly Record<(typeof PRODUCT)[number], string>[];
}

const LINE = ["title", "variantTitle", "price", "imageUrl"] as const;
const PRODUCT = ["title", "url", "imageUrl", "imageAlt", "price", "compareAtPrice", "reason"] as const;

export const LINES = 4;
export const PRODUCTS = 4;

/** The words in one order, by which a concatenation finds them. */
export function mailWords({ firstName, recoveryUrl, total, unsubscribeUrl, lines, products }: MailWords): string[] {
  return [
    ...[firstName, recoveryUrl, total, unsubscribeUrl],
    ...lines.flatMap((line) => LINE.map((field) => line[field])),
    ...products.flatMap((product) => PRODUCT.map((field) => product[field])),
  ];
}

/** The same words as our own renderer takes them. */
export function inputsOf({ firstName, lines, products, ...words }: MailWords): RenderInputs {
  return {
    locale: "en",
    contact: { firstName },
    isRequested: false,
    items: {
      url: words.recoveryUrl,
      lines: lines.map((line) => ({ ...line, quantity: 1, url: null })),
      total: words.total,
    },
    order: null,
    products: [],
    usage: [],
    hero: null,
    incentive: null,
    deadline: null,
    answers: [],
    recommendations: products,
    messages: [],
    templateVersion: 0,
    unsubscribeUrl: words.unsubscribeUrl,
  };
}
