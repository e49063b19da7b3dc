import type { TemplateKey } from "~/content/templates";
import type { EventData } from "~/events/event";
import type { Condition, Exit, SendStep, Step, WaitStep, WorkflowDefinition, WorkflowDuration } from "./definition";
import { problemsOf } from "./validate";

/** The words that presets are written in. Each makes a piece of plain data. */

export const days = (count: number): WorkflowDuration => ({ days: count });
export const hours = (count: number): WorkflowDuration => ({ hours: count });

export const subscribed: Condition = { is: "subscribed" };
export const reachable: Condition = { is: "reachable" };
export const onlineCheckout: Condition = { is: "online-checkout" };
export const somethingInCheckout: Condition = { is: "something-in-checkout" };
export const inSegment = (segmentId: string): Condition => ({ is: "in-segment", segmentId });
export const notOrderedSince = (since: "trigger"): Condition => ({ is: "not-ordered-since", since });

export const ordered = (same: Exit["same"]): Exit => ({ on: "order.created", same });

type Trigger = WorkflowDefinition["trigger"];

/** Starts a run on an event; `oneRunPer` names a field of that event, checked by the compiler. */
export function on<E extends Trigger["event"]>(
  event: E,
  options: { oneRunPer: Trigger["oneRunPer"] & keyof EventData[E]; restart: Trigger["restart"] },
): Trigger {
  return { event, ...options };
}

export const wait = (name: string, duration: WorkflowDuration): WaitStep => ({ kind: "wait", name, for: duration });

export function send(
  name: string,
  template: TemplateKey,
  options: { recommendations?: number; usefulFor: WorkflowDuration; class?: SendStep["class"] },
): SendStep {
  return {
    kind: "send",
    name,
    template,
    class: options.class ?? "marketing",
    recommendations: options.recommendations ?? 0,
    usefulFor: options.usefulFor,
  };
}

/** Makes a preset. Throws at once, with places and reasons, when it could not work. */
export function defineWorkflow(definition: Omit<WorkflowDefinition, "steps"> & { steps: Step[] }): WorkflowDefinition {
  const problems = problemsOf(definition);
  if (problems.length > 0) {
    throw new Error(`${definition.id}: ${problems.map(({ place, reason }) => `${place}: ${reason}`).join("; ")}`);
  }
  return definition;
}
