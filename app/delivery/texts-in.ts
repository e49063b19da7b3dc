/** A page's texts by language; in English if in no other. */
export type Languages<T> = Readonly<Record<string, T>> & { readonly en: T };

/** The texts for a reader's locale (BCP 47), English where there are none, and the language they are in. */
export function textsIn<T>(languages: Languages<T>, locale: string): { readonly language: string; readonly texts: T } {
  const [language = "en"] = locale.toLowerCase().split("-");
  const texts = Object.hasOwn(languages, language) ? languages[language] : undefined;
  return texts ? { language, texts } : { language: "en", texts: languages.en };
}
