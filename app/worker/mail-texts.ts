import type { MailLine, MailProduct } from "~/content/render-inputs";
import { formatMoney } from "~/events/money";
import type { CatalogueVariant } from "~/recommendations/catalogue";
import type { Recommendation } from "~/recommendations/recommendation";
import type { CheckoutToMail, StoredLine } from "./load-checkouts";
import type { MailShop } from "./load-mail-shop";

type Variants = ReadonlyMap<string, CatalogueVariant>;

/** The checkout's lines that can still be bought, at today's price, with today's title and picture. */
export function mailLines(checkout: CheckoutToMail, variants: Variants, shop: MailShop, locale: string): MailLine[] {
  return forSale(checkout, variants).map((line) => {
    const known = variantOf(line, variants);
    return {
      title: known?.title ?? line.title,
      variantTitle: known ? known.variantTitle : line.variantTitle,
      quantity: line.quantity,
      price: formatMoney(line.quantity * priceOf(line, checkout, variants, shop), checkout.currency, locale),
      imageUrl: known?.imageUrl ? squarePicture(known.imageUrl) : null,
    };
  });
}

/** What these lines cost together, shipping and taxes apart. */
export function mailTotal(checkout: CheckoutToMail, variants: Variants, shop: MailShop, locale: string): string {
  const total = forSale(checkout, variants).reduce(
    (sum, line) => sum + line.quantity * priceOf(line, checkout, variants, shop),
    0,
  );
  return formatMoney(total, checkout.currency, locale);
}

/** A recommendation as its reader sees it. */
export function mailProduct(product: Recommendation, shop: MailShop, locale: string): MailProduct {
  const { compareAtMinor, priceMinor } = product;
  return {
    title: product.title,
    url: new URL(`/products/${encodeURIComponent(product.handle)}`, shop.brand.storefrontUrl).href,
    imageUrl: squarePicture(product.imageUrl),
    imageAlt: product.imageAlt ?? product.title,
    price: formatMoney(priceMinor, shop.currency, locale),
    compareAtPrice:
      compareAtMinor !== null && compareAtMinor > priceMinor
        ? formatMoney(compareAtMinor, shop.currency, locale)
        : null,
    reason: reasonText(product.reason),
  };
}

/**
 * A picture as mails show it, square and twice the largest size on screen: Outlook cannot crop by itself.
 * https://shopify.dev/docs/api/liquid/filters/image_url
 */
function squarePicture(imageUrl: string): string {
  if (!URL.canParse(imageUrl)) return imageUrl;
  const url = new URL(imageUrl);
  for (const [name, value] of Object.entries({ width: "336", height: "336", crop: "center" })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

function reasonText(reason: Recommendation["reason"]): string {
  switch (reason.kind) {
    case "bought-together":
      return `Often bought with ${reason.withTitle}`;
    case "similar":
      return `Goes with ${reason.toTitle}`;
    case "best-seller":
      return "A favourite of other customers";
    case "new":
      return "New in the shop";
  }
}

/** A line whose product the catalogue does not know stays: not knowing is no proof that it is gone. */
function forSale({ lines }: CheckoutToMail, variants: Variants): readonly StoredLine[] {
  return lines.filter((line) => variantOf(line, variants)?.isAvailable ?? true);
}

/** Today's price where it is in the checkout's currency; else the checkout's own. */
function priceOf(line: StoredLine, checkout: CheckoutToMail, variants: Variants, shop: MailShop): number {
  const known = variantOf(line, variants);
  return known && checkout.currency === shop.currency ? known.priceMinor : line.priceMinor;
}

function variantOf({ variantId }: StoredLine, variants: Variants): CatalogueVariant | undefined {
  return variantId === null ? undefined : variants.get(variantId);
}

/** A locale that Intl takes: what a payload says is not to be trusted, and a wrong one would throw. */
export function localeOr(written: string | null, otherwise: string): string {
  if (written === null) return otherwise;
  try {
    return Intl.getCanonicalLocales(written)[0] ?? otherwise;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return otherwise;
  }
}
