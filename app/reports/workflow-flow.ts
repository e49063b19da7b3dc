import type { Step, WorkflowDefinition } from "~/workflows/definition";
import { durationText } from "~/workflows/duration";
import { type Names, spoken } from "~/workflows/words/names";
import { offerTitle } from "~/workflows/words/offer-words";
import { stepTitle } from "~/workflows/words/step-words";

/** A step as the flow draws it, with the ways that it forks into. */
export interface DrawnStep {
  readonly name: string;
  readonly kind: Step["kind"];
  readonly title: string;
  readonly note: string;
  /** The merchant left it out. */
  readonly isOff: boolean;
  readonly ways: readonly DrawnWay[];
}

export interface DrawnWay {
  readonly name: string;
  /** "Yes", an answer, an alternative with its share. */
  readonly label: string;
  readonly steps: readonly DrawnStep[];
}

/** The whole flow. `sent` counts the mails of each step over the last 30 days. */
export function drawnFlow(
  { steps }: WorkflowDefinition,
  names: Names,
  sent: ReadonlyMap<string, number>,
): readonly DrawnStep[] {
  const draw = (step: Step): DrawnStep => ({
    name: step.name,
    kind: step.kind,
    title: step.kind === "branch" ? `${stepTitle(step, names)}?` : stepTitle(step, names),
    note: noteOf(step, sent.get(step.name) ?? 0, names),
    isOff: "isOff" in step && step.isOff,
    ways: waysOf(step).map(({ steps, ...way }) => ({ ...way, steps: steps.map(draw) })),
  });
  return steps.map(draw);
}

interface Way {
  readonly name: string;
  readonly label: string;
  readonly steps: readonly Step[];
}

function waysOf(step: Step): readonly Way[] {
  switch (step.kind) {
    case "branch":
      return [
        { name: "yes", label: "Yes", steps: step.yes },
        { name: "no", label: "No", steps: step.no },
      ];
    case "split": {
      const total = step.arms.reduce((sum, { weight }) => sum + weight, 0);
      return step.arms.map(({ name, label, weight, steps }) => ({
        name,
        label: `${label}, ${Math.round((100 * weight) / total)} %`,
        steps,
      }));
    }
    case "question":
      return [
        ...step.answers.map(({ name, label, steps }) => ({ name, label: `“${label}”`, steps })),
        { name: "otherwise", label: `No answer in ${durationText(step.within)}`, steps: step.otherwise },
      ];
    default:
      return [];
  }
}

/** What else is worth knowing of a step. Its own name is what decisions and conditions call it. */
function noteOf(step: Step, sent: number, { currency }: Names): string {
  switch (step.kind) {
    case "send":
    case "question": {
      const count = `${new Intl.NumberFormat("en").format(sent)} sent in the last 30 days`;
      const offer = step.incentive ? ` · ${offerTitle(step.incentive, currency)}` : "";
      return step.isOff ? `${spoken(step.name)} · left out` : `${spoken(step.name)} · ${count}${offer}`;
    }
    case "wait-until":
      return "In their own time zone";
    case "wait-for":
      return spoken(step.name);
    case "split":
      return "The same person always goes the same way";
    case "call":
      return step.to.is === "webhook" ? new URL(step.to.url).host : "";
    case "set":
      return step.what.is === "sunset" ? "Until they are heard of again" : "";
    default:
      return "";
  }
}
