import { currencyDigits } from "~/events/money";
import type { SimpleCondition } from "~/workflows/condition";
import type { Fitting } from "~/workflows/fitting-conditions";
import { fieldName } from "~/workflows/words/field-words";
import { type Names, spoken } from "~/workflows/words/names";
import { stageTitles } from "./stage-words";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a merchant chooses from to write a condition. */
export interface ConditionForm {
  readonly kinds: readonly (Choice & { readonly value: SimpleCondition["is"] })[];
  readonly mails: readonly Choice[];
  readonly waits: readonly Choice[];
  /** Values are "step:answer". */
  readonly answers: readonly Choice[];
  readonly fields: readonly (Choice & {
    readonly type: "money" | "number" | "text";
    readonly choices: readonly Choice[];
  })[];
  readonly segments: readonly Choice[];
  readonly stages: readonly Choice[];
  /** The products that are chosen already, by id. */
  readonly products: readonly Choice[];
  readonly currency: string;
  readonly currencyDigits: number;
}

/** The choices at a place of a workflow. */
export function conditionForm(fitting: Fitting, { segments, products, currency }: Names): ConditionForm {
  return {
    kinds: fitting.kinds
      .filter((kind) => kind !== "in-segment" || segments.size > 0)
      .map((value) => ({ value, label: kindTitles[value] })),
    mails: fitting.mails.map((value) => ({ value, label: spoken(value) })),
    waits: fitting.waits.map((value) => ({ value, label: spoken(value) })),
    answers: fitting.questions.flatMap(({ step, answers }) =>
      answers.map(({ name, label }) => ({ value: `${step}:${name}`, label: `“${label}” in ${spoken(step)}` })),
    ),
    fields: fitting.fields.map((value) => ({
      value,
      label: fieldName(value),
      type: value.endsWith("Minor") ? "money" : numbers.has(value) ? "number" : "text",
      choices: choicesOf(value),
    })),
    segments: choicesIn(segments),
    stages: Object.entries(stageTitles).map(([value, label]) => ({ value, label })),
    products: choicesIn(products),
    currency,
    currencyDigits: currencyDigits(currency),
  };
}

/** What a condition can be about, as its first choice. */
const kindTitles: Readonly<Record<SimpleCondition["is"], string>> = {
  subscribed: "Agreed to marketing e-mails",
  reachable: "Has an e-mail address",
  online: "In the online store",
  "something-in-it": "Something is in it",
  "not-ordered-since": "Has not ordered since it began",
  "orders-count": "Number of orders",
  "in-segment": "Segment",
  stage: "Lifecycle stage",
  profile: "Where they live, what they read",
  field: "What happened",
  "about-product": "What it is about",
  clicked: "Clicked in a mail",
  opened: "Opened a mail",
  answered: "Answered a question",
  happened: "What was waited for happened",
};

const numbers = new Set(["orders", "expectedDays", "everyDays", "years"]);

function choicesOf(field: string): readonly Choice[] {
  if (field === "from" || field === "to")
    return Object.entries(stageTitles).map(([value, label]) => ({ value, label }));
  if (field !== "wanted") return [];
  return [
    { value: "asked", label: "They asked to be told" },
    { value: "carted", label: "They had it in the cart" },
    { value: "viewed", label: "They looked at it" },
  ];
}

const choicesIn = (names: ReadonlyMap<string, string>): Choice[] =>
  [...names].map(([value, label]) => ({ value, label }));
