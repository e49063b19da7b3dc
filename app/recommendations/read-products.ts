import type { AdminClient } from "~/admin.server";
import { bareId } from "~/admin-api/bare-id";
import {
  ProductsPageDocument,
  type ProductsPageQuery,
  ProductVariantsPageDocument,
  type VariantFieldsFragment,
} from "~/admin-api/generated/graphql";
import { MOST_A_PAGE, pages } from "~/admin-api/pages";
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

type ProductNode = ProductsPageQuery["products"]["nodes"][number];

/** The store's products with all their variants, page by page, in the order of their ids. */
export async function* readProducts(admin: AdminClient): AsyncGenerator<ProductRow[]> {
  let currency = "";
  const walk = pages(async (first, after) => {
    const { shop, products } = await admin.request(ProductsPageDocument, { first, after });
    currency = shop.currencyCode;
    return products;
  }, MOST_A_PAGE);
  for await (const nodes of walk) {
    const rows: ProductRow[] = [];
    for (const node of nodes) rows.push(productRow(node, await variantsOf(admin, node), currency));
    yield rows;
  }
}

/** A product can have 2,048 variants; the page of products brings the first 50. */
async function variantsOf(admin: AdminClient, product: ProductNode): Promise<readonly VariantFieldsFragment[]> {
  const { nodes, pageInfo } = product.variants;
  if (!pageInfo.hasNextPage) return nodes;
  const all = [...nodes];
  const walk = pages(
    async (first, after) => {
      const answer = await admin.request(ProductVariantsPageDocument, { productId: product.id, first, after });
      // Deleted since its page was read: the next load takes the product out.
      return answer.product?.variants ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    },
    MOST_A_PAGE,
    pageInfo.endCursor,
  );
  for await (const more of walk) all.push(...more);
  return all;
}

function productRow(node: ProductNode, variants: readonly VariantFieldsFragment[], currency: string): ProductRow {
  const productId = bareId(node.id);
  return {
    productId,
    title: node.title,
    handle: node.handle,
    vendor: node.vendor,
    type: node.productType,
    tags: node.tags,
    collections: node.collections.nodes.map(({ title }) => title),
    imageUrl: webUrl(node.featuredMedia?.preview?.image?.url),
    imageAlt: node.featuredMedia?.alt || null,
    // An unlisted product is for those who were given its link, and for no one else.
    isPublished: node.status === "ACTIVE" && node.onlineStoreUrl !== null,
    publishedAt: node.publishedAt,
    updatedAt: node.updatedAt,
    variants: variants.map((variant) => variantRow(productId, variant, currency)),
  };
}

function variantRow(productId: string, variant: VariantFieldsFragment, currency: string): VariantRow {
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
    imageUrl: webUrl(variant.media.nodes[0]?.preview?.image?.url),
  };
}

/** The url when a mail may show it, else null. */
function webUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
