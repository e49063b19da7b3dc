import type { Values } from "./conditions";
import type { SendStep } from "./definition";

/** One contact's way through one version of a workflow. */
export interface Run {
  readonly runId: string;
  readonly workflowId: string;
  readonly version: number;
  readonly contactId: string;
  readonly key: string;
  /** The source's clock of the event that started it, or last started it anew. */
  readonly triggeredAt: Date;
  readonly status: "active" | "ended";
  /** When the step it waits at is due; null once ended. */
  readonly wakeAt: Date | null;
  readonly outcome: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly state: RunState;
}

export interface RunState {
  /** The name of the step it waits at; null once ended. */
  readonly step: string | null;
  /** The send steps that have queued their message. */
  readonly queued: readonly string[];
  readonly restarts: number;
}

/** An explained outcome, before it has its row. */
export interface Decision {
  readonly contactId: string | null;
  readonly workflowId: string;
  readonly version: number;
  readonly runId: string | null;
  readonly step: string | null;
  readonly outcome: "started" | "not-started" | "restarted" | "waiting" | "queued" | "ended" | "finished" | "not-sent";
  readonly rule: string;
  readonly values: Values;
}

/** A mail that a step asks for; the guard decides again when it is due. */
export interface QueuedMessage {
  readonly run: Pick<Run, "runId" | "workflowId" | "version" | "contactId">;
  readonly step: SendStep;
  readonly sendAt: Date;
  readonly usefulUntil: Date;
}

/** What the engine says is to be done: the shell writes it in one transaction. */
export interface Advance {
  /** The run as it is to be stored; null when none was started. */
  readonly run: Run | null;
  readonly decisions: readonly Decision[];
  readonly messages: readonly QueuedMessage[];
}
