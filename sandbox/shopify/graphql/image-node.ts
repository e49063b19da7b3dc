import type { Product } from "../../store/types";
import { type Fields, gid, type World } from "./world";

const SIDE = 1200;

/** Where a product's picture is. As on Shopify's CDN, `width` is added as a parameter. */
export function pictureUrl(url: string, product: Product): string {
  return `${url}/cdn/products/${product.handle}.png?v=1`;
}

export function image(world: World, product: Product): Fields {
  const source = pictureUrl(world.context.url, product);
  return {
    __typename: "Image",
    id: gid("ProductImage", product.id),
    altText: product.title,
    width: SIDE,
    height: SIDE,
    url: ({ transform }: { transform?: { maxWidth?: number; maxHeight?: number } }) => {
      const width = Math.min(transform?.maxWidth ?? SIDE, transform?.maxHeight ?? SIDE);
      return width < SIDE ? `${source}&width=${width}` : source;
    },
    src: source,
    originalSrc: source,
    thumbhash: null,
  };
}

export function mediaImage(world: World, product: Product): Fields {
  const picture = () => image(world, product);
  return {
    __typename: "MediaImage",
    id: gid("MediaImage", product.id),
    alt: product.title,
    mediaContentType: "IMAGE",
    mimeType: "image/png",
    status: "READY",
    fileStatus: "READY",
    mediaErrors: [],
    mediaWarnings: [],
    fileErrors: [],
    createdAt: product.createdAt,
    updatedAt: product.createdAt,
    image: picture,
    preview: () => ({ image: picture(), status: "READY" }),
  };
}
