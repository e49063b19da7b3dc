import type { SimpleCondition } from "./condition";
import { conditions } from "./conditions";
import type { Step, WorkflowDefinition } from "./definition";
import { allSteps, waysOf } from "./program";
import type { TriggerEventName } from "./trigger-events";

/** What may be asked at a place of a workflow, and of which of its steps. */
export interface Fitting {
  readonly kinds: readonly SimpleCondition["is"][];
  /** The mails, waits and questions that come before, and may be asked about. */
  readonly mails: readonly string[];
  readonly waits: readonly string[];
  readonly questions: readonly {
    readonly step: string;
    readonly answers: readonly { name: string; label: string }[];
  }[];
  /** The fields of the event that starts it which mean something to a merchant. */
  readonly fields: readonly string[];
}

/** What fits who gets it: nothing of its own mails, which are still to come. */
export function fittingAudience({ trigger }: WorkflowDefinition): Fitting {
  return fitting(trigger.event, []);
}

/** What fits a branch: also what was heard of the steps before it, but nothing that only its start can answer. */
export function fittingBranch({ trigger, steps }: WorkflowDefinition, name: string): Fitting {
  const fits = fitting(trigger.event, stepsBefore(steps, name) ?? []);
  return { ...fits, kinds: fits.kinds.filter((kind) => !conditions[kind].atStartOnly) };
}

function fitting(event: TriggerEventName, before: readonly Step[]): Fitting {
  const mails = before.filter(({ kind }) => kind === "send" || kind === "question").map(({ name }) => name);
  const waits = before.filter(({ kind }) => kind === "wait-for").map(({ name }) => name);
  const questions = before.flatMap((step) =>
    step.kind === "question"
      ? [{ step: step.name, answers: step.answers.map(({ name, label }) => ({ name, label })) }]
      : [],
  );
  const fields = eventFields[event];
  const isAnswerable = (kind: SimpleCondition["is"]) => {
    switch (kind) {
      case "clicked":
      case "opened":
        return mails.length > 0;
      case "happened":
        return waits.length > 0;
      case "answered":
        return questions.length > 0;
      case "field":
        return fields.length > 0;
      case "about-product":
        return aboutProducts.includes(event);
      case "online":
      case "something-in-it":
        return ofBaskets.includes(event);
      default:
        return true;
    }
  };
  return { kinds: Object.keys(conditions).filter(isKind).filter(isAnswerable), mails, waits, questions, fields };
}

const isKind = (kind: string): kind is SimpleCondition["is"] => Object.hasOwn(conditions, kind);

const ofBaskets: readonly TriggerEventName[] = ["checkout.updated", "cart.updated", "order.created"];

const aboutProducts: readonly TriggerEventName[] = [
  ...ofBaskets,
  "product.viewed",
  "order.fulfilled",
  "order.delivered",
  "order.cancelled",
  "order.refunded",
  "product.restocked",
  "price.dropped",
  "replenishment.due",
];

const eventFields: Readonly<Record<TriggerEventName, readonly string[]>> = {
  "customer.created": [],
  "product.viewed": [],
  "cart.updated": ["totalMinor"],
  "checkout.updated": ["totalMinor"],
  "order.created": ["totalMinor"],
  "order.fulfilled": [],
  "order.delivered": [],
  "order.cancelled": [],
  "order.refunded": ["refundedMinor"],
  "contact.inactive": ["orders", "expectedDays"],
  "segment.entered": [],
  "segment.left": [],
  "stage.changed": ["from", "to"],
  "date.reached": ["years"],
  "product.restocked": ["wanted"],
  "price.dropped": ["wanted", "beforeMinor", "nowMinor"],
  "replenishment.due": ["everyDays"],
  "custom.happened": ["name"],
};

/** The steps on the way to a step, and in the ways of the forks before it; null when there is no such step. */
function stepsBefore(steps: readonly Step[], name: string): Step[] | null {
  const before: Step[] = [];
  for (const step of steps) {
    if (step.name === name) return before;
    for (const way of waysOf(step)) {
      const inside = stepsBefore(way, name);
      if (inside) return [...before, step, ...inside];
    }
    before.push(...allSteps([step]));
  }
  return null;
}
