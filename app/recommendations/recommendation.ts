/** A ranked product with the reason it was picked. */
export interface Recommendation {
  readonly productId: string;
  readonly title: string;
  readonly handle: string;
  readonly imageUrl: string;
  readonly imageAlt: string | null;
  /** The cheapest available variant, in minor units of the shop's currency. */
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: RecommendationReason;
}

export type RecommendationReason =
  | { readonly kind: "bought-together"; readonly withTitle: string }
  | { readonly kind: "similar"; readonly toTitle: string }
  | { readonly kind: "best-seller" }
  /** Where too little has sold to speak of best sellers. */
  | { readonly kind: "new" };

/** Where a mail's products come from first: what goes with what it is about, what is like it, or the shop at large. */
export type Picks = "going-together" | "similar" | "best-sellers" | "new";

/** One mail's wish for products. */
export interface RecommendationRequest {
  /** Names the request in the answer: a message id. */
  readonly key: string;
  /** What the mail is about, the most important first: the checkout's products. */
  readonly seedProductIds: readonly string[];
  /** Never recommended: what is in the checkout, what was bought. */
  readonly excludedProductIds: readonly string[];
  readonly count: number;
  readonly picks: Picks;
}
