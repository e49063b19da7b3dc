import { type IntentSignalName, intentScore, intentWeights } from "~/contacts/intent";
import type { About, Condition, Rule, Times, When } from "~/contacts/segments/expression";
import { noon, type Person, type SmallStore, shopifyMembers } from "./small-store";

/** What a rule means, said once more without a database: the ids of the people of whom it holds. */
export function naiveMembers(rule: Rule, store: SmallStore): string[] {
  return store.people
    .filter((person) => !person.isMergedAway && holds(rule, person, store))
    .map(({ contactId }) => contactId);
}

function holds(rule: Rule, person: Person, store: SmallStore): boolean {
  switch (rule.is) {
    case "group": {
      const isMet = (part: Rule) => holds(part, person, store);
      if (rule.match === "all") return rule.rules.every(isMet);
      return rule.rules.some(isMet) === (rule.match === "any");
    }
    case "did":
      return isSoOften(timesDone(rule, person, store), rule.times);
    case "reacted": {
      const mails = person.events.filter(({ name, at }) => name === `email.${rule.what}` && isWithin(at, rule.when));
      return isSoOften(new Set(mails.map(({ data }) => data.messageId)).size, rule.times);
    }
    case "reported": {
      const named = person.events.filter(({ name, data }) => name === "custom.happened" && data.name === rule.event);
      return isSoOften(named.filter(({ at }) => isWithin(at, rule.when)).length, rule.times);
    }
    case "spent": {
      const sum = spentOn(rule.about, rule.when, person, store);
      return rule.at === "least" ? sum >= rule.amountMinor : sum <= rule.amountMinor;
    }
    case "intent":
      return rule.at === "least" ? intentOf(person) >= rule.score : intentOf(person) <= rule.score;
    case "stage":
      return (rule.of as readonly string[]).includes(person.stage);
    case "consent":
      return (rule.of as readonly string[]).includes(person.consent);
    case "tagged":
      return person.tags.some((tag) => isOneOf(tag, rule.of));
    case "profile":
      if (rule.field !== "language") return isOneOf(person[rule.field], rule.of);
      return isOneOf(person.locale, rule.of) || isOneOf(person.locale?.split("-")[0] ?? null, rule.of);
    case "custom":
      return customHolds(rule, person.custom[rule.field] ?? null);
    case "shopify-segment":
      return shopifyMembers(store).some(
        ({ segment, customerId }) => segment === rule.segment.id && customerId === person.customerId,
      );
  }
}

function timesDone(rule: Extract<Condition, { is: "did" }>, person: Person, store: SmallStore): number {
  const isAbout = (productId: string | null | undefined) => isAboutProduct(rule.about, productId ?? null, store);
  const isAny = rule.about.kind === "any";
  const told = person.events.filter(({ at }) => isWithin(at, rule.when));
  switch (rule.what) {
    case "ordered":
      return person.orders.filter(
        ({ placedAt, isCancelled, lines }) =>
          !isCancelled && isWithin(placedAt, rule.when) && (isAny || lines.some(({ productId }) => isAbout(productId))),
      ).length;
    case "checked-out": {
      const checkouts = told.filter(
        ({ name, data }) =>
          name === "checkout.updated" && (isAny || data.lines?.some(({ productId }) => isAbout(productId))),
      );
      return new Set(checkouts.map(({ data }) => data.token)).size;
    }
    default:
      return told.filter(({ name, data }) => name === `product.${rule.what}` && (isAny || isAbout(data.productId)))
        .length;
  }
}

function spentOn(about: About, when: When, person: Person, store: SmallStore): number {
  const orders = person.orders.filter(({ placedAt, isCancelled }) => !isCancelled && isWithin(placedAt, when));
  if (about.kind === "any") return orders.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  return orders
    .flatMap(({ lines }) => lines)
    .filter(({ productId }) => isAboutProduct(about, productId, store))
    .reduce((sum, { quantity, priceMinor }) => sum + quantity * priceMinor, 0);
}

function isAboutProduct(about: About, productId: string | null, store: SmallStore): boolean {
  if (about.kind === "any") return true;
  if (about.kind === "product") return about.of.some(({ id }) => id === productId);
  const product = store.products.find((one) => one.productId === productId);
  const has = about.kind === "collection" ? product?.collections : product?.tags;
  return has?.some((one) => about.of.includes(one)) ?? false;
}

/** As a contact's page explains it. */
function intentOf({ events }: Person): number {
  const isSignal = (name: string): name is IntentSignalName => Object.hasOwn(intentWeights, name);
  return intentScore(
    events.flatMap(({ name, at }) => (isSignal(name) ? [{ name, at, what: null }] : [])),
    noon,
  ).score;
}

function customHolds({ test }: Extract<Condition, { is: "custom" }>, value: string | number | boolean | null): boolean {
  if (test.at === "known") return value !== null;
  if (value === null) return false;
  if (test.at === "one-of") return isOneOf(String(value), test.of);
  if (!/^-?\d+([.]\d+)?$/.test(String(value))) return false;
  return test.at === "least" ? Number(value) >= test.number : Number(value) <= test.number;
}

function isOneOf(value: string | null, wanted: readonly string[]): boolean {
  return value !== null && wanted.some((one) => one.toLowerCase() === value.toLowerCase());
}

function isWithin(at: Date, when: When): boolean {
  if (when.in === "ever") return true;
  const edge = noon.getTime() - when.days * 86_400_000;
  return when.in === "last" ? at.getTime() >= edge : at.getTime() < edge;
}

function isSoOften(count: number, times: Times): boolean {
  if (times.at === "least") return count >= times.count;
  return times.at === "most" ? count <= times.count : count === times.count;
}
