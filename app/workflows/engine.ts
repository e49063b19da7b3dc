import type { Event } from "~/events/event";
import { conditions, type TriggerEvent, type Values } from "./conditions";
import type { WorkflowDefinition } from "./definition";
import { addDuration, durationText } from "./duration";
import type { Facts } from "./facts";
import type { Advance, Decision, QueuedMessage, Run } from "./run";

/**
 * The pure core: no database, no clock, no network. It is told what happened, what is known and what
 * time it is, and says what follows. The worker, a replay and the property tests all run this code.
 */

export interface Version {
  readonly version: number;
  readonly definition: WorkflowDefinition;
}

export interface Trigger {
  readonly event: TriggerEvent;
  readonly contactId: string | null;
  readonly facts: Facts;
  /** The run that this key already has, in whatever version it began. */
  readonly existing: Run | null;
  /** Names the run if one starts. */
  readonly runId: string;
}

/** Decides on an event that a workflow is triggered by: start, start anew, end, or not; always with a reason. */
export function trigger(version: Version, { event, contactId, facts, existing, runId }: Trigger, at: Date): Advance {
  const fresh = { contactId, workflowId: version.definition.id, version: version.version, runId: null };
  const notStarted = (rule: string, values: Values): Advance => ({
    run: existing,
    decisions: [{ ...fresh, runId: existing?.runId ?? null, step: null, outcome: "not-started", rule, values }],
    messages: [],
  });

  if (existing?.outcome === "ordered")
    return notStarted("ordered", { endedAt: existing.endedAt?.toISOString() ?? null });
  // Paid: whatever was queued or is still to come, this way ends here.
  if (existing?.status === "active" && event.data.completedAt !== null) {
    const { values } = conditions["not-ordered-since"].test(facts, event, {
      is: "not-ordered-since",
      since: "trigger",
    });
    return end(existing, "ordered", values, at);
  }
  if (existing && existing.state.queued.length > 0) {
    return notStarted("already-reminded", { step: existing.state.queued.join(", ") });
  }
  if (existing && event.occurredAt < existing.triggeredAt) {
    return notStarted("older-news", { occurredAt: event.occurredAt.toISOString() });
  }
  if (existing && version.definition.trigger.restart === "never") return notStarted("already-started", {});

  const failed = failedCondition(version.definition, facts, event);
  if (failed || contactId === null) {
    const { rule, values } = failed ?? { rule: "reachable", values: { hasEmail: false } };
    if (existing?.status !== "active") return notStarted(rule, values);
    return end(existing, rule === "not-ordered-since" ? "ordered" : rule, values, at);
  }
  const run: Run = {
    runId: existing?.runId ?? runId,
    workflowId: version.definition.id,
    version: version.version,
    contactId,
    key: event.data[version.definition.trigger.oneRunPer],
    triggeredAt: event.occurredAt,
    status: "active",
    wakeAt: null,
    outcome: null,
    startedAt: existing?.startedAt ?? at,
    endedAt: null,
    state: { step: null, queued: [], restarts: existing ? existing.state.restarts + 1 : 0 },
  };
  const begun = decision(run, null, existing ? "restarted" : "started", version.definition.trigger.event, {
    occurredAt: event.occurredAt.toISOString(),
  });
  // The first wait counts from what happened, not from when we heard of it.
  return walk(version.definition, run, 0, { dueAt: event.occurredAt, at }, [begun]);
}

/** Ends a run whose exit an event meets; null when the event does not concern it. */
export function exitOn(
  definition: WorkflowDefinition,
  run: Run,
  event: Event,
  contactIds: readonly string[],
  at: Date,
): Advance | null {
  if (run.status !== "active" || event.name !== "order.created") return null;
  const { data } = event;
  const met = definition.exits.find(({ same }) =>
    same === "checkout"
      ? data.checkoutToken === run.key
      : contactIds.includes(run.contactId) &&
        data.channel !== "subscription" &&
        new Date(data.placedAt) >= run.triggeredAt,
  );
  if (!met) return null;
  return end(run, "ordered", { order: data.name, placedAt: data.placedAt, same: met.same, channel: data.channel }, at);
}

/** Moves a run on whose wait is over. A run that is not due yet comes back as it was. */
export function wake(definition: WorkflowDefinition, run: Run, at: Date): Advance {
  if (run.status !== "active" || run.wakeAt === null || run.wakeAt > at) return { run, decisions: [], messages: [] };
  const index = definition.steps.findIndex(({ name }) => name === run.state.step);
  if (index < 0) return end(run, "step-missing", { step: run.state.step }, at);
  return walk(definition, run, index + 1, { dueAt: run.wakeAt, at }, []);
}

/** Walks from a step until the next wait or the end. `dueAt` is when this stretch should have happened. */
function walk(
  definition: WorkflowDefinition,
  start: Run,
  from: number,
  { dueAt, at }: { dueAt: Date; at: Date },
  before: readonly Decision[],
): Advance {
  const decisions = [...before];
  const messages: QueuedMessage[] = [];
  let run = start;
  for (const step of definition.steps.slice(from)) {
    if (step.kind === "wait") {
      // The first wait runs from the trigger, a later one from when the step before it was done.
      const wakeAt = addDuration(from === 0 ? dueAt : at, step.for);
      run = { ...run, wakeAt, state: { ...run.state, step: step.name } };
      decisions.push(
        decision(run, step.name, "waiting", "wait", { for: durationText(step.for), until: wakeAt.toISOString() }),
      );
      return { run, decisions, messages };
    }
    if (run.state.queued.includes(step.name)) continue;
    const usefulUntil = addDuration(dueAt, step.usefulFor);
    messages.push({ run, step, sendAt: at, usefulUntil });
    run = { ...run, state: { ...run.state, queued: [...run.state.queued, step.name] } };
    decisions.push(decision(run, step.name, "queued", "send", { usefulUntil: usefulUntil.toISOString() }));
  }
  const ended = ending(run, "completed", at);
  return { run: ended, decisions: [...decisions, decision(ended, null, "finished", "last-step", {})], messages };
}

function failedCondition(
  { audience }: WorkflowDefinition,
  facts: Facts,
  event: TriggerEvent,
): { rule: string; values: Values } | null {
  for (const condition of audience) {
    const { holds, values } = conditions[condition.is].test(facts, event, condition);
    if (!holds) return { rule: condition.is, values };
  }
  return null;
}

function end(run: Run, rule: string, values: Values, at: Date): Advance {
  return {
    run: ending(run, rule, at),
    decisions: [decision(run, run.state.step, "ended", rule, values)],
    messages: [],
  };
}

function ending(run: Run, outcome: string, at: Date): Run {
  return { ...run, status: "ended", outcome, wakeAt: null, endedAt: at, state: { ...run.state, step: null } };
}

function decision(run: Run, step: string | null, outcome: Decision["outcome"], rule: string, values: Values): Decision {
  const { contactId, workflowId, version, runId } = run;
  return { contactId, workflowId, version, runId, step, outcome, rule, values };
}
