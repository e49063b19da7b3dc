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
  /** When the store was last asked for the product, or told of it. */
  readonly readAt: Date;
  readonly reason: RecommendationReason;
}

export type RecommendationReason =
  /** The merchant wants it shown. */
  | { readonly kind: "pinned" }
  | { readonly kind: "bought-together"; readonly withTitle: string; readonly isTheirs: boolean }
  | { readonly kind: "similar"; readonly toTitle: string }
  /** Looked at by those who looked at the other. */
  | { readonly kind: "seen-together"; readonly withTitle: string }
  /** What people look at next who looked at the same. */
  | { readonly kind: "viewed-next"; readonly afterTitle: string }
  | { readonly kind: "recently-viewed" }
  /** They bought it, and others buy it again after a while. */
  | { readonly kind: "buy-again" }
  /** Best seller of a type that they like, or of a collection. */
  | { readonly kind: "favourite"; readonly type: string }
  /** Sells better these days than it usually does. */
  | { readonly kind: "trending" }
  | { readonly kind: "best-seller" }
  | { readonly kind: "new" }
  /** Where too little is known to say more. */
  | { readonly kind: "range" };

/** Where a mail's products come from first: what goes with what it is about, what is like it, its reader, or the shop at large. */
export type Picks = "going-together" | "similar" | "for-this-contact" | "best-sellers" | "new";

/** One mail's wish for products. */
export interface RecommendationRequest {
  /** Names the request in the answer: a message id. */
  readonly key: string;
  /** Whom it is for; null for nobody in particular. */
  readonly contactId: string | null;
  /** What the mail is about, the most important first: the checkout's products. */
  readonly aboutProductIds: readonly string[];
  readonly count: number;
  readonly picks: Picks;
  /** Only products of this collection, by its title. */
  readonly collection?: string | undefined;
}
