import { templates } from "~/content/templates";
import type { MailStep, Step, WorkflowDefinition } from "../definition";
import { durationText } from "../duration";
import { conditionWords } from "./condition-words";
import type { Names } from "./names";
import { awaitedWords } from "./trigger-words";

/** What a step does, in a few words: "Wait 1 hour". */
export function stepTitle(step: Step, names: Names): string {
  switch (step.kind) {
    case "wait":
      return `Wait ${durationText(step.for)}`;
    case "wait-until":
      return `Wait until ${untilWords(step)}`;
    case "wait-for":
      return `Wait until ${awaitedWords(step.event, step.where, names)}, at most ${durationText(step.atMost)}`;
    case "send":
      return `Send “${templates[step.template].name}”`;
    case "question":
      return `Ask “${templates[step.template].name}”`;
    case "branch":
      return conditionWords(step.when, names);
    case "split":
      return "One of these, by chance";
    case "set":
      return setWords(step.what);
    case "call":
      return step.to.is === "flow" ? "Start a workflow of Shopify Flow" : "Tell another system";
    case "exit":
      return "End here";
  }
}

/** What kind of a step it is, before its name: Mail “last call”. */
export const stepKinds: Readonly<Record<Step["kind"], string>> = {
  wait: "Wait",
  "wait-until": "Wait",
  "wait-for": "Wait",
  send: "Mail",
  question: "Question",
  branch: "Branch",
  split: "Split",
  set: "Note",
  call: "Call",
  exit: "End",
};

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** The days of the week with the numbers that a definition has for them, 1 for Monday. */
export const weekdayNames: readonly { readonly number: number; readonly name: string }[] = weekdays.map(
  (name, index) => ({ number: index + 1, name }),
);

/** "Monday, 09:00". */
export function untilWords({
  hour,
  weekday,
}: {
  readonly hour: number;
  readonly weekday?: number | undefined;
}): string {
  const day = weekdayNames.find(({ number }) => number === weekday)?.name;
  return day ? `${day}, ${clock(hour)}` : clock(hour);
}

/** "between 08:00 and 20:00". */
export function windowWords(window: WorkflowDefinition["window"]): string {
  return window ? `between ${clock(window.from)} and ${clock(window.to)}` : "at any hour";
}

/** "at most 2 in 7 days". */
export function capWords(cap: WorkflowDefinition["cap"]): string {
  return cap ? `at most ${cap.mails} in ${durationText(cap.per)}` : "as many as its steps";
}

/** How a mail's products are picked. */
export const pickWords: Readonly<Record<MailStep["picks"], string>> = {
  "going-together": "products that go with it",
  similar: "similar products",
  "for-this-contact": "products chosen for each person",
  "best-sellers": "best sellers",
  new: "new products",
};

/** What consent a mail needs. */
export const classWords: Readonly<Record<MailStep["class"], string>> = {
  marketing: "marketing: only to those who agreed",
  transactional: "about an order: carries no promotion",
  requested: "asked for: the one mail that they wanted",
};

/** What a workflow's mails are to shoppers, who choose among these. */
export const topicNames: Readonly<Record<WorkflowDefinition["topic"], string>> = {
  reminders: "reminders",
  products: "products and offers",
  orders: "about their orders",
  news: "news",
};

/** The part of a customer's way that a workflow is for. */
export const stageNames: Readonly<Record<WorkflowDefinition["stage"], string>> = {
  awareness: "Getting to know you",
  consideration: "Deciding",
  purchase: "Buying",
  retention: "Coming back",
  loyalty: "Staying",
};

type What = Extract<Step, { kind: "set" }>["what"];

function setWords(what: What): string {
  switch (what.is) {
    case "field":
      return what.to === null ? `Clear the field “${what.field}”` : `Set the field “${what.field}” to “${what.to}”`;
    case "tag":
      return what.on ? `Add the tag “${what.tag}”` : `Take away the tag “${what.tag}”`;
    case "sunset":
      return "Stop marketing mails to them";
  }
}

const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
