import type { Step, WorkflowDefinition } from "~/workflows/definition";
import type { RunState } from "~/workflows/run";

/**
 * A definition's tree read by itself, by another way than the compiled program: what may follow each step, and in
 * which ways of which forks it stands.
 */
export interface Tree {
  readonly first: string;
  /** The names of the steps that may come right after a step; null: the end. */
  readonly after: ReadonlyMap<string, ReadonlySet<string | null>>;
  /** The forks around a step, outermost first, with the way that it stands in. */
  readonly around: ReadonlyMap<string, readonly Around[]>;
  readonly steps: ReadonlyMap<string, Step>;
}

export interface Around {
  readonly fork: Step;
  readonly way: string;
}

export function treeOf({ steps }: WorkflowDefinition): Tree {
  const after = new Map<string, Set<string | null>>();
  const around = new Map<string, readonly Around[]>();
  const known = new Map<string, Step>();
  const read = (list: readonly Step[], end: string | null, outer: readonly Around[]) => {
    for (const [index, step] of list.entries()) {
      const next = list[index + 1]?.name ?? end;
      const ways = waysIn(step);
      known.set(step.name, step);
      around.set(step.name, outer);
      if (step.kind === "exit") after.set(step.name, new Set());
      else if (ways.length === 0) after.set(step.name, new Set([next]));
      else after.set(step.name, new Set(ways.map(({ inside }) => inside[0]?.name ?? next)));
      // Left out, a question goes on as if nobody had answered; it is never more than one of its ways.
      for (const { way, inside } of ways) read(inside, next, [...outer, { fork: step, way }]);
    }
  };
  read(steps, null, []);
  return { first: steps[0]?.name ?? "", after, around, steps: known };
}

function waysIn(step: Step): { way: string; inside: readonly Step[] }[] {
  switch (step.kind) {
    case "branch":
      return [
        { way: "yes", inside: step.yes },
        { way: "no", inside: step.no },
      ];
    case "split":
      return step.arms.map(({ name, steps }) => ({ way: name, inside: steps }));
    case "question":
      return [
        { way: "otherwise", inside: step.otherwise },
        ...step.answers.map(({ name, steps }) => ({ way: name, inside: steps })),
      ];
    default:
      return [];
  }
}

/** Whether what a run has heard speaks against a way that it is on. A fork about anything else never does. */
export function isRefuted({ fork, way }: Around, { heard }: RunState): boolean {
  if (fork.kind === "question") {
    // Nobody answers what was never asked.
    if (fork.isOff) return false;
    const given = fork.answers.filter(({ name }) => heard.includes(`answered:${fork.name}:${name}`));
    return given.length > 0 && !given.some(({ name }) => name === way);
  }
  if (fork.kind !== "branch") return false;
  const isTrue = saysHeard(fork, heard);
  return isTrue !== null && way !== (isTrue ? "yes" : "no");
}

/** Whether what a fork asks of the run's own mails and waits is so; null when it asks of something else. */
export function saysHeard(fork: Step, heard: readonly string[]): boolean | null {
  if (fork.kind !== "branch") return null;
  const asked = fork.when.is === "not" ? fork.when.of : fork.when;
  const holds = (() => {
    switch (asked.is) {
      case "clicked":
        return heard.includes(`clicked:${asked.step}`);
      case "opened":
        return heard.includes(`opened:${asked.step}`) || heard.includes(`clicked:${asked.step}`);
      case "answered":
        return heard.includes(`answered:${asked.step}:${asked.answer}`);
      case "happened":
        return heard.includes(`happened:${asked.step}`);
      default:
        return null;
    }
  })();
  return holds === null || fork.when.is !== "not" ? holds : !holds;
}
