/** How many decimals a currency has, by ISO 4217 as Intl knows it (JPY 0, EUR 2, KWD 3). */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A decimal text as Shopify writes it ("19.90") in minor units (1990). Throws when it is no number. */
export function minorUnits(amount: string, currency: string): number {
  const value = Number(amount);
  if (amount.trim() === "" || !Number.isFinite(value)) throw new Error(`"${amount}" is not an amount of money`);
  return Math.round(value * 10 ** currencyDigits(currency));
}

/** Minor units in a reader's locale: formatMoney(1990, "EUR", "de") is "19,90 €". */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(minor / 10 ** currencyDigits(currency));
}
