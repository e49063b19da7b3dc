import type { Condition } from "./condition";
import type { Incentive, WorkflowDefinition, WorkflowDuration } from "./definition";

/** What a merchant may set a step to, by its kind. What is absent stays as it is. */
export type StepChange =
  | { readonly kind: "wait"; readonly for: WorkflowDuration }
  | { readonly kind: "wait-until"; readonly hour: number; readonly weekday: number | null }
  | { readonly kind: "wait-for"; readonly atMost: WorkflowDuration }
  | { readonly kind: "branch"; readonly when: Condition }
  | {
      readonly kind: "split";
      readonly arms: Readonly<Record<string, { readonly label: string; readonly weight: number }>>;
    }
  | ({ readonly kind: "send" } & MailChange)
  | ({
      readonly kind: "question";
      readonly within?: WorkflowDuration;
      /** The answers' labels by their names. */
      readonly answers?: Readonly<Record<string, string>>;
    } & MailChange);

export interface MailChange {
  /** An empty subject goes back to the template's own. */
  readonly subject?: string;
  readonly incentive?: Incentive | null;
  /** By its title; empty: products of the whole shop. */
  readonly collection?: string;
  /** Left out: whoever comes here goes on without it. */
  readonly isOff?: boolean;
  /** The merchant says that Shopify sends no such mail: without it, one that Shopify sends too stays left out. */
  readonly isShopifysOff?: boolean;
}

/** What a merchant may change of a workflow. */
export interface WorkflowChanges {
  /** By the steps' names; one that is not named stays as it is. */
  readonly steps?: Readonly<Record<string, StepChange>>;
  /** All conditions beside the preset's protected ones and the segment. */
  readonly audience?: readonly Condition[];
  /** The saved segment whose members alone get it; null: everyone of whom its other conditions hold. */
  readonly segmentId?: string | null;
  readonly holdout?: number;
  readonly cap?: NonNullable<WorkflowDefinition["cap"]> | null;
  readonly window?: NonNullable<WorkflowDefinition["window"]> | null;
}
