import type { Step } from "./definition";

/** The tree of steps with each step changed, however deep it stands: the inner ones first. */
export function mapSteps(steps: readonly Step[], change: (step: Step) => Step): Step[] {
  return steps.map((step) => change(withInner(step, (inner) => mapSteps(inner, change))));
}

function withInner(step: Step, map: (inner: readonly Step[]) => Step[]): Step {
  switch (step.kind) {
    case "branch":
      return { ...step, yes: map(step.yes), no: map(step.no) };
    case "split":
      return { ...step, arms: step.arms.map((arm) => ({ ...arm, steps: map(arm.steps) })) };
    case "question":
      return {
        ...step,
        answers: step.answers.map((answer) => ({ ...answer, steps: map(answer.steps) })),
        otherwise: map(step.otherwise),
      };
    default:
      return step;
  }
}
