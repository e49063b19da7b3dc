import type { TemplateKey } from "~/content/templates";
import type { EventData } from "~/events/event";
import type { Condition, SimpleCondition } from "./condition";
import type {
  BranchStep,
  CallStep,
  Exit,
  ExitStep,
  QuestionStep,
  SendStep,
  SetStep,
  SplitStep,
  Step,
  WaitForStep,
  WaitStep,
  WaitUntilStep,
  WorkflowDefinition,
  WorkflowDuration,
  WorkflowTrigger,
} from "./definition";
import type { FieldTest } from "./field-test";
import { problemsOf } from "./validate";

/** The words that presets are written in. Each makes a piece of plain data. */

export const minutes = (count: number): WorkflowDuration => ({ minutes: count });
export const hours = (count: number): WorkflowDuration => ({ hours: count });
export const days = (count: number): WorkflowDuration => ({ days: count });

export const subscribed: SimpleCondition = { is: "subscribed" };
export const reachable: SimpleCondition = { is: "reachable" };
export const online: SimpleCondition = { is: "online" };
export const somethingInIt: SimpleCondition = { is: "something-in-it" };
export const notOrderedSince = (since: "trigger"): SimpleCondition => ({ is: "not-ordered-since", since });
export const firstOrder: SimpleCondition = { is: "orders-count", op: "exactly", count: 1 };
export const hasOrdered: SimpleCondition = { is: "orders-count", op: "at-least", count: 1 };
export const inSegment = (segmentId: string): SimpleCondition => ({ is: "in-segment", segmentId });
export const clicked = (step: string): SimpleCondition => ({ is: "clicked", step });
export const opened = (step: string): SimpleCondition => ({ is: "opened", step });
export const answered = (step: string, answer: string): SimpleCondition => ({ is: "answered", step, answer });
export const happened = (step: string): SimpleCondition => ({ is: "happened", step });
export const triggerField = (field: string, op: FieldTest["op"], value: FieldTest["value"]): SimpleCondition => ({
  is: "field",
  field,
  op,
  value,
});
export const not = (of: SimpleCondition): Condition => ({ is: "not", of });

/** Ends when they order: in this checkout, with this cart, this product, or anything at all. */
export const ordered = (same: "checkout" | "cart" | "product" | "contact"): Exit => ({ on: "order.created", same });
export const orderCancelled: Exit = { on: "order.cancelled", same: "order" };
export const orderRefunded: Exit = { on: "order.refunded", same: "order" };
export const unsubscribed: Exit = { on: "consent.changed", same: "contact" };

/** Of an event's data, the fields that a filter may name; a custom event's are of another system's making. */
type FieldsOf<E extends WorkflowTrigger["event"]> = E extends "custom.happened"
  ? string
  : Extract<keyof EventData[E], string>;

type Where<E extends WorkflowTrigger["event"]> = readonly (FieldTest & { readonly field: FieldsOf<E> })[];

/** Starts a run on an event; each field that `where` names is one of that event's, checked by the compiler. */
export function on<E extends WorkflowTrigger["event"]>(
  event: E,
  {
    where = [],
    ...options
  }: Pick<WorkflowTrigger, "oneRunPer" | "restart"> & { again?: WorkflowDuration; where?: Where<E> },
): WorkflowTrigger {
  return { event, ...options, where: [...where] };
}

export const wait = (name: string, duration: WorkflowDuration): WaitStep => ({ kind: "wait", name, for: duration });

/** Waits until an hour of the contact's own day. */
export const waitUntil = (name: string, moment: Pick<WaitUntilStep, "hour" | "weekday">): WaitUntilStep => ({
  kind: "wait-until",
  name,
  ...moment,
});

/** Waits until something happens to the contact; for an order's events, to the order that it is about. */
export const waitFor = (
  name: string,
  event: WaitForStep["event"],
  { atMost }: { atMost: WorkflowDuration },
): WaitForStep => ({ kind: "wait-for", name, event, where: [], atMost });

interface MailOptions {
  readonly usefulFor: WorkflowDuration;
  readonly class?: SendStep["class"];
  readonly recommendations?: number;
  readonly picks?: SendStep["picks"];
  readonly isOff?: boolean;
}

export const send = (name: string, template: TemplateKey, options: MailOptions): SendStep => ({
  kind: "send",
  ...mail(name, template, options),
});

interface Answers {
  readonly within: WorkflowDuration;
  readonly answers: QuestionStep["answers"];
  readonly otherwise: Step[];
}

/** A mail in which the shopper taps an answer; the answer decides how it goes on. */
export const question = (name: string, template: TemplateKey, options: MailOptions & Answers): QuestionStep => ({
  kind: "question",
  ...mail(name, template, options),
  within: options.within,
  answers: options.answers,
  otherwise: options.otherwise,
});

function mail(name: string, template: TemplateKey, options: MailOptions): Omit<SendStep, "kind"> {
  return {
    name,
    template,
    class: options.class ?? "marketing",
    recommendations: options.recommendations ?? 0,
    picks: options.picks ?? "going-together",
    usefulFor: options.usefulFor,
    isOff: options.isOff ?? false,
  };
}

/** Two ways; a branch on a click or an answer is taken at once when it comes, also out of the other way. */
export const branch = (name: string, when: Condition, ways: { yes: Step[]; no?: Step[] }): BranchStep => ({
  kind: "branch",
  name,
  when,
  yes: ways.yes,
  no: ways.no ?? [],
});

export const split = (name: string, arms: SplitStep["arms"]): SplitStep => ({ kind: "split", name, arms });

export const setField = (name: string, field: string, to: string | number | boolean | null): SetStep => ({
  kind: "set",
  name,
  what: { is: "field", field, to },
});
export const addTag = (name: string, tag: string): SetStep => ({
  kind: "set",
  name,
  what: { is: "tag", tag, on: true },
});
/** Stops marketing mail to them, until they are heard of again. */
export const sunset = (name: string): SetStep => ({ kind: "set", name, what: { is: "sunset" } });

export const callWebhook = (name: string, url: string): CallStep => ({
  kind: "call",
  name,
  to: { is: "webhook", url },
});
export const startFlow = (name: string): CallStep => ({ kind: "call", name, to: { is: "flow" } });

export const exit = (name: string): ExitStep => ({ kind: "exit", name });

type Defaults = "steps" | "holdout";

/** Makes a preset. Throws at once, with places and reasons, when it could not work. */
export function defineWorkflow(
  preset: Omit<WorkflowDefinition, Defaults> & { steps: Step[]; holdout?: number },
): WorkflowDefinition {
  const definition: WorkflowDefinition = { holdout: 0, ...preset };
  const problems = problemsOf(definition);
  if (problems.length > 0) {
    throw new Error(`${definition.id}: ${problems.map(({ place, reason }) => `${place}: ${reason}`).join("; ")}`);
  }
  return definition;
}
