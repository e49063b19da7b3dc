import type { Phrases } from "~/content/phrases";
import { tips } from "./tips-de";

export const de: Phrases = {
  manners: {
    warm: { toName: "Hallo {{ name }},", toAnybody: "Hallo,", signOff: "Herzliche Grüße" },
    plain: { toName: "Guten Tag {{ name }},", toAnybody: "Guten Tag,", signOff: "Viele Grüße" },
    formal: { toName: "Guten Tag {{ name }},", toAnybody: "Guten Tag,", signOff: "Mit freundlichen Grüßen" },
  },
  visit: "Zum Shop",
  picks: "Das könnte Ihnen auch gefallen",
  quantity: "Menge: {{ line.quantity }}",
  total: "Summe",
  orderTotal: "Gesamtbetrag",
  inYourCart: "In Ihrem Warenkorb",
  inYourOrder: "In Ihrer Bestellung",
  youLookedAt: "Das haben Sie sich angesehen",
  before: "Vorher",
  now: "Jetzt",
  enterCode: "Diesen Code an der Kasse eingeben.",
  validUntil: "Gültig bis",
  askUs: {
    heading: "Ist etwas unklar? Antworten Sie uns einfach.",
    text: "Größen, Lieferung, Rückgabe oder etwas anderes: {{ shop.senderLine }} hilft Ihnen gern.",
  },
  because: {
    "signed-up": "Sie erhalten diese E-Mail, weil Sie sich bei SHOP angemeldet haben.",
    ordered: "Sie erhalten diese E-Mail, weil Sie bei SHOP bestellt haben.",
    "looked-around": "Sie erhalten diese E-Mail, weil Sie sich bei SHOP umgesehen haben.",
    "began-checkout": "Sie erhalten diese E-Mail, weil Sie bei SHOP zur Kasse gegangen sind.",
    "filled-cart": "Sie erhalten diese E-Mail, weil Sie bei SHOP etwas in den Warenkorb gelegt haben.",
  },
  agreed: "Sie haben zugestimmt, von uns zu hören.",
  askedToBeTold:
    "Sie erhalten diese E-Mail, weil Sie SHOP gebeten haben, Ihnen Bescheid zu geben, wenn dies wieder da ist.",
  unsubscribe: "Abmelden",
  reasons: {
    pinned: () => "Unser Tipp für Sie",
    "bought-together": (title) => `Wird oft zusammen gekauft mit: ${title}`,
    similar: (title) => `Passt zu: ${title}`,
    "seen-together": (title) => `Wird oft zusammen angesehen mit: ${title}`,
    "viewed-next": (title) => `Das sahen sich andere an nach: ${title}`,
    "recently-viewed": () => "Das haben Sie sich kürzlich angesehen",
    "buy-again": () => "Das haben Sie schon einmal gekauft",
    favourite: (type) => `Besonders beliebt: ${type}`,
    trending: () => "Zurzeit besonders gefragt",
    "best-seller": () => "Bei anderen Kunden beliebt",
    new: () => "Neu im Shop",
    range: () => "Aus unserem Sortiment",
  },
  somethingLiked: "das, was Ihnen gefiel",
  yourOrder: "Ihre Bestellung",
  tips,
};
