import type { Condition, SimpleCondition } from "./condition";
import { conditions } from "./conditions";
import type { BranchStep, QuestionStep, Step, WaitForStep, WorkflowDefinition } from "./definition";
import type { FactKind } from "./facts";

/**
 * A definition made ready to be walked: the tree of steps laid flat, each with what follows it. Compiled once a
 * version, so that no event pays for it.
 */
export interface Program {
  readonly first: string | null;
  readonly nodes: ReadonlyMap<string, Node>;
  /** What anything in it must know: loaded when a run may start. */
  readonly reads: ReadonlySet<FactKind>;
  /** The segments that conditions anywhere in it ask for. */
  readonly segmentIds: readonly string[];
  /** What it waits for anywhere: an order's events may come before it gets there. */
  readonly awaits: readonly WaitForStep[];
  /** The fields of the trigger's event that its branches ask for later. */
  readonly fields: readonly string[];
}

export interface Node {
  readonly step: Step;
  /** What follows once this step, and whichever way it forks, is done; null: the end. */
  readonly next: string | null;
  /** The forks, outermost first, that something heard may turn while a run waits here. */
  readonly turns: readonly Fork[];
  /** What everything up to the next waits must know, once a run goes on from here. */
  readonly reads: ReadonlySet<FactKind>;
}

/** A step whose way depends on what is heard of the run's own mails and waits. */
export type Fork = BranchStep | QuestionStep;

/** Compiles a definition. Total: what cannot work is refused by validate.ts before it is stored. */
export function compile(definition: WorkflowDefinition): Program {
  const flat = new Map<string, Omit<Node, "reads">>();
  const lay = (steps: readonly Step[], after: Step | null, around: readonly Fork[]) => {
    steps.forEach((step, index) => {
      const following = steps[index + 1] ?? after;
      const next = following?.name ?? null;
      // A wait right before a fork listens for what the fork asks.
      const turns = isWait(step) && following && isFork(following) ? [...around, following] : around;
      flat.set(step.name, { step, next, turns });
      const inside = isFork(step) ? [...around, step] : around;
      for (const way of waysOf(step)) lay(way, following, inside);
    });
  };
  lay(definition.steps, null, []);

  const first = definition.steps[0]?.name ?? null;
  const nodes = new Map(
    [...flat].map(([name, node]) => {
      const onward = [...stretch(flat, [node.next, ...waysOf(node.step).map(([step]) => step?.name ?? node.next)])];
      const turned = node.turns.flatMap(({ name }) => [...stretch(flat, [name])]);
      return [name, { ...node, reads: readsOf([...onward, ...turned].flatMap(conditionsOf)) }];
    }),
  );
  const asked = [...flat.values()].flatMap(({ step }) => conditionsOf(step));
  return {
    first,
    nodes,
    reads: readsOf([...definition.audience, ...asked]),
    segmentIds: distinct(
      [...definition.audience, ...asked].map(inner).flatMap((one) => (one.is === "in-segment" ? [one.segmentId] : [])),
    ),
    awaits: [...flat.values()].flatMap(({ step }) => (step.kind === "wait-for" ? [step] : [])),
    fields: distinct(asked.map(inner).flatMap((one) => (one.is === "field" ? [one.field] : []))),
  };
}

/** The alternatives that a step holds; none for a step that only goes on. */
export function waysOf(step: Step): readonly (readonly Step[])[] {
  switch (step.kind) {
    case "branch":
      return [step.yes, step.no];
    case "split":
      return step.arms.map(({ steps }) => steps);
    case "question":
      return [...step.answers.map(({ steps }) => steps), step.otherwise];
    default:
      return [];
  }
}

/** Every step of a definition, in the order in which it is written. */
export function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...waysOf(step).flatMap(allSteps)]);
}

/** What a condition asks, without its "not". */
export const inner = (condition: Condition): SimpleCondition => (condition.is === "not" ? condition.of : condition);

/** Whether the answer can change by what is heard of the run's own mails and waits. */
const isHeard = (condition: Condition): boolean =>
  ["clicked", "opened", "answered", "happened"].includes(inner(condition).is);

const isFork = (step: Step): step is Fork => step.kind === "question" || (step.kind === "branch" && isHeard(step.when));

const isWait = ({ kind }: Step): boolean => kind === "wait" || kind === "wait-until" || kind === "wait-for";

const isRest = (step: Step): boolean => isWait(step) || step.kind === "question";

/** The steps that may be walked from these names on until a run rests again, those where it rests included. */
function stretch(flat: ReadonlyMap<string, Omit<Node, "reads">>, from: readonly (string | null)[]): Set<Step> {
  const met = new Set<Step>();
  const ahead = [...from];
  while (ahead.length > 0) {
    const node = flat.get(ahead.pop() ?? "");
    if (!node || met.has(node.step)) continue;
    met.add(node.step);
    if (isRest(node.step)) continue;
    const ways = waysOf(node.step).map(([step]) => step?.name ?? node.next);
    ahead.push(...(ways.length > 0 ? ways : [node.next]));
  }
  return met;
}

/** What a step asks when it is come to. A wait until an hour must know the contact's zone. */
const conditionsOf = (step: Step): Condition[] => {
  if (step.kind === "branch") return [step.when];
  return step.kind === "wait-until" ? [{ is: "reachable" }] : [];
};

function readsOf(asked: readonly Condition[]): ReadonlySet<FactKind> {
  return new Set(asked.flatMap((condition) => conditions[inner(condition).is].reads));
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
