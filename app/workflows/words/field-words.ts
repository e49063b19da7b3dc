import { stageWords } from "~/contacts/segments/sentence";
import { formatMoney } from "~/events/money";
import type { FieldTest } from "../field-test";
import type { Names } from "./names";

/** A field of an event in a merchant's words; one of another system by its own name. */
const fieldNames: Readonly<Record<string, string>> = {
  totalMinor: "the total",
  refundedMinor: "what was refunded",
  beforeMinor: "the price before",
  nowMinor: "the price now",
  currency: "the currency",
  channel: "the channel",
  name: "its name",
  title: "the product's title",
  productId: "the product",
  wanted: "how they wanted it",
  orders: "the number of their orders",
  expectedDays: "the days between orders that one may expect",
  everyDays: "the days in which it is used up",
  date: "the day",
  years: "the number of years",
  from: "the stage before",
  to: "the new stage",
  segmentId: "the segment",
};

const wantedWords: ReadonlyMap<string, string> = new Map([
  ["asked", "they asked to be told"],
  ["carted", "they had it in the cart"],
  ["viewed", "they looked at it"],
]);

const dayWords: Readonly<Record<string, string>> = {
  birthday: "their birthday",
  "first-order-anniversary": "the anniversary of their first order",
};

const operators = {
  is: ["is", "is not"],
  "is-not": ["is not", "is"],
  "at-least": ["is at least", "is less than"],
  "at-most": ["is at most", "is more than"],
  contains: ["contains", "does not contain"],
} as const;

/** A test on an event's field in a sentence: "The total is at least €50.00". */
export function fieldTestWords({ field, op, value }: FieldTest, isNot: boolean, names: Names): string {
  const wanted = field === "wanted" ? wantedWords.get(String(value)) : undefined;
  if (wanted && (op === "is" || op === "is-not")) {
    return isNot === (op === "is") ? `It is not so that ${wanted}` : upperFirst(wanted);
  }
  const operator = operators[op][isNot ? 1 : 0];
  return upperFirst(`${fieldName(field)} ${operator} ${valueWords(field, value, names)}`);
}

/** "the total"; a field of another system's event by its own name, “size”. */
export function fieldName(field: string): string {
  return Object.hasOwn(fieldNames, field) ? (fieldNames[field] ?? field) : `“${field.replace(/^properties\./, "")}”`;
}

function valueWords(field: string, value: FieldTest["value"], { currency, segments, products }: Names): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") {
    return field.endsWith("Minor") ? formatMoney(value, currency, "en") : new Intl.NumberFormat("en").format(value);
  }
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    date: dayWords,
    from: stageWords,
    to: stageWords,
  };
  const word = new Map(Object.entries(known[field] ?? {})).get(value);
  if (word) return word;
  if (field === "segmentId") return `“${segments.get(value) ?? "that was removed"}”`;
  if (field === "productId") return `“${products.get(value) ?? value}”`;
  return `“${value}”`;
}

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
