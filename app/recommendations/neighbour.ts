export type NeighbourKind = "bought-together" | "similar";

/** One row of the recommendation model: who looks at `productId` may want `neighbourId`. */
export interface Neighbour {
  readonly productId: string;
  readonly neighbourId: string;
  readonly kind: NeighbourKind;
  /** Comparable within a kind only. */
  readonly score: number;
}

/** What the model knows of a product. */
export interface ModelProduct {
  readonly productId: string;
  readonly title: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
  /** May be recommended at all: published, with a picture. Stock is looked at when a mail is sent. */
  readonly isCandidate: boolean;
}

/**
 * How many neighbours of a kind a product keeps: enough for a mail when some are sold out or in the
 * checkout. More of them predicted the rest of a basket worse (20: MRR .152, 30: .150, 12: .156).
 */
export const NEIGHBOURS_KEPT = 12;
