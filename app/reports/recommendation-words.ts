import type { Drop } from "~/recommendations/drop";
import type { Picks } from "~/recommendations/recommendation";
import type { RecommendationRule } from "~/recommendations/rules";
import type { Source } from "~/recommendations/sources";

/** What a mail can ask for, as a merchant chooses it. */
export const picksTitles: Readonly<Record<Picks, string>> = {
  "for-this-contact": "Chosen for each person",
  "going-together": "What goes with it",
  similar: "Similar products",
  "best-sellers": "Best sellers",
  new: "New products",
};

/** Where a product was found: "2nd of …". */
export const sourceTitles: Readonly<Record<Source, string>> = {
  "bought-together": "what others buy with it",
  similar: "what is most like it",
  "seen-together": "what others look at too",
  "viewed-next": "what others look at next",
  "recently-viewed": "what they looked at last",
  "buy-again": "what they have used up",
  favourite: "the best of a type that they like",
  trending: "what sells better than usual this week",
  "best-sellers": "what sold best in the last 60 days",
  new: "what is new in the last 60 days",
  range: "everything in the shop, the newest first",
};

/** Why a product is left out. */
export const dropTitles: Readonly<Record<Drop, string>> = {
  about: "The mail is about it already",
  unpublished: "Not in the online store",
  "sold-out": "Sold out",
  "without-picture": "Has no picture",
  excluded: "You left it out",
  "not-in-collection": "Not in the mail's collection",
  bought: "They have it",
  shown: "A mail showed it this week",
};

export const actionTitles: Readonly<Record<RecommendationRule["action"], string>> = {
  pin: "Always first",
  boost: "Rather than others",
  exclude: "Never",
};

export const subjectTitles: Readonly<Record<RecommendationRule["subject"], string>> = {
  product: "Product",
  collection: "Collection",
  vendor: "Vendor",
  tag: "Product tag",
};

/** "1st", "2nd", "3rd", "4th". */
export function ordinal(place: number): string {
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(place);
  return `${place}${{ one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[rule]}`;
}
