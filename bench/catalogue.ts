import type { ProductRow } from "~/recommendations/product-row";

/** How many products the measured shop sells. */
const PRODUCTS = 200;

const materials = ["Linen", "Oak", "Brass", "Wool", "Stoneware", "Rattan", "Beeswax", "Glass", "Cotton", "Marble"];
const things = [
  ...["Cushion", "Lamp", "Vase", "Throw", "Mug", "Basket", "Candle", "Bowl", "Towel", "Tray"],
  ...["Plate", "Lantern", "Mirror", "Rug", "Planter", "Carafe", "Apron", "Clock", "Stool", "Shelf"],
];
const sizes = ["Small", "Large"];

/** What the measured shop sells: always the same, each with a picture and two variants in stock. */
export const products: readonly ProductRow[] = Array.from({ length: PRODUCTS }, (_, index) => {
  const material = materials[index % materials.length] ?? "";
  const thing = things[Math.floor(index / materials.length)] ?? "";
  const title = `${material} ${thing}`;
  const handle = title.toLowerCase().replace(" ", "-");
  const productId = String(8_000_000_000_000 + index);
  return {
    productId,
    title,
    handle,
    vendor: `House of ${material}`,
    type: thing,
    tags: [material.toLowerCase(), index % 3 === 0 ? "gift" : "everyday"],
    collections: [`Collection ${index % 8}`],
    imageUrl: `https://cdn.shopify.com/s/files/1/0777/1234/products/${handle}.jpg?v=1764000000`,
    imageAlt: `${title} on a table`,
    isPublished: true,
    publishedAt: "2026-06-01T00:00:00Z",
    updatedAt: "2026-11-01T00:00:00Z",
    variants: sizes.map((size, position) => ({
      productId,
      variantId: String(9_000_000_000_000 + index * sizes.length + position),
      title: size,
      position,
      priceMinor: 1_900 + index * 35 + position * 600,
      compareAtMinor: index % 5 === 0 ? 2_900 + index * 35 + position * 600 : null,
      isAvailable: true,
      imageUrl: null,
    })),
  };
});

/** The `count` different products of a shopper's basket, the same for the same number. */
export function basketOf(shopper: number, count: number): ProductRow[] {
  // Steps that share no factor with the number of products, so that a basket holds none twice.
  const step = [7, 11, 13, 17][shopper % 4] ?? 7;
  return Array.from({ length: count }, (_, line) => products[(shopper * 3 + line * step) % PRODUCTS]).filter(
    (product) => product !== undefined,
  );
}
