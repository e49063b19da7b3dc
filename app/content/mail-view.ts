import type { Brand } from "~/content/brand";
import type { MailAnswer, MailLine, MailProduct, RenderInputs } from "~/content/render-inputs";
import { greetingName, oneLine, webUrl } from "~/content/safe-text";
import { type UsageTips, usageTips } from "~/content/usage-tips";

/** What `{{ }}` can say in a template's source. Every text is one line, every url leads to the web or is null. */
export interface MailView {
  readonly subject: string;
  readonly preheader: string;
  readonly greeting: string;
  readonly isRequested: boolean;
  readonly shop: {
    readonly name: string;
    readonly url: string;
    readonly logoUrl: string | null;
    readonly senderLine: string;
    readonly postalAddress: string | null;
  };
  readonly items: { readonly url: string; readonly lines: readonly LineView[]; readonly total: string } | null;
  readonly order: { readonly name: string; readonly lines: readonly LineView[]; readonly total: string } | null;
  readonly products: readonly Pictured<MailProduct>[];
  /** The first of them. */
  readonly product: Pictured<MailProduct> | null;
  readonly usage: readonly UsageTips[];
  /** A picture of what the reader likes, and where it leads. */
  readonly hero: { readonly imageUrl: string; readonly imageAlt: string; readonly url: string } | null;
  readonly incentive: RenderInputs["incentive"];
  /** When the offer ends. */
  readonly deadline: string | null;
  readonly answers: readonly MailAnswer[];
  readonly recommendations: readonly Pictured<MailProduct>[];
  readonly unsubscribeUrl: string;
}

/** `initial` stands where a picture would be when `imageUrl` is null. */
type Pictured<T> = Omit<T, "imageUrl"> & { readonly imageUrl: string | null; readonly initial: string };

/** `label` is the title with its variant, for plain text. */
type LineView = Pictured<MailLine> & { readonly label: string };

/**
 * The inputs of one mail made safe to render. A product whose address is not http(s) is left out, a
 * picture's becomes its initial, a cart's becomes the storefront. Throws when the unsubscribe
 * address is none: such a mail must not leave.
 */
export function mailView(inputs: RenderInputs, brand: Brand, texts: { subject: string; preheader: string }): MailView {
  const unsubscribeUrl = webUrl(inputs.unsubscribeUrl);
  if (unsubscribeUrl === null) {
    throw new Error(
      `The unsubscribe address "${inputs.unsubscribeUrl}" is no http(s) address, so the mail was not rendered.`,
    );
  }
  const products = inputs.products.flatMap(productView);
  return {
    ...texts,
    greeting: greetingName(inputs.contact.firstName) ?? "there",
    isRequested: inputs.isRequested,
    shop: {
      name: oneLine(brand.shopName),
      url: brand.storefrontUrl,
      logoUrl: brand.logoUrl,
      senderLine: oneLine(brand.senderLine),
      postalAddress: oneLineOrNull((brand.postalAddress ?? "").trim().replace(/\s*[\r\n]+\s*/g, ", ")),
    },
    items: inputs.items && {
      url: webUrl(inputs.items.url) ?? brand.storefrontUrl,
      lines: inputs.items.lines.map(lineView),
      total: oneLine(inputs.items.total),
    },
    order: inputs.order && {
      name: oneLine(inputs.order.name),
      lines: inputs.order.lines.map(lineView),
      total: oneLine(inputs.order.total),
    },
    products,
    product: products[0] ?? null,
    usage: inputs.usage.map((topic) => usageTips[topic]),
    incentive: inputs.incentive && { code: oneLine(inputs.incentive.code), offer: oneLine(inputs.incentive.offer) },
    hero: inputs.hero && heroView(inputs.hero),
    deadline: inputs.incentive && oneLineOrNull(inputs.deadline),
    answers: inputs.answers.flatMap(answerView),
    recommendations: inputs.recommendations.flatMap(productView),
    unsubscribeUrl,
  };
}

function heroView({ imageUrl, imageAlt, url }: NonNullable<RenderInputs["hero"]>): MailView["hero"] {
  const picture = webUrl(imageUrl);
  const address = webUrl(url);
  return picture && address ? { imageUrl: picture, imageAlt: oneLine(imageAlt), url: address } : null;
}

function lineView(line: MailLine): LineView {
  const title = oneLine(line.title);
  const variantTitle = oneLineOrNull(line.variantTitle);
  return {
    title,
    variantTitle,
    label: variantTitle ? `${title} (${variantTitle})` : title,
    quantity: line.quantity,
    price: oneLine(line.price),
    imageUrl: webUrl(line.imageUrl),
    initial: initialOf(title),
    url: webUrl(line.url),
  };
}

function answerView({ name, label, url }: MailAnswer): MailAnswer[] {
  const address = webUrl(url);
  return address === null ? [] : [{ name, label: oneLine(label), url: address }];
}

function productView(product: MailProduct): Pictured<MailProduct>[] {
  const url = webUrl(product.url);
  if (url === null) return [];
  const title = oneLine(product.title);
  return [
    {
      title,
      url,
      imageUrl: webUrl(product.imageUrl),
      imageAlt: oneLine(product.imageAlt) || title,
      initial: initialOf(title),
      price: oneLine(product.price),
      compareAtPrice: oneLineOrNull(product.compareAtPrice),
      reason: oneLine(product.reason),
    },
  ];
}

/** Null for an empty text too: Liquid takes "" for true. */
function oneLineOrNull(text: string | null): string | null {
  return oneLine(text ?? "") || null;
}

function initialOf(title: string): string {
  const first = title.codePointAt(0);
  return first === undefined ? "" : String.fromCodePoint(first).toUpperCase();
}
