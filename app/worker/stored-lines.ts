import { z } from "zod";

/** The lines of a checkout or a cart, or of the event that told them. */
export const storedLines = z.array(
  z.object({
    productId: z.string().nullable(),
    variantId: z.string().nullable(),
    title: z.string(),
    variantTitle: z.string().nullable(),
    quantity: z.number().int(),
    priceMinor: z.number(),
  }),
);

export type StoredLine = Readonly<z.infer<typeof storedLines>[number]>;

/** A checkout or a cart as it was last told. */
export interface StoredItems {
  /** The way back to it; null for a cart, which has none of its own, and a checkout of which none was told. */
  readonly recoveryUrl: string | null;
  /** Null: the shop's. */
  readonly currency: string | null;
  readonly lines: readonly StoredLine[];
}
