import { LRUCache } from "lru-cache";

// Making a formatter costs 0.02 ms, using one a fiftieth of that; a mail has some twenty amounts.
const formatters = new LRUCache<string, Intl.NumberFormat>({ max: 500 });

function formatter(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { style: "currency", currency });
  formatters.set(key, made);
  return made;
}

const digits = new Map<string, number>();

/** How many decimals a currency has, by ISO 4217 as Intl knows it (JPY 0, EUR 2, KWD 3). */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const count = formatter(currency, "en").resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, count);
  return count;
}

/** A decimal text as Shopify writes it ("19.90") in minor units (1990). Throws when it is no number. */
export function minorUnits(amount: string, currency: string): number {
  const value = Number(amount);
  if (amount.trim() === "" || !Number.isFinite(value)) throw new Error(`"${amount}" is not an amount of money`);
  return Math.round(value * 10 ** currencyDigits(currency));
}

/** Minor units in a reader's locale: formatMoney(1990, "EUR", "de") is "19,90 €". */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return formatter(currency, locale).format(minor / 10 ** currencyDigits(currency));
}
