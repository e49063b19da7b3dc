import type { Product, Shop, Variant } from "../../store/types";
import { pictureUrl } from "../graphql/image-node";
import { wireId, wireMoney, wireTime } from "./wire";

/** The body of products/create and products/update, with the keys of API 2026-07's sample. */
export function productPayload(product: Product, shop: Shop, url: string) {
  const picture = {
    id: wireId(product.id),
    alt: product.title,
    position: 1,
    product_id: wireId(product.id),
    created_at: wireTime(product.createdAt, shop),
    updated_at: wireTime(product.updatedAt, shop),
    admin_graphql_api_id: `gid://shopify/ProductImage/${product.id}`,
    width: 1200,
    height: 1200,
    src: pictureUrl(url, product),
    variant_ids: [],
  };
  return {
    admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
    body_html: `<p>${product.description}</p>`,
    created_at: wireTime(product.createdAt, shop),
    handle: product.handle,
    id: wireId(product.id),
    product_type: product.type,
    published_at: wireTime(product.publishedAt, shop),
    template_suffix: null,
    title: product.title,
    updated_at: wireTime(product.updatedAt, shop),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: "global",
    tags: product.tags.toSorted().join(", "),
    variants: product.variants.map((variant) => wireVariant(product, variant, shop)),
    options: [
      {
        name: product.optionName,
        id: wireId(product.id),
        product_id: wireId(product.id),
        position: 1,
        values: product.variants.map(({ title }) => title),
      },
    ],
    images: [picture],
    image: picture,
    media: [],
    variant_gids: product.variants.map(({ id }) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
      updated_at: product.updatedAt,
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

function wireVariant(product: Product, variant: Variant, shop: Shop) {
  return {
    admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
    barcode: null,
    compare_at_price: variant.compareAtMinor === null ? null : wireMoney(variant.compareAtMinor),
    created_at: wireTime(product.createdAt, shop),
    id: wireId(variant.id),
    inventory_policy: "deny",
    position: variant.position,
    price: wireMoney(variant.priceMinor),
    product_id: wireId(product.id),
    sku: variant.sku,
    taxable: true,
    title: variant.title,
    updated_at: wireTime(product.updatedAt, shop),
    option1: variant.title,
    option2: null,
    option3: null,
    image_id: null,
    inventory_item_id: wireId(variant.inventoryItemId),
    inventory_quantity: variant.stock,
    old_inventory_quantity: variant.stock,
  };
}
