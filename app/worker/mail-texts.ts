import { phrases } from "emails/phrases/phrases";
import { LRUCache } from "lru-cache";
import { languageOf } from "~/content/language";
import { reasonText } from "~/content/phrases";
import type { MailLine, MailProduct } from "~/content/render-inputs";
import { formatMoney } from "~/events/money";
import type { CatalogueProduct, CatalogueVariant } from "~/recommendations/catalogue";
import type { Recommendation } from "~/recommendations/recommendation";
import type { MailFacts } from "./load-mail-facts";
import type { MailShop } from "./load-mail-shop";
import type { StoredOrder } from "./load-orders";
import type { Market, MarketPrice } from "./market-prices";
import type { StoredItems, StoredLine } from "./stored-lines";

/** How a mail writes: for whose shop, in which language, by what the catalogue says today. */
export interface Writing {
  readonly shop: MailShop;
  readonly locale: string;
  readonly facts: Pick<MailFacts, "products" | "variants">;
  /** What things cost where its reader lives; null: as in the shop. */
  readonly market: Market | null;
}

/**
 * A checkout's or a cart's lines that can still be bought, at today's price, with today's title and picture, and what
 * they cost together, shipping and taxes apart. A line whose product the catalogue does not know stays: not
 * knowing is no proof that it is gone.
 */
export function mailItems(items: StoredItems, { shop, locale, facts, market }: Writing) {
  const currency = items.currency ?? shop.currency;
  // Today's price where it is in the checkout's currency; else the checkout's own.
  const priceOf = (line: StoredLine) => {
    if (currency === shop.currency) return known(facts.variants, line.variantId)?.priceMinor ?? line.priceMinor;
    const theirs = market && known(market.variants, line.variantId);
    return theirs?.currency === currency ? theirs.priceMinor : line.priceMinor;
  };
  const forSale = items.lines.filter(({ variantId }) => known(facts.variants, variantId)?.isAvailable ?? true);
  return {
    lines: forSale.map((line): MailLine => {
      const variant = known(facts.variants, line.variantId);
      return {
        title: variant?.title ?? line.title,
        variantTitle: variant ? variant.variantTitle : line.variantTitle,
        quantity: line.quantity,
        price: formatMoney(line.quantity * priceOf(line), currency, locale),
        imageUrl: variant?.imageUrl ? squarePicture(variant.imageUrl) : null,
        url: null,
      };
    }),
    total: formatMoney(
      forSale.reduce((sum, line) => sum + line.quantity * priceOf(line), 0),
      currency,
      locale,
    ),
  };
}

/** An order as it was placed: its own titles and prices, with today's pictures and pages. */
export function mailOrder({ name, currency, totalMinor, lines }: StoredOrder, { shop, locale, facts }: Writing) {
  return {
    name,
    lines: lines.map((line): MailLine => {
      const variant = known(facts.variants, line.variantId);
      const product = known(facts.products, line.productId);
      const imageUrl = variant?.imageUrl ?? product?.imageUrl;
      return {
        productId: line.productId,
        title: line.title,
        variantTitle: variant?.variantTitle ?? null,
        quantity: line.quantity,
        price: formatMoney(line.quantity * line.priceMinor, currency, locale),
        imageUrl: imageUrl ? squarePicture(imageUrl) : null,
        url: product?.isPublished ? productUrl(product.handle, shop) : null,
      };
    }),
    total: formatMoney(totalMinor, currency, locale),
  };
}

/** A product or a variant that a mail is about. `beforeMinor` is what it cost before, where the mail is about that. */
export function mailProduct(
  product: CatalogueProduct | CatalogueVariant,
  beforeMinor: number | null,
  { shop, locale, market }: Writing,
): MailProduct[] {
  const { productId, title, handle, imageUrl, imageAlt } = product;
  const theirs =
    market && (("variantId" in product && market.variants.get(product.variantId)) || market.products.get(productId));
  const price = theirs || shopPrice(product, shop, beforeMinor);
  if (price === null) return [];
  const about = {
    productId,
    title,
    url: productUrl(handle, shop, "variantId" in product ? product.variantId : undefined),
    imageUrl: imageUrl && squarePicture(imageUrl, 560),
    imageAlt: imageAlt ?? title,
    ...pricePair(price, locale),
    reason: "",
  };
  return [about];
}

/** A recommendation as its reader sees it. */
export function mailPick(product: Recommendation, { shop, locale, market }: Writing): MailProduct {
  const { productId, title, handle, imageUrl, imageAlt, priceMinor, compareAtMinor } = product;
  const price = market?.products.get(productId) ?? { priceMinor, compareAtMinor, currency: shop.currency };
  return {
    productId,
    title,
    url: productUrl(handle, shop),
    imageUrl: squarePicture(imageUrl),
    imageAlt: imageAlt ?? title,
    ...pricePair(price, locale),
    reason: reasonText(product.reason, phrases[languageOf(locale)]),
  };
}

/**
 * A cart's way back: a link that fills it anew, because a mail is often read in another browser.
 * https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
 */
export function cartUrl({ lines }: StoredItems, { shop, facts }: Writing): string {
  const items = lines.flatMap(({ variantId, quantity }) =>
    variantId !== null && (facts.variants.get(variantId)?.isAvailable ?? true)
      ? [`${encodeURIComponent(variantId)}:${quantity}`]
      : [],
  );
  const path = items.length > 0 ? `/cart/${items.join(",")}?storefront=true` : "/cart";
  return new URL(path, shop.brand.storefrontUrl).href;
}

/** What it costs in the shop, and cost before. What it cost before elsewhere is not known: there Shopify's own word holds. */
function shopPrice(
  { priceMinor, compareAtMinor }: CatalogueProduct,
  { currency }: MailShop,
  beforeMinor: number | null,
): MarketPrice | null {
  return priceMinor === null ? null : { priceMinor, compareAtMinor: beforeMinor ?? compareAtMinor, currency };
}

function pricePair({ priceMinor, compareAtMinor, currency }: MarketPrice, locale: string) {
  return {
    price: formatMoney(priceMinor, currency, locale),
    compareAtPrice:
      compareAtMinor !== null && compareAtMinor > priceMinor ? formatMoney(compareAtMinor, currency, locale) : null,
  };
}

export function productUrl(handle: string, { brand }: Pick<MailShop, "brand">, variantId?: string): string {
  const url = new URL(`/products/${encodeURIComponent(handle)}`, brand.storefrontUrl);
  if (variantId !== undefined) url.searchParams.set("variant", variantId);
  return url.href;
}

/**
 * A picture as mails show it, square and twice its largest size on screen: Outlook cannot crop by itself.
 * https://shopify.dev/docs/api/liquid/filters/image_url
 */
export function squarePicture(imageUrl: string, pixels = 336): string {
  return croppedPicture(imageUrl, pixels, pixels);
}

/** A picture cut to a size in pixels. */
export function croppedPicture(imageUrl: string, width: number, height: number): string {
  const name = `${width} ${height} ${imageUrl}`;
  const known = pictures.get(name);
  if (known !== undefined) return known;
  if (!URL.canParse(imageUrl)) return imageUrl;
  const url = new URL(imageUrl);
  for (const [name, value] of Object.entries({ width: `${width}`, height: `${height}`, crop: "center" })) {
    url.searchParams.set(name, value);
  }
  pictures.set(name, url.href);
  return url.href;
}

/** A shop's mails show the same few pictures again and again: eight a mail took 0.05 CPU ms. */
const pictures = new LRUCache<string, string>({ max: 2_000 });

function known<T>(from: ReadonlyMap<string, T>, id: string | null): T | undefined {
  return id === null ? undefined : from.get(id);
}
