import type { MailStep } from "./definition";
import type { Effect } from "./effect";
import type { FieldValue } from "./field-test";

/** One contact's way through one version of a workflow. */
export interface Run {
  readonly runId: string;
  readonly workflowId: string;
  readonly version: number;
  readonly contactId: string;
  /** What there is one run per; with `entry` unique in its workflow. */
  readonly key: string;
  /** The how-many-eth run of its key, from 1. */
  readonly entry: number;
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
  /** The steps that did something that must not be done twice: a mail, a call, a field. */
  readonly done: readonly string[];
  /** The way taken at each fork, by its step's name. */
  readonly taken: Readonly<Record<string, string>>;
  /** What was heard of its own mails and waits: "clicked:reminder", "answered:style:lamps", "happened:delivery". */
  readonly heard: readonly string[];
  /** Deliberately not mailed: see holdout.ts. */
  readonly isHeldOut: boolean;
  readonly restarts: number;
  readonly about: About;
}

/** What a run is about, as the event that started it told: small, and kept with the run. */
export interface About {
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly orderId: string | null;
  /** At most twenty. */
  readonly productIds: readonly string[];
  /** The fields of the event that its definition asks for later. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** JSON that a decision keeps: the values that a rule read. */
export type Values = Readonly<Record<string, string | number | boolean | null>>;

/** An explained outcome, before it has its row. */
export interface Decision {
  readonly contactId: string | null;
  readonly workflowId: string;
  readonly version: number;
  readonly runId: string | null;
  readonly step: string | null;
  readonly outcome:
    | "started"
    | "not-started"
    | "restarted"
    | "waiting"
    | "branched"
    | "queued"
    | "held-out"
    | "skipped"
    | "asked"
    | "ended"
    | "finished"
    | "not-sent";
  readonly rule: string;
  readonly values: Values;
}

/** A mail that a step asks for; the guard decides again when it is due. */
export interface QueuedMessage {
  readonly run: Pick<Run, "runId" | "workflowId" | "version" | "contactId">;
  readonly step: MailStep;
  readonly sendAt: Date;
  readonly usefulUntil: Date;
}

/** What the engine says is to be done: the shell writes it in one transaction. */
export interface Advance {
  /** The run as it is to be stored; null when none began or changed. */
  readonly run: Run | null;
  readonly decisions: readonly Decision[];
  readonly messages: readonly QueuedMessage[];
  readonly effects: readonly Effect[];
}
