import type { Candidate } from "./candidate";

/** What a merchant decides about products: always first, never, or rather than others. */
export interface RecommendationRule {
  readonly action: "pin" | "exclude" | "boost";
  readonly subject: "product" | "collection" | "vendor" | "tag";
  /** A product's id, a collection's title, a vendor, a tag. */
  readonly value: string;
}

/** How much a boost is worth: the tenth of a source comes before its first. */
export const BOOST = 2;

/** Whether a rule is about a product. Texts compare without case, as Shopify's own conditions do. */
export function isAbout({ subject, value }: RecommendationRule, product: Candidate): boolean {
  const same = (text: string) => text.toLowerCase() === value.toLowerCase();
  switch (subject) {
    case "product":
      return product.productId === value;
    case "collection":
      return product.collections.some(same);
    case "vendor":
      return same(product.vendor);
    case "tag":
      return product.tags.some(same);
  }
}
