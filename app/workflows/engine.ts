import type { Event } from "~/events/event";
import { aboutOf } from "./about";
import { ask } from "./conditions";
import { addDuration } from "./duration";
import { exitMet } from "./exits";
import type { Facts } from "./facts";
import type { Heard } from "./heard";
import { isHeldOut } from "./holdout";
import { hasTurned, isRestedFor, newsOf } from "./news";
import type { About, Advance, Run, Values } from "./run";
import type { Version } from "./version";
import { decide, endRun, lastMoment, walkFromStart, walkOnFrom } from "./walk";

/**
 * The pure core: no database, no clock, no network. It is told what happened, what is known and what time it
 * is, and says what follows. The worker, a replay and the property tests all run this code.
 *
 * Three things can happen to a contact's way through a workflow: it starts, it hears of an event, its time comes.
 */

export interface Start {
  readonly event: Event;
  readonly contactId: string | null;
  readonly facts: Facts;
  /** What there is one run per: see `runKey`; null when the event names none. */
  readonly key: string | null;
  /** The latest run of this key, in whatever version it began. */
  readonly existing: Run | null;
  /** The contact's active runs in other workflows of the same group. */
  readonly rivals: readonly Rival[];
  readonly rank: number;
  /** Names the run if one starts. */
  readonly runId: string;
}

/** A run that would speak to the same contact about the same thing. */
export interface Rival {
  readonly run: Run;
  readonly title: string;
  readonly rank: number;
}

/**
 * Decides on an event that a workflow is triggered by: start, start anew, end, or not; always with a reason.
 * The first advance is its own; the others end rivals that have to fall silent.
 */
export function start(version: Version, trigger: Start, at: Date): Advance[] {
  const { event, contactId, facts, existing, rivals, rank } = trigger;
  const { definition, program } = version;
  const refusal = earlierRun(version, trigger);
  if (refusal) return [notStarted(version, trigger, refusal.rule, refusal.values)];

  const about = aboutOf(event, program.fields);
  const run = newRun(version, trigger, about, at);
  for (const condition of definition.audience) {
    const { holds, values } = ask(condition, { facts, run, event });
    if (holds) continue;
    const rule = condition.is === "not" ? `not-${condition.of.is}` : condition.is;
    if (existing?.status !== "active") return [notStarted(version, trigger, rule, values)];
    return [endRun(existing, rule === "not-ordered-since" ? "ordered" : rule, values, at)];
  }
  if (contactId === null || trigger.key === null)
    return [notStarted(version, trigger, "reachable", { hasEmail: false })];

  const rivalling = rivals.filter((rival) => sharesProduct(rival.run.state.about, about));
  const stronger = rivalling.find((rival) => rival.rank < rank);
  if (stronger) return [notStarted(version, trigger, "outranked", { by: stronger.title })];
  const begun = decide(run, null, run.state.restarts > 0 ? "restarted" : "started", event.name, {
    occurredAt: event.occurredAt.toISOString(),
    heldOut: run.state.isHeldOut,
  });
  // The first wait counts from what happened, not from when we heard of it.
  const own = walkFromStart(run, { version, facts, dueAt: event.occurredAt, at }, begun);
  return [own, ...rivalling.map((rival) => endRun(rival.run, "outranked", { by: definition.title }, at))];
}

/** Whether a run may walk on when it hears of an event, and needs its facts for that. */
export function isListening({ program }: Version, run: Run, { event, mail }: Heard): boolean {
  if (run.status !== "active" || run.state.step === null) return false;
  return mail?.runId === run.runId || program.awaits.some((step) => step.event === event.name);
}

/**
 * What an event does to a run under way: it ends it, turns it to another way at once, or is remembered for a
 * later branch. Null when it does not concern it.
 */
export function hear(version: Version, run: Run, heard: Heard, facts: Facts, at: Date): Advance | null {
  if (run.status !== "active") return null;
  const exit = exitMet(version.definition.exits, run, heard);
  if (exit) return endRun(run, exit.rule, exit.values, at);

  const node = version.program.nodes.get(run.state.step ?? "");
  const news = node && newsOf(node, version.program, run, heard);
  if (!node || news === null || news === undefined || run.state.heard.includes(news)) return null;
  const informed = { ...run, state: { ...run.state, heard: [...run.state.heard, news] } };
  const stretch = { version, facts, dueAt: at, at };
  if (isRestedFor(node, news)) return walkOnFrom(node, informed, stretch);
  const turned = node.turns.find((fork) => hasTurned(fork, informed, facts));
  const fork = turned && version.program.nodes.get(turned.name);
  return fork ? walkOnFrom(fork, informed, stretch) : { run: informed, decisions: [], messages: [], effects: [] };
}

/** Moves a run on whose wait is over; nothing when it is not due yet. */
export function wake(version: Version, run: Run, facts: Facts, at: Date): Advance {
  if (run.status !== "active" || run.wakeAt === null || run.wakeAt > at) {
    return { run: null, decisions: [], messages: [], effects: [] };
  }
  const last = lastMoment(version, run);
  if (last !== null && run.wakeAt >= last) return endRun(run, "lasted-long-enough", {}, at);
  const node = version.program.nodes.get(run.state.step ?? "");
  if (!node) return endRun(run, "step-missing", { step: run.state.step }, at);
  return walkOnFrom(node, run, { version, facts, dueAt: run.wakeAt, at });
}

/** Why an earlier run of the same key keeps another from starting; null when it does not. */
function earlierRun(
  { definition: { trigger } }: Version,
  { event, existing }: Start,
): { rule: string; values: Values } | null {
  if (!existing || mayEnterAgain(trigger.again, existing, event)) return null;
  if (existing.outcome === "ordered") return { rule: "ordered", values: { endedAt: iso(existing.endedAt) } };
  if (existing.state.done.length > 0)
    return { rule: "already-mailed", values: { step: existing.state.done.join(", ") } };
  if (event.occurredAt < existing.triggeredAt) {
    return { rule: "older-news", values: { occurredAt: event.occurredAt.toISOString() } };
  }
  const isUnderWay = existing.status === "active" && trigger.restart === "never";
  const isOver = existing.status === "ended" && (trigger.restart === "never" || existing.outcome === "completed");
  return isUnderWay || isOver ? { rule: "already-started", values: { startedAt: iso(existing.startedAt) } } : null;
}

function mayEnterAgain(
  again: Version["definition"]["trigger"]["again"],
  existing: Run,
  { occurredAt }: Event,
): boolean {
  return again !== undefined && existing.status === "ended" && occurredAt >= addDuration(existing.triggeredAt, again);
}

function newRun(
  { version, definition }: Version,
  { event, contactId, key, existing, runId }: Start,
  about: About,
  at: Date,
): Run {
  const isAgain = existing !== null && mayEnterAgain(definition.trigger.again, existing, event);
  const before = isAgain ? null : existing;
  return {
    runId: before?.runId ?? runId,
    workflowId: definition.id,
    version,
    contactId: contactId ?? "",
    key: key ?? "",
    entry: (existing?.entry ?? 1) + (isAgain ? 1 : 0),
    triggeredAt: event.occurredAt,
    status: "active",
    wakeAt: null,
    outcome: null,
    startedAt: before?.startedAt ?? at,
    endedAt: null,
    state: {
      step: null,
      done: [],
      taken: {},
      heard: [],
      isHeldOut: contactId !== null && isHeldOut(definition.id, contactId, definition.holdout),
      restarts: before ? before.state.restarts + 1 : 0,
      about,
    },
  };
}

function notStarted(
  { version, definition }: Version,
  { contactId, existing }: Start,
  rule: string,
  values: Values,
): Advance {
  const runId = existing?.runId ?? null;
  const decision = {
    contactId,
    workflowId: definition.id,
    version,
    runId,
    step: null,
    outcome: "not-started",
    rule,
    values,
  } as const;
  return { run: null, decisions: [decision], messages: [], effects: [] };
}

/** Whether two runs would speak of the same thing: a cart that became a checkout, or a product in both. */
function sharesProduct(one: About, other: About): boolean {
  const isSameCart = one.cartToken !== null && one.cartToken === other.cartToken;
  return isSameCart || one.productIds.some((id) => other.productIds.includes(id));
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
