import { stageWords } from "~/contacts/segments/sentence";
import { countryName, languageName } from "~/place-names";
import type { Condition, SimpleCondition } from "../condition";
import { fieldTestWords } from "./field-words";
import { either, type Names, spoken } from "./names";

/** A condition in a sentence, its "not" included: "They have not ordered since it began". */
export function conditionWords(condition: Condition, names: Names): string {
  return condition.is === "not" ? words(condition.of, true, names) : words(condition, false, names);
}

function words(condition: SimpleCondition, isNot: boolean, names: Names): string {
  const are = isNot ? "are not" : "are";
  switch (condition.is) {
    case "subscribed":
      return isNot ? "They have not agreed to marketing e-mails" : "They agreed to marketing e-mails";
    case "reachable":
      return isNot ? "No e-mail address of theirs is known" : "There is an e-mail address to write to";
    case "online":
      return isNot
        ? "It is not in the online store"
        : "It is in the online store: not at a till, a draft, a subscription or business to business";
    case "something-in-it":
      return isNot ? "There is nothing in it" : "There is something in it";
    case "not-ordered-since":
      return isNot ? "They have ordered since it began" : "They have not ordered since it began";
    case "orders-count":
      return ordersWords(condition, isNot);
    case "in-segment":
      return `They ${are} in the segment “${names.segments.get(condition.segmentId) ?? "that was removed"}”`;
    case "stage":
      return `They ${are} ${either(condition.of.map((stage) => stageWords[stage]))}`;
    case "profile":
      return profileWords(condition, isNot);
    case "field":
      return fieldTestWords(condition, isNot, names);
    case "about-product":
      return productWords(condition, isNot, names);
    case "clicked":
      return `They ${isNot ? "did not click" : "clicked"} in the mail ${spoken(condition.step)}`;
    case "opened":
      return `They ${isNot ? "did not open" : "opened"} the mail ${spoken(condition.step)}`;
    case "answered":
      return `They ${isNot ? "did not answer" : "answered"} ${spoken(condition.answer)} in ${spoken(condition.step)}`;
    case "happened":
      return `What ${spoken(condition.step)} waits for ${isNot ? "did not happen in time" : "happened"}`;
  }
}

type Of<Is extends SimpleCondition["is"]> = Extract<SimpleCondition, { is: Is }>;

function ordersWords({ op, count }: Of<"orders-count">, isNot: boolean): string {
  const times = count === 1 ? "once" : `${new Intl.NumberFormat("en").format(count)} times`;
  if (op === "exactly" && count === 0) return isNot ? "They have ordered before" : "They have never ordered";
  switch (op) {
    case "exactly":
      return isNot ? `They have ordered more or less often than ${times}` : `They have ordered exactly ${times}`;
    case "at-least":
      return `They have ordered ${isNot ? "less often than" : "at least"} ${times}`;
    case "at-most":
      return `They have ordered ${isNot ? "more often than" : "at most"} ${times}`;
  }
}

function profileWords({ field, of }: Of<"profile">, isNot: boolean): string {
  const are = isNot ? "are not" : "are";
  switch (field) {
    case "country":
      return `They ${are} in ${either(of.map(countryName))}`;
    case "region":
      return `They ${are} in the region ${either(of)}`;
    case "city":
      return `They ${are} in the city ${either(of)}`;
    case "locale":
      return `They ${isNot ? "do not read" : "read"} ${either(of.map(languageName))}`;
  }
}

function productWords({ by, of }: Of<"about-product">, isNot: boolean, { products }: Names): string {
  const about = isNot ? "It is not about" : "It is about";
  const named = either(
    of.map((one) => `“${by === "product" ? (products.get(one) ?? "a product that was removed") : one}”`),
  );
  switch (by) {
    case "type":
      return `${about} a product of the type ${named}`;
    case "tag":
      return `${about} a product tagged ${named}`;
    case "collection":
      return `${about} a product of the collection ${named}`;
    case "product":
      return `${about} ${named}`;
  }
}
