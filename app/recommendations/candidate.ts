import type { Recommendation } from "./recommendation";

/** A product as it was last told, with all that decides whether it may be recommended. */
export interface Candidate extends Omit<Recommendation, "reason" | "imageUrl" | "priceMinor"> {
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
  readonly imageUrl: string | null;
  /** Null: nothing of it can be bought, or only for nothing (a sample, another app's line). */
  readonly priceMinor: number | null;
  readonly isPublished: boolean;
}
