import { templates } from "~/content/templates";
import type { MailStep, Step } from "./definition";
import { durationText } from "./duration";
import { isSame } from "./same";
import { conditionWords } from "./words/condition-words";
import { type Names, spoken } from "./words/names";
import { offerWords } from "./words/offer-words";
import { classWords, pickWords, stepKinds, stepTitle, untilWords } from "./words/step-words";
import { awaitedWords } from "./words/trigger-words";

/** What changed among the steps: those that came and went, those that stand elsewhere, and what each is set to. */
export function stepsDiff(before: readonly Step[], after: readonly Step[], names: Names): string[] {
  const [old, now] = [placed(before), placed(after)];
  const lines: string[] = [];
  for (const [name, { step, place }] of now) {
    const was = old.get(name);
    if (!was) lines.push(`${label(step)}: new. ${stepTitle(step, names)}`);
    else if (was.step.kind !== step.kind) lines.push(`${label(was.step)}: is now “${stepTitle(step, names)}”`);
    else lines.push(...settingsDiff(was.step, step, names));
    if (was && was.place !== place) lines.push(`${label(step)}: moved to another way`);
  }
  for (const [name, { step }] of old) if (!now.has(name)) lines.push(`${label(step)}: taken out`);
  const both = (one: typeof old, other: typeof old) => [...one.keys()].filter((name) => other.has(name));
  if (!isSame(both(old, now), both(now, old))) lines.push("Steps: in another order");
  return lines;
}

/** Mail “last call”. */
const label = (step: Step): string => `${stepKinds[step.kind]} ${spoken(step.name)}`;

interface Placed {
  readonly step: Step;
  /** The fork and the way that it stands in. */
  readonly place: string;
}

/** Every step by its name, in the order in which they are read. */
function placed(steps: readonly Step[], place = ""): Map<string, Placed> {
  return new Map(
    steps.flatMap((step) => [
      [step.name, { step, place }] as const,
      ...waysIn(step).flatMap(([way, inner]) => [...placed(inner, `${step.name}/${way}`)]),
    ]),
  );
}

/** The ways that a step forks into, each by its name. */
function waysIn(step: Step): readonly (readonly [string, readonly Step[]])[] {
  switch (step.kind) {
    case "branch":
      return [
        ["yes", step.yes],
        ["no", step.no],
      ];
    case "split":
      return step.arms.map(({ name, steps }) => [`arm ${name}`, steps]);
    case "question":
      return [
        ...step.answers.map(({ name, steps }) => [`answer ${name}`, steps] as const),
        ["otherwise", step.otherwise],
      ];
    default:
      return [];
  }
}

/** One thing that a step is set to. Without a name it is all there is of it. */
interface Setting {
  readonly name: string;
  readonly text: string;
  /** The text alone tells the change: "left out". */
  readonly isState?: true;
}

function settingsDiff(before: Step, after: Step, names: Names): string[] {
  if (isSame(ownOf(before), ownOf(after))) return [];
  const [old, now] = [settingsOf(before, names), settingsOf(after, names)];
  const lines = [...new Set([...old, ...now].map(({ name }) => name))].flatMap((name) => {
    const [was, is] = [old, now].map((settings) => settings.find((one) => one.name === name));
    if (was?.text === is?.text) return [];
    if (is?.isState) return [`${label(after)}: ${is.text}`];
    return [`${label(after)}: ${name === "" ? "" : `${name} `}${was?.text ?? "nothing"} → ${is?.text ?? "nothing"}`];
  });
  return lines.length > 0 ? lines : [`${label(after)}: changed`];
}

/** A step without the steps in its ways. */
function ownOf(step: Step): unknown {
  switch (step.kind) {
    case "branch":
      return { ...step, yes: null, no: null };
    case "split":
      return { ...step, arms: step.arms.map((arm) => ({ ...arm, steps: null })) };
    case "question":
      return { ...step, answers: step.answers.map((answer) => ({ ...answer, steps: null })), otherwise: null };
    default:
      return step;
  }
}

function settingsOf(step: Step, names: Names): Setting[] {
  switch (step.kind) {
    case "wait":
      return [{ name: "", text: durationText(step.for) }];
    case "wait-until":
      return [{ name: "until", text: untilWords(step) }];
    case "wait-for":
      return [
        { name: "until", text: awaitedWords(step.event, step.where, names) },
        { name: "at most", text: durationText(step.atMost) },
      ];
    case "send":
      return mailSettings(step, names);
    case "question":
      return [
        ...mailSettings(step, names),
        ...step.answers.map(({ name, label }) => ({ name: `answer ${spoken(name)}`, text: `“${label}”` })),
        { name: "answered within", text: durationText(step.within) },
      ];
    case "branch":
      return [{ name: "", text: conditionWords(step.when, names) }];
    case "split":
      return step.arms.flatMap(({ name, label, weight }) => [
        { name: `weight of ${spoken(name)}`, text: String(weight) },
        { name: `label of ${spoken(name)}`, text: `“${label}”` },
      ]);
    case "set":
      return [{ name: "", text: stepTitle(step, names) }];
    case "call":
      return [{ name: "", text: step.to.is === "webhook" ? step.to.url : stepTitle(step, names) }];
    case "exit":
      return [];
  }
}

function mailSettings(step: MailStep, { currency }: Names): Setting[] {
  const { template, subject, incentive, recommendations, picks, collection, usefulFor, isOff } = step;
  return [
    { name: "", text: isOff ? "left out" : "sent again", isState: true },
    { name: "mail", text: `“${templates[template].name}” (${template})` },
    { name: "kind", text: classWords[step.class] },
    { name: "subject", text: subject === undefined ? "the mail's own" : `“${subject}”` },
    { name: "offer", text: incentive ? offerWords(incentive, currency) : "none" },
    { name: "recommendations", text: String(recommendations) },
    { name: "picks", text: pickWords[picks] },
    { name: "products", text: collection === undefined ? "of the whole shop" : `of the collection “${collection}”` },
    { name: "useful for", text: durationText(usefulFor) },
  ];
}
