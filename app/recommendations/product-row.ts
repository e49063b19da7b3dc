import { bareId } from "~/admin-api/bare-id";
import type { ProductsInBulkQuery } from "~/admin-api/generated/graphql";
import type { JsonlFamily } from "~/admin-api/read-jsonl";
import { minorUnits } from "~/events/money";

export interface ProductRow {
  readonly productId: string;
  readonly title: string;
  readonly handle: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
  readonly imageUrl: string | null;
  readonly imageAlt: string | null;
  readonly isPublished: boolean;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly variants: readonly VariantRow[];
}

export interface VariantRow {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly position: number;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly isAvailable: boolean;
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

function variantRow(productId: string, variant: VariantLine, imageUrl: string | null, currency: string): VariantRow {
  const priceMinor = minorUnits(variant.price, currency);
  const compareAtMinor = variant.compareAtPrice === null ? null : minorUnits(variant.compareAtPrice, currency);
  return {
    productId,
    variantId: bareId(variant.id),
    title: variant.title,
    position: variant.position,
    priceMinor,
    // Merchants leave the old price behind after a sale; struck through, it must be above the price.
    compareAtMinor: compareAtMinor !== null && compareAtMinor > priceMinor ? compareAtMinor : null,
    isAvailable: variant.availableForSale,
    imageUrl,
  };
}

/** The url when a mail may show it, else null. */
function webUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
