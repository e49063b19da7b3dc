/** The languages that mails are written in. */
export const languages = ["en", "de", "fr", "es", "ja"] as const;
export type Language = (typeof languages)[number];

/** One of each language: a missing translation does not compile. */
export type Translated<T> = Readonly<Record<Language, T>>;

/** In their own language, as a merchant chooses among them. */
export const languageNames: Translated<string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  ja: "日本語",
};

/** The language of a locale (BCP 47), in any region's form; English where mails are not written in it. */
export function languageOf(locale: string): Language {
  return writtenIn(locale) ?? "en";
}

/**
 * The locale that a mail is written in: the first of `wanted` whose language mails are written in, with its region, which
 * decides how money and dates are written; "en" when there is none. What a payload says is not to be trusted: a
 * locale that is none is passed over.
 */
export function readerLocale(wanted: readonly (string | null)[]): string {
  for (const locale of wanted) {
    const canonical = locale === null ? null : canonicalLocale(locale);
    if (canonical !== null && writtenIn(canonical)) return canonical;
  }
  return "en";
}

/** Scripts written from right to left, by the languages that are written in them. */
const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/** How a language is written. `tag` is BCP 47. */
export function directionOf(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(primaryOf(tag)) ? "rtl" : "ltr";
}

function writtenIn(locale: string): Language | undefined {
  const primary = primaryOf(locale);
  return languages.find((language) => language === primary);
}

const primaryOf = (tag: string): string => tag.toLowerCase().split("-")[0] ?? "";

function canonicalLocale(written: string): string | null {
  try {
    return Intl.getCanonicalLocales(written)[0] ?? null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}
