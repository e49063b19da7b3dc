import type { Brand } from "~/content/brand";
import type { MailLine, MailProduct, RenderInputs } from "~/content/render-inputs";
import { greetingName, oneLine, webUrl } from "~/content/safe-text";

/** What `{{ }}` can say in a template's source. Every text is one line, every url leads to the web or is null. */
export interface MailView {
  readonly subject: string;
  readonly preheader: string;
  readonly greeting: string;
  readonly shop: {
    readonly name: string;
    readonly url: string;
    readonly logoUrl: string | null;
    readonly senderLine: string;
    readonly postalAddress: string | null;
  };
  readonly checkout: {
    readonly recoveryUrl: string;
    /** `label` is the title with its variant, for plain text. */
    readonly lines: readonly (Pictured<MailLine> & { readonly label: string })[];
    readonly total: string;
  };
  readonly recommendations: readonly Pictured<MailProduct>[];
  readonly unsubscribeUrl: string;
}

/** `initial` stands where a picture would be when `imageUrl` is null. */
type Pictured<T> = Omit<T, "imageUrl"> & { readonly imageUrl: string | null; readonly initial: string };

/**
 * The inputs of one mail made safe to render. A product whose address is not http(s) is left out, a
 * picture's becomes its initial, the checkout's becomes the storefront. Throws when the unsubscribe
 * address is none: such a mail must not leave.
 */
export function mailView(inputs: RenderInputs, brand: Brand, texts: { subject: string; preheader: string }): MailView {
  const unsubscribeUrl = webUrl(inputs.unsubscribeUrl);
  if (unsubscribeUrl === null) {
    throw new Error(
      `The unsubscribe address "${inputs.unsubscribeUrl}" is no http(s) address, so the mail was not rendered.`,
    );
  }
  return {
    ...texts,
    greeting: greetingName(inputs.contact.firstName) ?? "there",
    shop: {
      name: oneLine(brand.shopName),
      url: brand.storefrontUrl,
      logoUrl: brand.logoUrl,
      senderLine: oneLine(brand.senderLine),
      postalAddress: oneLineOrNull((brand.postalAddress ?? "").trim().replace(/\s*[\r\n]+\s*/g, ", ")),
    },
    checkout: {
      recoveryUrl: webUrl(inputs.checkout.recoveryUrl) ?? brand.storefrontUrl,
      lines: inputs.checkout.lines.map(lineView),
      total: oneLine(inputs.checkout.total),
    },
    recommendations: inputs.recommendations.flatMap(productView),
    unsubscribeUrl,
  };
}

function lineView(line: MailLine): MailView["checkout"]["lines"][number] {
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
  };
}

function productView(product: MailProduct): MailView["recommendations"] {
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
