import { ask } from "./conditions";
import type { BranchStep, CallStep, MailStep, QuestionStep, SetStep, SplitStep, Step } from "./definition";
import { addDuration, durationText } from "./duration";
import type { Effect } from "./effect";
import type { Facts } from "./facts";
import { armOf } from "./holdout";
import { nextLocalHour } from "./local-hour";
import type { Node } from "./program";
import type { Advance, Decision, QueuedMessage, Run, Values } from "./run";
import type { Version } from "./version";

/** A stretch of a run's way: in which version, on which facts, and when. */
export interface Stretch {
  readonly version: Version;
  readonly facts: Facts;
  /** When it should have been walked; mails stay useful from here on. */
  readonly dueAt: Date;
  /** When it is walked. */
  readonly at: Date;
}

/** What came of one step. */
interface Taken {
  readonly run: Run;
  /** The step to go to; null: there is none left; "rests": the run waits here; "ends": it is over. */
  readonly next: string | null | "rests" | "ends";
  readonly decisions: readonly Decision[];
  readonly message?: QueuedMessage;
  readonly effect?: Effect;
}

/** Walks a new run from its first step until it rests or ends. */
export function walkFromStart(run: Run, stretch: Stretch, begun: Decision): Advance {
  return walk({ run, next: stretch.version.program.first, decisions: [begun] }, stretch);
}

/**
 * Goes on from a step at which a run rested, because its time is up or what it waited for came; or from a fork
 * whose answer has changed, however far the run is on its other way.
 */
export function walkOnFrom(node: Node, run: Run, stretch: Stretch): Advance {
  return walk(leave(node, run, stretch), stretch);
}

/** Ends a run where it is, with the reason. */
export function endRun(run: Run, rule: string, values: Values, at: Date): Advance {
  const ended = ending(run, rule, at);
  return { run: ended, decisions: [decide(run, run.state.step, "ended", rule, values)], messages: [], effects: [] };
}

function walk(first: Taken, stretch: Stretch): Advance {
  const { nodes } = stretch.version.program;
  const steps = [first];
  let taken = first;
  while (taken.next !== null && taken.next !== "rests" && taken.next !== "ends") {
    const node = nodes.get(taken.next);
    taken = node ? arrive(node, taken.run, stretch) : missing(taken.next, taken.run, stretch);
    steps.push(taken);
  }
  const decisions = steps.flatMap((one) => one.decisions);
  const messages = steps.flatMap(({ message }) => message ?? []);
  const effects = steps.flatMap(({ effect }) => effect ?? []);
  if (taken.next !== null) return { run: taken.run, decisions, messages, effects };
  const run = ending(taken.run, "completed", stretch.at);
  return { run, decisions: [...decisions, decide(run, null, "finished", "last-step", {})], messages, effects };
}

/** A run comes to a step. */
function arrive(node: Node, run: Run, stretch: Stretch): Taken {
  const { step } = node;
  switch (step.kind) {
    case "wait":
    case "wait-until":
    case "wait-for":
      return rest(run, step, restUntil(step, run, stretch), stretch);
    case "send":
      return mail(step, run, stretch, { run, next: node.next, decisions: [] });
    case "question":
      return step.isOff
        ? skip(step, run, startOf(step.otherwise, node))
        : mail(step, run, stretch, asking(step, run, stretch));
    case "branch":
      return branch(step, run, stretch, node);
    case "split":
      return split(step, run, stretch, node);
    case "set":
    case "call":
      return effect(step, run, node);
    case "exit":
      return {
        run: ending(run, "exit-step", stretch.at),
        next: "ends",
        decisions: [decide(run, step.name, "ended", "exit-step", {})],
      };
  }
}

/** A run leaves a step at which it rested, or a fork whose answer has changed. */
function leave(node: Node, run: Run, stretch: Stretch): Taken {
  const { step } = node;
  if (step.kind === "branch") return branch(step, run, stretch, node);
  if (step.kind !== "question") return { run, next: node.next, decisions: [] };
  const answer = step.answers.find(({ name }) => run.state.heard.includes(`answered:${step.name}:${name}`));
  return fork(
    run,
    step,
    { way: answer?.name ?? "otherwise", to: startOf(answer?.steps ?? step.otherwise, node) },
    answer ? "answered" : "not-answered",
    { answer: answer?.label ?? null },
  );
}

function branch(step: BranchStep, run: Run, { facts }: Stretch, node: Node): Taken {
  const { holds, values } = ask(step.when, { facts, run, event: null });
  const way = holds ? "yes" : "no";
  const isNot = step.when.is === "not";
  const rule = step.when.is === "not" ? step.when.of.is : step.when.is;
  // In the row stands whether the thing itself is so, whichever way the question was put.
  return fork(run, step, { way, to: startOf(step[way], node) }, rule, { ...values, holds: isNot ? !holds : holds });
}

function split(step: SplitStep, run: Run, { version }: Stretch, node: Node): Taken {
  const arm = armOf(`${version.definition.id}/${step.name}`, run.contactId, step.arms);
  return fork(run, step, { way: arm.name, to: startOf(arm.steps, node) }, "split", { variant: arm.label });
}

function fork(
  run: Run,
  step: Step,
  { way, to }: { way: string; to: string | null },
  rule: string,
  values: Values,
): Taken {
  const state = { ...run.state, taken: { ...run.state.taken, [step.name]: way } };
  return {
    run: { ...run, state },
    next: to,
    decisions: [decide(run, step.name, "branched", rule, { ...values, way })],
  };
}

/** Asks for a step's mail, or says why there is none; then goes on as `after` says. */
function mail(step: MailStep, run: Run, { dueAt, at }: Stretch, after: Taken): Taken {
  if (step.isOff) return skip(step, run, after.next);
  const going = { ...after, run: doing(after.run, step) };
  if (run.state.isHeldOut) return saying(going, decide(run, step.name, "held-out", "holdout", {}));
  const usefulUntil = addDuration(dueAt, step.usefulFor);
  const queued = decide(run, step.name, "queued", "send", { usefulUntil: usefulUntil.toISOString() });
  return { ...saying(going, queued), message: { run, step, sendAt: at, usefulUntil } };
}

const skip = (step: MailStep, run: Run, next: Taken["next"]): Taken => ({
  run,
  next,
  decisions: [decide(run, step.name, "skipped", "left-out", {})],
});

function effect(step: SetStep | CallStep, run: Run, { next }: Node): Taken {
  const done = doing(run, step);
  if (run.state.isHeldOut) return { run: done, next, decisions: [decide(run, step.name, "held-out", "holdout", {})] };
  const values = step.kind === "set" ? settingOf(step) : { to: step.to.is };
  return { run: done, next, decisions: [decide(run, step.name, "asked", step.kind, values)], effect: { run, step } };
}

function settingOf({ what }: SetStep): Values {
  switch (what.is) {
    case "field":
      return { field: what.field, to: what.to };
    case "tag":
      return { tag: what.tag, on: what.on };
    case "sunset":
      return { sunset: true };
  }
}

type Rest = Extract<Step, { kind: "wait" | "wait-until" | "wait-for" }>;

/** Until when a run rests. The first wait counts from what happened, not from when we heard of it. */
function restUntil(step: Rest, run: Run, { version, facts, dueAt, at }: Stretch): { until: Date; values: Values } {
  const from = step.name === version.program.first ? dueAt : at;
  switch (step.kind) {
    case "wait":
      return { until: addDuration(from, step.for), values: { for: durationText(step.for) } };
    case "wait-until":
      return {
        until: nextLocalHour(from, step, facts.contact?.zone ?? "UTC"),
        values: { hour: step.hour, zone: facts.contact?.zone ?? "UTC" },
      };
    case "wait-for": {
      const values = { event: step.event, for: durationText(step.atMost) };
      const hasHappened = run.state.heard.includes(`happened:${step.name}`);
      return { until: hasHappened ? at : addDuration(from, step.atMost), values };
    }
  }
}

function asking(step: QuestionStep, run: Run, stretch: Stretch): Taken {
  const until = addDuration(stretch.at, step.within);
  return rest(run, step, { until, values: { for: durationText(step.within), question: true } }, stretch);
}

/** Lays a run to rest, at the longest until the workflow has lasted as long as it may. */
function rest(run: Run, step: Step, { until, values }: { until: Date; values: Values }, { version }: Stretch): Taken {
  const last = lastMoment(version, run);
  const wakeAt = last !== null && last < until ? last : until;
  return {
    run: { ...run, wakeAt, state: { ...run.state, step: step.name } },
    next: "rests",
    decisions: [decide(run, step.name, "waiting", step.kind, { ...values, until: wakeAt.toISOString() })],
  };
}

/** When a run ends however it waits; null when its workflow sets no limit. */
export function lastMoment({ definition: { lastsAtMost } }: Version, { triggeredAt }: Run): Date | null {
  return lastsAtMost ? addDuration(triggeredAt, lastsAtMost) : null;
}

/** A stored version always has its steps; one whose row was tampered with ends instead of hanging. */
const missing = (step: string, run: Run, { at }: Stretch): Taken => ({
  run: ending(run, "step-missing", at),
  next: "ends",
  decisions: [decide(run, step, "ended", "step-missing", { step })],
});

const startOf = ([first]: readonly Step[], { next }: Node): string | null => first?.name ?? next;

const saying = (taken: Taken, decision: Decision): Taken => ({ ...taken, decisions: [decision, ...taken.decisions] });

/** Written down for those held out too: with and without a mail the way must be the same. */
const doing = (run: Run, { name }: Step): Run => ({ ...run, state: { ...run.state, done: [...run.state.done, name] } });

function ending(run: Run, outcome: string, at: Date): Run {
  return { ...run, status: "ended", outcome, wakeAt: null, endedAt: at, state: { ...run.state, step: null } };
}

/** A decision about a run. */
export function decide(
  run: Run,
  step: string | null,
  outcome: Decision["outcome"],
  rule: string,
  values: Values,
): Decision {
  const { contactId, workflowId, version, runId } = run;
  return { contactId, workflowId, version, runId, step, outcome, rule, values };
}
