import { formatMoney } from "~/events/money";
import { countryName, languageName } from "~/place-names";
import type { Stage } from "../lifecycle";
import type { About, Condition, Rule, Times, When } from "./expression";

/** A rule as a merchant would say it: "Ordered at least 2 times in the last 90 days, and is in Germany". */
export function sentence(rule: Rule, currency: string): string {
  if (rule.is !== "group") return conditionSentence(rule, currency);
  const [only] = rule.rules;
  if (only && rule.rules.length === 1 && rule.match !== "none") return sentence(only, currency);
  const parts = rule.rules.map((part, index) => {
    const told = isOne(part) ? sentence(part, currency) : `(${lowerFirst(sentence(part, currency))})`;
    return index === 0 && rule.match !== "none" ? told : lowerFirst(told);
  });
  if (rule.match === "none") return `None of these: ${parts.join("; ")}`;
  return parts.join(rule.match === "all" ? ", and " : ", or ");
}

/** Whether a part needs no brackets to be told from its neighbours. */
function isOne(rule: Rule): boolean {
  return rule.is !== "group" || (rule.match !== "none" && rule.rules.length === 1);
}

/** One condition in a sentence: "Ordered at least 2 times in the last 90 days". */
export function conditionSentence(condition: Condition, currency: string): string {
  switch (condition.is) {
    case "did":
      return deed(
        didWords[condition.what],
        aboutWords(condition.what, condition.about),
        condition.times,
        condition.when,
      );
    case "reacted":
      return deed(
        reactedWords[condition.what],
        condition.what === "opened" ? " a mail" : " a link in a mail",
        condition.times,
        condition.when,
      );
    case "reported":
      return deed({ did: "Had", do: "have" }, ` “${condition.event}”`, condition.times, condition.when);
    case "spent": {
      const amount = formatMoney(condition.amountMinor, currency, "en");
      const on = condition.about.kind === "any" ? "" : ` on ${thingWords(condition.about)}`;
      return `Spent at ${condition.at} ${amount}${on}${whenWords(condition.when)}`;
    }
    case "stage":
      return `Is ${either(condition.of.map((stage) => stageWords[stage]))}`;
    case "intent":
      return `Has an intent of at ${condition.at} ${condition.score} points`;
    case "profile":
      return `${profileWords[condition.field]} ${either(condition.of.map((value) => placeName(condition.field, value)))}`;
    case "tagged":
      return `Is tagged ${either(condition.of.map((tag) => `“${tag}”`))}`;
    case "custom":
      return `Has ${customWords(condition)}`;
    case "consent":
      return either(
        condition.of.map((state, index) => (index === 0 ? consentNames[state] : lowerFirst(consentNames[state]))),
      );
    case "shopify-segment":
      return `Is in Shopify's segment “${condition.segment.name}”`;
  }
}

/** What somebody in a stage is. */
export const stageWords: Readonly<Record<Stage, string>> = {
  prospect: "a prospect",
  new: "new",
  active: "active",
  loyal: "loyal",
  "at-risk": "at risk",
  lapsed: "lapsed",
  lost: "lost",
};

/** A merchant's words for what somebody said to marketing mails. */
export const consentNames: Readonly<Record<Extract<Condition, { is: "consent" }>["of"][number], string>> = {
  SUBSCRIBED: "Agreed to marketing e-mails",
  PENDING: "Has not confirmed marketing e-mails yet",
  NOT_SUBSCRIBED: "Has not agreed to marketing e-mails",
  UNSUBSCRIBED: "Opted out of marketing e-mails",
};

interface Verb {
  readonly did: string;
  readonly do: string;
  /** What follows the object. */
  readonly where?: string;
}

const didWords: Readonly<Record<Extract<Condition, { is: "did" }>["what"], Verb>> = {
  viewed: { did: "Viewed", do: "view" },
  carted: { did: "Put", do: "put", where: " in the cart" },
  "checked-out": { did: "Began a checkout", do: "begin a checkout" },
  ordered: { did: "Ordered", do: "order" },
};

const reactedWords: Readonly<Record<Extract<Condition, { is: "reacted" }>["what"], Verb>> = {
  opened: { did: "Opened", do: "open" },
  clicked: { did: "Clicked", do: "click" },
};

function deed(verb: Verb, object: string, times: Times, when: When): string {
  const what = `${object}${verb.where ?? ""}`;
  const isNever = times.at !== "least" && times.count === 0;
  if (isNever && when.in === "ever") return `Never ${lowerFirst(verb.did)}${what}`;
  if (isNever) return `Did not ${verb.do}${what}${whenWords(when)}`;
  const bound = times.at === "exactly" ? "exactly" : `at ${times.at}`;
  const often = times.count === 1 ? "once" : `${new Intl.NumberFormat("en").format(times.count)} times`;
  return `${verb.did}${what} ${bound} ${often}${whenWords(when)}`;
}

function aboutWords(what: Extract<Condition, { is: "did" }>["what"], about: About): string {
  if (about.kind === "any") return what === "viewed" || what === "carted" ? " a product" : "";
  return `${what === "checked-out" ? " with " : " "}${thingWords(about)}`;
}

function thingWords(about: Exclude<About, { kind: "any" }>): string {
  if (about.kind === "product") return either(about.of.map(({ name }) => `“${name}”`));
  const names = either(about.of.map((name) => `“${name}”`));
  return about.kind === "collection" ? `something of the collection ${names}` : `something tagged ${names}`;
}

function whenWords(when: When): string {
  if (when.in === "ever") return "";
  const days = when.days === 1 ? "day" : `${new Intl.NumberFormat("en").format(when.days)} days`;
  if (when.in === "last") return ` in the last ${days}`;
  return ` more than ${when.days === 1 ? "a day" : days} ago`;
}

const profileWords = {
  country: "Is in",
  region: "Is in the region",
  city: "Is in the city",
  language: "Reads",
} as const;

function placeName(field: Extract<Condition, { is: "profile" }>["field"], value: string): string {
  if (field === "country") return countryName(value);
  return field === "language" ? languageName(value) : value;
}

function customWords({ field, test }: Extract<Condition, { is: "custom" }>): string {
  switch (test.at) {
    case "known":
      return `a “${field}”`;
    case "one-of":
      return `“${field}” ${either(test.of.map((value) => `“${value}”`))}`;
    default:
      return `“${field}” of at ${test.at} ${new Intl.NumberFormat("en").format(test.number)}`;
  }
}

function either(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(words);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
