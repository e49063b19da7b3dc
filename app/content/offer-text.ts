/** What a personal offer gives, its money written already in the reader's format. */
export interface OfferWords {
  /** "10%" or "€5.00". */
  readonly off: string;
  /** From which subtotal on; null: from any. */
  readonly minimum: string | null;
}

const texts = {
  en: {
    off: (off: string) => `${off} off`,
    from: (text: string, least: string) => `${text} orders of ${least} or more`,
  },
  de: { off: (off: string) => `${off} Rabatt`, from: (text: string, least: string) => `${text} ab ${least}` },
  fr: { off: (off: string) => `${off} de réduction`, from: (text: string, least: string) => `${text} dès ${least}` },
  es: {
    off: (off: string) => `${off} de descuento`,
    from: (text: string, least: string) => `${text} a partir de ${least}`,
  },
  ja: { off: (off: string) => `${off}オフ`, from: (text: string, least: string) => `${least}以上で${text}` },
} as const;

/** "10% off orders of €50.00 or more", in a reader's language; English where we do not speak it. */
export function offerText({ off, minimum }: OfferWords, locale: string): string {
  const { language } = new Intl.Locale(locale);
  const words = texts[isSpoken(language) ? language : "en"];
  const text = words.off(off);
  return minimum === null ? text : words.from(text, minimum);
}

function isSpoken(language: string): language is keyof typeof texts {
  return Object.hasOwn(texts, language);
}

/** The end of an offer by its reader's own clock: "Friday, 27 November at 18:00". */
export function deadlineText(endsAt: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
  }).format(endsAt);
}
