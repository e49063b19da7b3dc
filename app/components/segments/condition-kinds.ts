import type { Condition } from "~/contacts/segments/expression";

type Deed = Extract<Condition, { is: "did" }>["what"];
type Place = Extract<Condition, { is: "profile" }>["field"];

/** What a condition can be about, as the first choice of its row. */
export type ConditionKind =
  | Deed
  | Place
  | Extract<Condition, { is: "reacted" }>["what"]
  | Exclude<Condition["is"], "did" | "reacted" | "profile">;

interface KindGroup {
  readonly title: string;
  readonly options: readonly { readonly value: ConditionKind; readonly label: string }[];
}

/** The kinds in a merchant's words, in the groups of the list. */
export const kindGroups: readonly KindGroup[] = [
  {
    title: "What they did",
    options: [
      { value: "viewed", label: "Viewed" },
      { value: "carted", label: "Put in the cart" },
      { value: "checked-out", label: "Began a checkout" },
      { value: "ordered", label: "Ordered" },
      { value: "spent", label: "Spent" },
      { value: "opened", label: "Opened a mail" },
      { value: "clicked", label: "Clicked in a mail" },
      { value: "reported", label: "Had an event of another system" },
    ],
  },
  {
    title: "Where they stand",
    options: [
      { value: "stage", label: "Lifecycle stage" },
      { value: "intent", label: "Intent to buy" },
      { value: "consent", label: "Marketing e-mails" },
    ],
  },
  {
    title: "Who they are",
    options: [
      { value: "country", label: "Country" },
      { value: "region", label: "Region" },
      { value: "city", label: "City" },
      { value: "language", label: "Language" },
      { value: "tagged", label: "Customer tag" },
      { value: "custom", label: "Field of another system" },
      { value: "shopify-segment", label: "Segment of Shopify" },
    ],
  },
];

/** The kind that a condition is of. */
export function kindOf(condition: Condition): ConditionKind {
  if (condition.is === "did" || condition.is === "reacted") return condition.what;
  return condition.is === "profile" ? condition.field : condition.is;
}

const often = { at: "least", count: 1 } as const;
const lately = { in: "last", days: 30 } as const;
const anything = { kind: "any" } as const;

/** A condition of a kind, to be filled in. */
export function blankCondition(kind: ConditionKind): Condition {
  switch (kind) {
    case "viewed":
    case "carted":
    case "checked-out":
    case "ordered":
      return { is: "did", what: kind, about: anything, times: often, when: lately };
    case "opened":
    case "clicked":
      return { is: "reacted", what: kind, times: often, when: lately };
    case "reported":
      return { is: "reported", event: "", times: often, when: lately };
    case "spent":
      return { is: "spent", at: "least", amountMinor: Number.NaN, about: anything, when: { in: "last", days: 365 } };
    case "intent":
      return { is: "intent", at: "least", score: 4 };
    case "country":
    case "region":
    case "city":
    case "language":
      return { is: "profile", field: kind, of: [] };
    case "custom":
      return { is: "custom", field: "", test: { at: "one-of", of: [] } };
    case "shopify-segment":
      return { is: "shopify-segment", segment: { id: "", name: "" } };
    default:
      return { is: kind, of: [] };
  }
}
