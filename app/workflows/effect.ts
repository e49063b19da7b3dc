import type { CallStep, SetStep } from "./definition";
import type { Run } from "./run";

/** Something beside a mail that a step asks for. It is a row before it is done, and done with retries. */
export interface Effect {
  readonly run: Pick<Run, "runId" | "workflowId" | "version" | "contactId">;
  readonly step: SetStep | CallStep;
}
