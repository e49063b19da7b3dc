import type { Condition } from "./condition";
import type { WorkflowDefinition } from "./definition";
import { stepsDiff } from "./diff-steps";
import { durationText } from "./duration";
import { isSame, onlyIn } from "./same";
import { conditionWords } from "./words/condition-words";
import { lowerFirst, type Names } from "./words/names";
import { capWords, stageNames, topicNames, windowWords } from "./words/step-words";
import { exitWords, howOften, startsWhen } from "./words/trigger-words";

type Part = keyof WorkflowDefinition;
type Tell = (before: WorkflowDefinition, after: WorkflowDefinition, names: Names) => readonly string[];

/**
 * What changed from one version of a workflow to another, in lines that a merchant reads: "Wait “cool off”: 1 hour →
 * 2 hours". Empty for equal definitions, and never for different ones.
 */
export function workflowDiff(before: WorkflowDefinition, after: WorkflowDefinition, names: Names): string[] {
  return Object.entries(tellings).flatMap(([part, tell]) => {
    if (isSame(Reflect.get(before, part), Reflect.get(after, part))) return [];
    const lines = tell(before, after, names);
    // Two things may have the same words: two segments that were removed, or two ways to write a day.
    return lines.length > 0 ? lines : [`${partNames[part] ?? part}: changed`];
  });
}

const arrow = (what: string, before: string, after: string): string[] =>
  before === after ? [] : [`${what}: ${before} → ${after}`];

/** How a change of each part of a definition is told, in the order in which the lines stand. */
const tellings: Readonly<Record<Part, Tell>> = {
  id: (before, after) => arrow("Workflow", before.id, after.id),
  title: (before, after) => arrow("Title", `“${before.title}”`, `“${after.title}”`),
  summary: (before, after) => arrow("Summary", `“${before.summary}”`, `“${after.summary}”`),
  stage: (before, after) => arrow("Stage", stageNames[before.stage], stageNames[after.stage]),
  topic: (before, after) => arrow("What shoppers choose it as", topicNames[before.topic], topicNames[after.topic]),
  trigger: (before, after, names) => [
    ...arrow(
      "Starts when",
      lowerFirst(startsWhen(before.trigger, names)),
      lowerFirst(startsWhen(after.trigger, names)),
    ),
    ...arrow("How often", lowerFirst(howOften(before.trigger)), lowerFirst(howOften(after.trigger))),
  ],
  audience: (before, after, names) => [
    ...onlyIn(after.audience, before.audience).map((added) => `Who gets it: only ${audienceWords(added, names)}`),
    ...onlyIn(before.audience, after.audience).map(
      (gone) => `Who gets it: no longer only ${audienceWords(gone, names)}`,
    ),
  ],
  exits: (before, after) => [
    ...onlyIn(after.exits, before.exits).map((added) => `It ends early: now also when ${lowerFirst(exitWords(added))}`),
    ...onlyIn(before.exits, after.exits).map((gone) => `It ends early: no longer when ${lowerFirst(exitWords(gone))}`),
  ],
  group: ({ group }) => [
    group ? "It may speak beside the other reminders" : "Only one reminder of its kind speaks at a time",
  ],
  rank: (before, after) => arrow("Rank", String(before.rank), String(after.rank)),
  holdout: (before, after) => arrow("Held out, to measure what it brings", `${before.holdout} %`, `${after.holdout} %`),
  cap: (before, after) => arrow("Mails to one contact", capWords(before.cap), capWords(after.cap)),
  lastsAtMost: (before, after) => arrow("Lasts at most", lastsWords(before), lastsWords(after)),
  window: (before, after) => arrow("Mails leave", windowWords(before.window), windowWords(after.window)),
  steps: (before, after, names) => stepsDiff(before.steps, after.steps, names),
};

const partNames: Readonly<Record<string, string>> = {
  trigger: "Starts when",
  audience: "Who gets it",
  exits: "It ends early",
  cap: "Mails to one contact",
  lastsAtMost: "Lasts at most",
  steps: "Steps",
} satisfies Partial<Record<Part, string>>;

function audienceWords(condition: Condition, names: Names): string {
  return condition.is === "in-segment"
    ? `the segment “${names.segments.get(condition.segmentId) ?? "that was removed"}”`
    : `if ${lowerFirst(conditionWords(condition, names))}`;
}

const lastsWords = ({ lastsAtMost }: WorkflowDefinition): string =>
  lastsAtMost ? durationText(lastsAtMost) : "as long as its steps";
