/** What of a product decides whether it can be bought, and for how much. Money is minor units of the shop's currency. */
export interface ProductState {
  readonly productId: string;
  readonly isPublished: boolean;
  readonly variants: readonly {
    readonly variantId: string;
    readonly priceMinor: number;
    readonly isAvailable: boolean;
  }[];
}

/** Something that happened to a product and that contacts who wanted it are told. */
export interface ProductChange {
  readonly productId: string;
  readonly kind: "restocked" | "price-dropped";
  /** Whether nothing of the product could be bought before. */
  readonly isWhole: boolean;
  /** The variants that it is about, each with its price before; null where the price is not the news. */
  readonly before: Readonly<Record<string, number | null>>;
}

/**
 * From which share on a lower price is news. Below it lie rounding, exchange rates and the change of a tax, which move
 * prices by themselves; and a mail that saves somebody less than a twentieth costs them more attention than it is worth.
 */
export const NOTICEABLE_DROP = 0.05;

/** Whether `nowMinor` is lower than `beforeMinor` by a share that is worth a word. */
export function isNoticeablyLower(nowMinor: number, beforeMinor: number): boolean {
  return nowMinor < beforeMinor && nowMinor <= beforeMinor * (1 - NOTICEABLE_DROP);
}

/**
 * What is news in how a product stands now against how it stood before. A product that was not known before is none:
 * nobody can have missed it. A variant that comes back cheaper is one piece of news, not two.
 */
export function productChanges(before: ProductState | undefined, now: ProductState): ProductChange[] {
  if (!before) return [];
  const known = new Map(before.variants.map((variant) => [variant.variantId, variant]));
  const couldBeBought = (variantId: string) => before.isPublished && known.get(variantId)?.isAvailable === true;
  const restocked: Record<string, null> = {};
  const cheaper: Record<string, number> = {};
  for (const { variantId, isAvailable, priceMinor } of now.variants) {
    if (!now.isPublished || !isAvailable) continue;
    const earlier = known.get(variantId);
    if (!couldBeBought(variantId)) restocked[variantId] = null;
    else if (earlier && isNoticeablyLower(priceMinor, earlier.priceMinor)) cheaper[variantId] = earlier.priceMinor;
  }
  const { productId } = now;
  const isWhole = !before.variants.some(({ variantId }) => couldBeBought(variantId));
  return [
    ...(Object.keys(restocked).length > 0
      ? [{ productId, kind: "restocked", isWhole, before: restocked } satisfies ProductChange]
      : []),
    ...(Object.keys(cheaper).length > 0
      ? [{ productId, kind: "price-dropped", isWhole: false, before: cheaper } satisfies ProductChange]
      : []),
  ];
}
