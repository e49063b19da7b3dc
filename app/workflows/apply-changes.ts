import { withOwnConditions } from "./audience";
import type { MailChange, StepChange, WorkflowChanges } from "./changes";
import type { MailStep, Step, WorkflowDefinition } from "./definition";
import { mapSteps } from "./map-steps";
import { allSteps } from "./program";
import { withAudienceSegment } from "./segment-audience";
import { isPromised, type Problem } from "./validate";

/** A definition with a merchant's changes; whether it can work is for `problemsOf` to say. */
export function applyChanges(definition: WorkflowDefinition, changes: WorkflowChanges): WorkflowDefinition {
  const { steps = {}, audience, segmentId, holdout = definition.holdout, cap, window } = changes;
  const { cap: oldCap, window: oldWindow, ...rest } = definition;
  const [newCap, newWindow] = [cap === undefined ? oldCap : cap, window === undefined ? oldWindow : window];
  let changed: WorkflowDefinition = {
    ...rest,
    holdout,
    ...(newCap && { cap: newCap }),
    ...(newWindow && { window: newWindow }),
    steps: mapSteps(definition.steps, (step) => {
      const change = steps[step.name];
      return change ? changedStep(step, change) : step;
    }),
  };
  if (audience) changed = withOwnConditions(changed, audience);
  return segmentId === undefined ? changed : withAudienceSegment(changed, segmentId);
}

/** What keeps changes from being made: steps that are not there, or of another kind, and a mail that would come twice. */
export function misplacedChanges({ steps }: WorkflowDefinition, changes: WorkflowChanges): Problem[] {
  const known = new Map(allSteps(steps).map((step) => [step.name, step]));
  return Object.entries(changes.steps ?? {}).flatMap(([place, change]) => {
    const step = known.get(place);
    if (!step) return [{ place, reason: "There is no such step any more. Look at the workflow again." }];
    if (step.kind !== change.kind) return [{ place, reason: "This step has no such setting." }];
    if (step.kind === "branch" && isPromised(step.when)) {
      return [{ place, reason: "A promise hangs on this question: it stays as it is." }];
    }
    return wouldComeTwice(step, change)
      ? [{ place, reason: "Shopify sends this mail too. Say first that Shopify's own no longer goes out." }]
      : [];
  });
}

/** Shopify confirms every order itself, and has no switch for it. */
function wouldComeTwice(step: Step, change: StepChange): boolean {
  if (step.kind !== "send" || change.kind !== "send" || step.template !== "order-confirmation") return false;
  return step.isOff && change.isOff === false && change.isShopifysOff !== true;
}

function changedStep(step: Step, change: StepChange): Step {
  switch (change.kind) {
    case "wait":
      return step.kind === "wait" ? { ...step, for: change.for } : step;
    case "wait-until": {
      if (step.kind !== "wait-until") return step;
      const { weekday: _before, ...rest } = step;
      return { ...rest, hour: change.hour, ...(change.weekday !== null && { weekday: change.weekday }) };
    }
    case "wait-for":
      return step.kind === "wait-for" ? { ...step, atMost: change.atMost } : step;
    case "branch":
      return step.kind === "branch" ? { ...step, when: change.when } : step;
    case "split":
      if (step.kind !== "split") return step;
      return { ...step, arms: step.arms.map((arm) => ({ ...arm, ...change.arms[arm.name] })) };
    case "send":
      return step.kind === "send" ? changedMail(step, change) : step;
    case "question": {
      if (step.kind !== "question") return step;
      const { within = step.within, answers = {} } = change;
      const labelled = step.answers.map((answer) => ({ ...answer, label: answers[answer.name] ?? answer.label }));
      return { ...changedMail(step, change), within, answers: labelled };
    }
  }
}

function changedMail<M extends MailStep>(step: M, change: MailChange): M {
  const { subject, incentive, collection, isOff = step.isOff } = change;
  const changed: M = { ...step, isOff };
  if (subject?.trim() === "") delete changed.subject;
  else if (subject !== undefined) changed.subject = subject.trim();
  if (incentive === null) delete changed.incentive;
  else if (incentive) changed.incentive = incentive;
  if (collection === "") delete changed.collection;
  else if (collection !== undefined) changed.collection = collection;
  return changed;
}
