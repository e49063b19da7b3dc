import { bareId } from "~/admin-api/bare-id";
import type { ProductsInBulkQuery } from "~/admin-api/generated/graphql";
import type { JsonlFamily } from "~/admin-api/read-jsonl";
import { minorUnits } from "~/events/money";
import type { ToldProduct } from "~/events/shopify/catalogue-news";

export interface ProductRow {
  readonly productId: string;
  readonly title: string;
  readonly handle: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  /** Null when it was not told: what is known stays. */
  readonly collections: readonly string[] | null;
  readonly imageUrl: string | null;
  readonly imageAlt: string | null;
  readonly isPublished: boolean;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly variants: readonly VariantRow[];
  /** All that it has, where `variants` may be only some of them. */
  readonly variantIds?: readonly string[];
  /** How new the telling is; without it: `updatedAt`, then when the store was asked. Compare as text. */
  readonly sourceOrder?: string;
}

export interface VariantRow {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly position: number;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  /** Null when it was not told: what is known stays, and what is new cannot be bought yet. */
  readonly isAvailable: boolean | null;
  readonly imageUrl: string | null;
}

type Node<T extends { readonly edges: readonly { readonly node: unknown }[] }> = T["edges"][number]["node"];
type ProductNode = Node<ProductsInBulkQuery["products"]>;
type VariantNode = Node<ProductNode["variants"]>;

export type ProductLine = Omit<ProductNode, "variants" | "collections">;
type VariantLine = Omit<VariantNode, "media">;
type MediaLine = Node<VariantNode["media"]>;
type CollectionLine = Node<ProductNode["collections"]>;
export type ProductPart = VariantLine | MediaLine | CollectionLine;

/** A product with its variants and collections, as a bulk operation tells it. Money is in the shop's `currency`. */
export function productRow({ root, children }: JsonlFamily<ProductLine, ProductPart>, currency: string): ProductRow {
  const productId = bareId(root.id);
  const collections: string[] = [];
  const variants: VariantLine[] = [];
  const pictures = new Map<string, string | null>();
  for (const part of children) {
    if ("price" in part) variants.push(part);
    else if ("title" in part) collections.push(part.title);
    else if (!pictures.has(part.__parentId)) pictures.set(part.__parentId, webUrl(part.preview?.image?.url));
  }
  return {
    productId,
    title: root.title,
    handle: root.handle,
    vendor: root.vendor,
    type: root.productType,
    tags: root.tags,
    collections,
    imageUrl: webUrl(root.featuredMedia?.preview?.image?.url),
    imageAlt: root.featuredMedia?.alt || null,
    // An unlisted product is for those who were given its link, and for no one else.
    isPublished: root.status === "ACTIVE" && root.onlineStoreUrl !== null,
    publishedAt: root.publishedAt,
    updatedAt: root.updatedAt,
    variants: variants.map((variant) => variantRow(productId, variant, pictures.get(variant.id) ?? null, currency)),
  };
}

/** A product as its webhook tells it. */
export function toldProductRow({ variants, ...product }: ToldProduct, currency: string): ProductRow {
  return {
    ...product,
    collections: null,
    variants: variants.map(({ price, compareAtPrice, ...variant }) => ({
      ...variant,
      ...prices(price, compareAtPrice, currency),
      isAvailable: null,
    })),
  };
}

function variantRow(productId: string, variant: VariantLine, imageUrl: string | null, currency: string): VariantRow {
  return {
    productId,
    variantId: bareId(variant.id),
    title: variant.title,
    position: variant.position,
    ...prices(variant.price, variant.compareAtPrice, currency),
    isAvailable: variant.availableForSale,
    imageUrl,
  };
}

/** Merchants leave the old price behind after a sale; struck through, it must be above the price. */
function prices(price: string, compareAtPrice: string | null, currency: string) {
  const priceMinor = minorUnits(price, currency);
  const compareAtMinor = compareAtPrice === null ? null : minorUnits(compareAtPrice, currency);
  return { priceMinor, compareAtMinor: compareAtMinor !== null && compareAtMinor > priceMinor ? compareAtMinor : null };
}

/** The url when a mail may show it, else null. */
function webUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
