import { z } from "zod";
import type { Delivery } from "../delivery";
import { sourceOrderOf } from "../frame";
import { parseJson } from "../parse-json";
import { amount, httpUrl, id, text, time } from "./payload-parts";

/** What a webhook says of the catalogue. Nothing that a person did: no event comes of it, but other rows. */
export type CatalogueNews =
  | { readonly is: "product"; readonly product: ToldProduct }
  | { readonly is: "deleted"; readonly productId: string; readonly sourceOrder: string }
  /** That some stock changed, not whether it can be bought. */
  | { readonly is: "stock"; readonly inventoryItemId: string }
  /** That a collection changed, came or went, not which products are in it. */
  | { readonly is: "collection"; readonly collectionId: string };

/** A product as its webhook tells it. Whether a variant can be bought, and in which collections it is, is not told. */
export interface ToldProduct {
  readonly productId: string;
  readonly title: string;
  readonly handle: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly imageUrl: string | null;
  readonly imageAlt: string | null;
  readonly isPublished: boolean;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  /** How new this telling is. Compare as text. */
  readonly sourceOrder: string;
  readonly variants: readonly ToldVariant[];
  /** All that it has: of more than a hundred variants only some are told whole. */
  readonly variantIds: readonly string[];
}

export interface ToldVariant {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly position: number;
  /** Decimal text in the shop's currency, which a product's payload does not name. */
  readonly price: string;
  readonly compareAtPrice: string | null;
  readonly imageUrl: string | null;
}

const image = z.object({ id: id.nullish(), src: text, alt: text });
const identified = { id, admin_graphql_api_id: id.optional() };

const productPayload = z.object({
  ...identified,
  title: z.string(),
  handle: z.string(),
  vendor: text,
  product_type: text,
  tags: text,
  status: z.string(),
  published_at: time.nullish(),
  updated_at: time,
  image: image.nullish(),
  images: z.array(image).nullish(),
  variants: z.array(
    z.object({
      ...identified,
      title: z.string(),
      position: z.number().int(),
      price: amount,
      compare_at_price: amount.nullish(),
      image_id: id.nullish(),
    }),
  ),
  variant_gids: z.array(z.object({ admin_graphql_api_id: id })).nullish(),
});

const deletedPayload = z.object({ id });
const collectionPayload = z.object({ id, admin_graphql_api_id: id.optional() });
const stockPayload = z.object({ inventory_item_id: id, admin_graphql_api_id: z.string().optional() });

/** The news in a delivery; null for another topic. Throws ZodError, and SyntaxError or TypeError for what is no JSON. */
export function readCatalogueNews(delivery: Delivery): CatalogueNews | null {
  switch (delivery.topic) {
    case "products/create":
    case "products/update":
      return { is: "product", product: toldProduct(delivery, productPayload.parse(parseJson(delivery.payload))) };
    case "products/delete": {
      const { id: productId } = deletedPayload.parse(parseJson(delivery.payload));
      return { is: "deleted", productId, sourceOrder: sourceOrderOf(delivery, delivery.triggeredAt) };
    }
    case "inventory_levels/update": {
      const { inventory_item_id, admin_graphql_api_id } = stockPayload.parse(parseJson(delivery.payload));
      // "gid://shopify/InventoryLevel/1?inventory_item_id=2" has the exact id; the number is rounded in the samples.
      const exact = /[?&]inventory_item_id=(\d+)/.exec(admin_graphql_api_id ?? "")?.[1];
      return { is: "stock", inventoryItemId: exact ?? inventory_item_id };
    }
    case "collections/create":
    case "collections/update":
    case "collections/delete": {
      const payload = collectionPayload.parse(parseJson(delivery.payload));
      return { is: "collection", collectionId: payload.admin_graphql_api_id ?? payload.id };
    }
    default:
      return null;
  }
}

function toldProduct(delivery: Delivery, payload: z.infer<typeof productPayload>): ToldProduct {
  const productId = payload.admin_graphql_api_id ?? payload.id;
  const updatedAt = new Date(payload.updated_at);
  const publishedAt = payload.published_at ? new Date(payload.published_at) : null;
  const pictures = new Map((payload.images ?? []).map((one) => [one.id ?? "", httpUrl(one.src)]));
  const variants = payload.variants.map((variant) => ({
    productId,
    variantId: variant.admin_graphql_api_id ?? variant.id,
    title: variant.title,
    position: variant.position,
    price: variant.price,
    compareAtPrice: variant.compare_at_price ?? null,
    imageUrl: (variant.image_id && pictures.get(variant.image_id)) || null,
  }));
  return {
    productId,
    title: payload.title,
    handle: payload.handle,
    vendor: payload.vendor ?? "",
    type: payload.product_type ?? "",
    tags: (payload.tags ?? "")
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    imageUrl: httpUrl(payload.image?.src),
    imageAlt: payload.image?.alt || null,
    // `published_at` is of the online store. An unlisted product is for those who were given its link.
    isPublished: payload.status === "active" && publishedAt !== null && publishedAt <= delivery.triggeredAt,
    publishedAt: publishedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
    sourceOrder: sourceOrderOf(delivery, updatedAt),
    variants,
    variantIds: [
      ...new Set([
        ...variants.map(({ variantId }) => variantId),
        ...(payload.variant_gids ?? []).map((one) => one.admin_graphql_api_id),
      ]),
    ],
  };
}
