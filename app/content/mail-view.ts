import type { HeroKind } from "~/content/blocks";
import { type Brand, networks } from "~/content/brand";
import type { MailAnswer, MailLine, MailProduct, RenderInputs } from "~/content/render-inputs";
import { greetingName, oneLine, webUrl } from "~/content/safe-text";
import type { UsageTips } from "~/content/usage-tips";
import type { Wording } from "~/content/wording";

/** What `{{ }}` can say in a template's source. Every text is one line, every url leads to the web or is null. */
export interface MailView {
  readonly subject: string;
  readonly preheader: string;
  /** What it is about, in a few words. */
  readonly about: { readonly product: string; readonly order: string };
  /** The first name to greet with. */
  readonly name: string | null;
  readonly isRequested: boolean;
  readonly shop: {
    readonly name: string;
    readonly url: string;
    readonly logoUrl: string | null;
    readonly senderLine: string;
    readonly postalAddress: string | null;
    /** The merchant's own line, and where the shop is met besides. */
    readonly footerText: string | null;
    readonly social: readonly { readonly name: string; readonly url: string }[];
  };
  readonly items: { readonly url: string; readonly lines: readonly LineView[]; readonly total: string } | null;
  readonly order: { readonly name: string; readonly lines: readonly LineView[]; readonly total: string } | null;
  readonly products: readonly Pictured<MailProduct>[];
  /** The first of them. */
  readonly product: Pictured<MailProduct> | null;
  readonly usage: readonly UsageTips[];
  /** The picture at the top, and where it leads. */
  readonly hero: { readonly imageUrl: string; readonly imageAlt: string; readonly url: string } | null;
  readonly incentive: RenderInputs["incentive"];
  /** When the offer ends. */
  readonly deadline: string | null;
  readonly answers: readonly MailAnswer[];
  readonly recommendations: readonly Pictured<MailProduct>[];
  /** The ids of the custom messages that they see. */
  readonly messages: readonly string[];
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string | null;
  readonly trapUrl: string | null;
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
export function mailView(
  inputs: RenderInputs,
  brand: Brand,
  { phrases }: Wording,
  texts: Pick<MailView, "subject" | "preheader" | "about">,
  heroKind: HeroKind,
): MailView {
  const unsubscribeUrl = webUrl(inputs.unsubscribeUrl);
  if (unsubscribeUrl === null) {
    throw new Error(
      `The unsubscribe address "${inputs.unsubscribeUrl}" is no http(s) address, so the mail was not rendered.`,
    );
  }
  const products = inputs.products.flatMap(productView);
  return {
    ...texts,
    name: greetingName(inputs.contact.firstName),
    isRequested: inputs.isRequested,
    shop: {
      name: oneLine(brand.shopName),
      url: webUrl(inputs.shopUrl ?? null) ?? brand.storefrontUrl,
      logoUrl: brand.logoUrl,
      senderLine: oneLine(brand.senderLine),
      postalAddress: oneLineOrNull((brand.postalAddress ?? "").trim().replace(/\s*[\r\n]+\s*/g, ", ")),
      footerText: oneLineOrNull(brand.footerText),
      social: socialLinks(brand),
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
    usage: inputs.usage.map((topic) => phrases.tips[topic]),
    incentive: inputs.incentive && { code: oneLine(inputs.incentive.code), offer: oneLine(inputs.incentive.offer) },
    hero: heroOf(inputs, heroKind, brand),
    messages: inputs.messages,
    deadline: inputs.incentive && oneLineOrNull(inputs.deadline),
    answers: inputs.answers.flatMap(answerView),
    recommendations: inputs.recommendations.flatMap(productView),
    unsubscribeUrl,
    preferencesUrl: webUrl(inputs.preferencesUrl ?? null),
    trapUrl: webUrl(inputs.trapUrl ?? null),
  };
}

function heroOf(inputs: RenderInputs, kind: HeroKind, brand: Brand): MailView["hero"] {
  switch (kind) {
    case "none":
      return null;
    case "category":
      return inputs.hero && heroView(inputs.hero);
    case "product":
      return heroProduct(inputs, brand);
  }
}

/** The first of what a mail is about that has a picture. */
function heroProduct({ items, order, products }: RenderInputs, brand: Brand): MailView["hero"] {
  const all = [
    ...(items?.lines ?? []).map((line) => ({ ...line, url: items?.url ?? null })),
    ...(order?.lines ?? []),
    ...products,
  ];
  const first = all.find(({ imageUrl }) => imageUrl !== null);
  if (!first?.imageUrl) return null;
  return heroView({ imageUrl: first.imageUrl, imageAlt: first.title, url: first.url ?? brand.storefrontUrl });
}

function heroView({ imageUrl, imageAlt, url }: NonNullable<RenderInputs["hero"]>): MailView["hero"] {
  const picture = webUrl(imageUrl);
  const address = webUrl(url);
  return picture && address ? { imageUrl: picture, imageAlt: oneLine(imageAlt), url: address } : null;
}

function socialLinks({ social }: Brand): MailView["shop"]["social"] {
  const found = new Map<string, string | null>(Object.entries(social));
  return Object.entries(networks).flatMap(([network, name]) => {
    const url = found.get(network) ?? null;
    return url === null ? [] : [{ name, url }];
  });
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
