/** The markets beside the shop's own: what a shopper there pays, and what is not sold there. */
const markets = {
  CH: { currency: "CHF", rate: 1.06, without: ["beeswax-candles"] },
  GB: { currency: "GBP", rate: 0.88, without: [] },
} as const satisfies Record<string, { currency: string; rate: number; without: readonly string[] }>;

export interface Market {
  readonly currency: string;
  /** A price of the shop's in the market's currency, rounded as shops write prices there: to five cents. */
  priceMinor(shopMinor: number): number;
  isSold(handle: string): boolean;
}

/** The market that a country is in; the shop's own where no other was made for it. */
export function marketOf(country: string | null | undefined, shopCurrency: string): Market {
  const found = Object.entries(markets).find(([code]) => code === country)?.[1];
  if (!found) return { currency: shopCurrency, priceMinor: (minor) => minor, isSold: () => true };
  const without: readonly string[] = found.without;
  return {
    currency: found.currency,
    priceMinor: (minor) => Math.round((minor * found.rate) / 5) * 5,
    isSold: (handle) => !without.includes(handle),
  };
}
