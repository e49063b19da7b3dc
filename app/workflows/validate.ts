import { parseSubject } from "~/content/subject";
import { templates } from "~/content/templates";
import type { Condition } from "./condition";
import { conditions } from "./conditions";
import {
  type MailStep,
  type Step,
  type WorkflowDefinition,
  type WorkflowDuration,
  workflowDefinition,
} from "./definition";
import { addDuration, durationText } from "./duration";
import { allSteps, inner, waysOf } from "./program";

/** What is wrong in a definition, and where, in a merchant's words. */
export interface Problem {
  readonly place: string;
  readonly reason: string;
}

/** More than this and nobody can say any more who gets what. */
const MANY_STEPS = 12;
const MANY_BRANCHES = 4;

/** Everything that keeps a definition from working; empty when it can run. */
export function problemsOf(candidate: unknown): Problem[] {
  const parsed = workflowDefinition.safeParse(candidate);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ place: issue.path.join(".") || "workflow", reason: issue.message }));
  }
  const definition = parsed.data;
  const steps = allSteps(definition.steps);
  return [
    ...nameProblems(steps),
    ...steps.flatMap(stepProblems),
    ...conditionProblems(definition, steps),
    ...wayProblems(definition.steps),
    ...lengthProblems(definition),
    ...exitProblems(definition, steps),
  ];
}

/** What works, but that somebody who knows the field would advise against. */
export function warningsOf({ steps, audience, holdout }: WorkflowDefinition): Problem[] {
  const all = allSteps(steps);
  const branches = all.filter((step) => waysOf(step).length > 0).length;
  const isMarketing = all.some((step) => isMail(step) && step.class === "marketing" && !step.isOff);
  const asked = [...audience, ...all.flatMap((step) => (step.kind === "branch" ? [step.when] : []))];
  return [
    ...(all.length > MANY_STEPS
      ? [
          {
            place: "steps",
            reason: `it has ${all.length} steps: more than ${MANY_STEPS} are hard to follow and to measure`,
          },
        ]
      : []),
    ...(branches > MANY_BRANCHES
      ? [{ place: "steps", reason: `it forks ${branches} times: more than ${MANY_BRANCHES} are overcomplicated` }]
      : []),
    ...(isMarketing && !asked.some((one) => inner(one).is === "subscribed")
      ? [{ place: "audience", reason: "who has not agreed to marketing mails starts it too, and is not mailed" }]
      : []),
    ...(holdout > 20
      ? [{ place: "holdout", reason: `${holdout} % are not mailed: 10 % is enough to measure by` }]
      : []),
  ];
}

/** What is wrong between the workflows of a shop: who speaks first must be clear. */
export function problemsBetween(
  definitions: readonly (Pick<WorkflowDefinition, "id" | "title" | "trigger"> & { readonly rank: number })[],
): Problem[] {
  return definitions.flatMap((one, index) =>
    definitions
      .slice(0, index)
      .filter(({ trigger, rank }) => trigger.event === one.trigger.event && rank === one.rank)
      .map(({ title }) => ({
        place: one.id,
        reason: `starts on the same event as “${title}” and has the same rank: say which of them speaks first`,
      })),
  );
}

function nameProblems(steps: readonly Step[]): Problem[] {
  const twice = steps.filter((step, index) => steps.findIndex(({ name }) => name === step.name) < index);
  const noMail = steps.some((step) => isMail(step) || step.kind === "set" || step.kind === "call");
  return [
    ...twice.map(({ name }) => ({ place: name, reason: "two steps have this name" })),
    ...(noMail ? [] : [{ place: "steps", reason: "no step sends or does anything" }]),
  ];
}

function stepProblems(step: Step): Problem[] {
  const at = (reason: string): Problem => ({ place: step.name, reason });
  switch (step.kind) {
    case "wait":
      return lasts(step.for) ? [] : [at("a wait takes at least a minute")];
    case "wait-for":
      return lasts(step.atMost) ? [] : [at("it must say how long it waits at the most")];
    case "question":
      return [
        ...mailProblems(step),
        ...(lasts(step.within) ? [] : [at("it must leave time to answer")]),
        ...(isDistinct(step.answers) ? [] : [at("two answers have the same name")]),
      ];
    case "send":
      return mailProblems(step);
    case "branch":
      return step.yes.length + step.no.length === 0 ? [at("both ways are empty: nothing depends on it")] : [];
    case "split":
      return isDistinct(step.arms) ? [] : [at("two alternatives have the same name")];
    default:
      return [];
  }
}

function mailProblems(step: MailStep): Problem[] {
  const at = (reason: string): Problem => ({ place: step.name, reason });
  const template = templates[step.template];
  const subject = step.subject === undefined ? null : parseSubject(step.subject);
  const isPromoting = step.recommendations > 0 || step.incentive !== undefined;
  return [
    ...(lasts(step.usefulFor) ? [] : [at("a mail must stay useful for some time")]),
    ...(step.class === "transactional" && step.recommendations > 0
      ? [at("a transactional mail may not recommend products: that is marketing")]
      : []),
    ...(step.class === "transactional" && step.incentive
      ? [at("a transactional mail may not carry an offer: that is marketing")]
      : []),
    ...(step.class === "transactional" && template.class !== "transactional" && !isPromoting
      ? [at("this mail promotes something, so that it needs agreement: it cannot be sent as transactional")]
      : []),
    // Its layout has no such link: see emails/partials/footer.mjml.
    ...(step.class !== "transactional" && template.class === "transactional"
      ? [at("there is no way to unsubscribe in this mail")]
      : []),
    ...(subject && !subject.ok ? [at(subject.reason)] : []),
  ];
}

/** A condition may only ask of what comes before it, and once under way not of the event that started it. */
function conditionProblems({ audience }: WorkflowDefinition, steps: readonly Step[]): Problem[] {
  const inBranches = steps.flatMap((step) => (step.kind === "branch" ? [{ step, asked: inner(step.when) }] : []));
  return [
    ...audience
      .filter((one) => "step" in inner(one))
      .map(() => ({ place: "audience", reason: "who gets it cannot depend on a mail that it sends" })),
    ...inBranches
      .filter(({ asked }) => conditions[asked.is].atStartOnly)
      .map(({ step }) => ({ place: step.name, reason: "this can only be asked when it starts" })),
    ...inBranches.flatMap(({ step, asked }) => referenceProblem(step.name, asked, steps) ?? []),
  ];
}

function referenceProblem(place: string, asked: ReturnType<typeof inner>, steps: readonly Step[]): Problem | null {
  if (!("step" in asked)) return null;
  const found = steps.find(({ name }) => name === asked.step);
  if (!found) return { place, reason: `there is no step “${asked.step}”` };
  if (steps.findIndex(({ name }) => name === place) < steps.indexOf(found)) {
    return { place, reason: `“${asked.step}” comes only after it` };
  }
  if (asked.is === "happened")
    return found.kind === "wait-for" ? null : { place, reason: `“${asked.step}” waits for nothing` };
  if (asked.is !== "answered") return isMail(found) ? null : { place, reason: `“${asked.step}” is no mail` };
  const isAnswer = found.kind === "question" && found.answers.some(({ name }) => name === asked.answer);
  return isAnswer ? null : { place, reason: `“${asked.step}” has no answer “${asked.answer}”` };
}

/** Steps that nobody can come to, and waits that nothing follows. `isFollowed`: something comes after this list. */
function wayProblems(steps: readonly Step[], isFollowed = false): Problem[] {
  const last = steps.at(-1);
  const end = steps.findIndex(isTheEnd);
  const unreachable = end < 0 ? [] : steps.slice(end + 1);
  return [
    ...unreachable.map(({ name }) => ({ place: name, reason: "no way leads to this step" })),
    ...(last && isWait(last) && !isFollowed ? [{ place: last.name, reason: "nothing follows this wait" }] : []),
    ...steps.flatMap((step, index) =>
      waysOf(step).flatMap((way) => wayProblems(way, isFollowed || index < steps.length - 1)),
    ),
  ];
}

/** Whether nobody comes out of a step: an exit, or a fork all of whose ways end in one. */
function isTheEnd(step: Step): boolean {
  if (step.kind === "exit") return true;
  const ways = waysOf(step);
  return ways.length > 0 && ways.every((way) => way.some(isTheEnd));
}

/** A wait that lasts longer than the whole workflow may: what follows would never come. */
function lengthProblems({ steps, lastsAtMost }: WorkflowDefinition): Problem[] {
  if (!lastsAtMost) return [];
  const limit = addDuration(epoch, lastsAtMost);
  const problems: Problem[] = [];
  const follow = (way: readonly Step[], from: Date): Date => {
    let at = from;
    for (const step of way) {
      const wait = step.kind === "wait" ? step.for : undefined;
      if (wait) at = addDuration(at, wait);
      if (wait && at >= limit) {
        problems.push({
          place: step.name,
          reason: `ends after the workflow does, which lasts ${durationText(lastsAtMost)}`,
        });
      }
      const ends = waysOf(step).map((inside) => follow(inside, at).getTime());
      if (ends.length > 0) at = new Date(Math.min(...ends));
    }
    return at;
  };
  follow(steps, epoch);
  return problems;
}

/** Whoever reminds of what was not bought must stop when it was, and marketing when agreement is withdrawn. */
function exitProblems({ trigger, exits, group }: WorkflowDefinition, steps: readonly Step[]): Problem[] {
  const reminds = group === "recovery" || trigger.event === "checkout.updated" || trigger.event === "cart.updated";
  const stopsOnOrder = exits.some(({ on }) => on === "order.created");
  const isMarketing = steps.some((step) => isMail(step) && step.class === "marketing");
  const isOfOrder = trigger.event.startsWith("order.");
  return [
    ...(reminds && !stopsOnOrder ? [{ place: "exits", reason: "it must end when the shopper orders" }] : []),
    ...(isMarketing && !isOfOrder && !exits.some(({ on }) => on === "consent.changed")
      ? [{ place: "exits", reason: "it must end when the shopper unsubscribes" }]
      : []),
  ];
}

const epoch = new Date(0);
const lasts = (duration: WorkflowDuration): boolean => addDuration(epoch, duration) > epoch;
const isMail = (step: Step): step is MailStep => step.kind === "send" || step.kind === "question";
const isWait = ({ kind }: Step): boolean => kind === "wait" || kind === "wait-until" || kind === "wait-for";
const isDistinct = (named: readonly { readonly name: string }[]): boolean =>
  new Set(named.map(({ name }) => name)).size === named.length;

/** The condition of a definition that nobody may take out, because a promise hangs on it. */
export const isPromised = (condition: Condition): boolean => ["subscribed", "reachable"].includes(inner(condition).is);
