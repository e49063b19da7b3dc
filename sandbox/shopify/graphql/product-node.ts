import { marketOf } from "../../store/markets";
import type { Product, Variant } from "../../store/types";
import { type ConnectionArguments, connection } from "./connection";
import { image, mediaImage } from "./image-node";
import { sorted } from "./search";
import { exactly, type Fields, gid, idOf, money, moneyText, type World } from "./world";

/** Where a shopper is, as contextual prices ask for it. */
interface PricedIn {
  readonly context: { readonly country?: string | null };
}

type SortedArguments = ConnectionArguments & { readonly sortKey?: string };

/** Whether a shopper can find it in the online store. */
export function isPublished(product: Product): boolean {
  return product.status === "ACTIVE" && product.publishedAt !== null;
}

export function productNode(world: World, product: Product): Fields {
  const { url } = world.context;
  const { currency } = world.store.state.shop;
  const prices = product.variants.map((variant) => variant.priceMinor);
  const compareAts = product.variants.flatMap((variant) => variant.compareAtMinor ?? []);
  const media = () => mediaImage(world, product);
  const collections = () => world.store.state.collections.filter(({ handle }) => product.collections.includes(handle));
  const optionValues = product.variants.map((variant) => variant.title);
  const range = {
    minVariantPrice: money(Math.min(...prices), currency),
    maxVariantPrice: money(Math.max(...prices), currency),
  };
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: product.id,
    defaultCursor: product.id,
    handle: product.handle,
    title: product.title,
    description: ({ truncateAt }: { truncateAt?: number }) => product.description.slice(0, truncateAt),
    descriptionHtml: `<p>${product.description}</p>`,
    vendor: product.vendor,
    productType: product.type,
    category: null,
    tags: product.tags.toSorted(),
    status: product.status,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.publishedAt,
    onlineStoreUrl: isPublished(product) ? `${url}/products/${product.handle}` : null,
    onlineStorePreviewUrl: `${url}/products/${product.handle}`,
    templateSuffix: null,
    seo: { title: null, description: null },
    isGiftCard: false,
    requiresSellingPlan: false,
    featuredMedia: media,
    featuredImage: () => image(world, product),
    media: (asked: ConnectionArguments) => connection([product], asked, mediaId, media),
    mediaCount: exactly(1),
    images: (asked: ConnectionArguments) => connection([product], asked, mediaId, () => image(world, product)),
    options: ({ first }: { first?: number }) =>
      [
        {
          __typename: "ProductOption",
          id: gid("ProductOption", product.id),
          name: product.optionName,
          position: 1,
          values: optionValues,
          optionValues: optionValues.map((name) => ({ __typename: "ProductOptionValue", name, hasVariants: true })),
        },
      ].slice(0, first),
    variants: (asked: SortedArguments) =>
      connection(
        sorted(product.variants, asked.sortKey ?? "POSITION", variantOrder),
        asked,
        ({ id }) => id,
        (variant) => world.node.variant(product, variant),
      ),
    variantsCount: exactly(product.variants.length),
    totalVariants: product.variants.length,
    hasOnlyDefaultVariant: product.variants.length === 1 && optionValues[0] === "Default Title",
    hasOutOfStockVariants: product.variants.some((variant) => variant.stock <= 0),
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.stock, 0),
    tracksInventory: true,
    priceRangeV2: range,
    priceRange: range,
    compareAtPriceRange:
      compareAts.length === 0
        ? null
        : {
            minVariantCompareAtPrice: money(Math.min(...compareAts), currency),
            maxVariantCompareAtPrice: money(Math.max(...compareAts), currency),
          },
    collections: (asked: SortedArguments) => connection(collections(), asked, ({ id }) => id, world.node.collection),
    inCollection: ({ id }: { id: string }) => collections().some((one) => one.id === idOf("Collection", id)),
    metafield: null,
    metafields: (asked: ConnectionArguments) => connection([], asked, String, String),
    publishedOnCurrentPublication: isPublished(product),
    publishedInContext: ({ context }: PricedIn) =>
      isPublished(product) && marketOf(context.country, currency).isSold(product.handle),
    resourcePublicationOnCurrentPublication: isPublished(product)
      ? { isPublished: true, publishDate: product.publishedAt }
      : null,
  };
}

export function variantNode(world: World, product: Product, variant: Variant): Fields {
  const title = variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`;
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: variant.id,
    defaultCursor: variant.id,
    title: variant.title,
    displayName: title,
    sku: variant.sku,
    barcode: null,
    position: variant.position,
    price: moneyText(variant.priceMinor),
    compareAtPrice: variant.compareAtMinor === null ? null : moneyText(variant.compareAtMinor),
    contextualPricing: ({ context }: PricedIn) => {
      world.faults.strike("contextualPricing");
      const market = marketOf(context.country, world.store.state.shop.currency);
      const priced = (minor: number) => money(market.priceMinor(minor), market.currency);
      return {
        __typename: "ProductVariantContextualPricing",
        price: priced(variant.priceMinor),
        compareAtPrice: variant.compareAtMinor === null ? null : priced(variant.compareAtMinor),
        unitPrice: null,
      };
    },
    availableForSale: variant.stock > 0,
    inventoryQuantity: variant.stock,
    sellableOnlineQuantity: variant.stock,
    inventoryPolicy: "DENY",
    inventoryItem: () => inventoryItemNode(world, product, variant),
    selectedOptions: [{ name: product.optionName, value: variant.title }],
    taxable: true,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    product: () => world.node.product(product),
    image: null,
    media: (asked: ConnectionArguments) => connection([], asked, String, String),
    metafield: null,
  };
}

/** InventoryItem: what is counted in stock, of one variant here. */
export function inventoryItemNode(world: World, product: Product, variant: Variant): Fields {
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", variant.inventoryItemId),
    legacyResourceId: variant.inventoryItemId,
    sku: variant.sku,
    tracked: true,
    requiresShipping: true,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    variants: (asked: ConnectionArguments) =>
      connection(
        [variant],
        asked,
        ({ id }) => id,
        (one) => world.node.variant(product, one),
      ),
  };
}

const variantOrder = {
  ID: (variant: Variant) => Number(variant.id),
  POSITION: (variant: Variant) => variant.position,
  TITLE: (variant: Variant) => variant.title,
  SKU: (variant: Variant) => variant.sku,
  INVENTORY_QUANTITY: (variant: Variant) => variant.stock,
};

function mediaId(product: Product): string {
  return product.id;
}
