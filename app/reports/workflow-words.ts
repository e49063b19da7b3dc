import type { Condition, Exit, WorkflowDefinition } from "~/workflows/definition";

const conditionWords: Record<Exclude<Condition["is"], "in-segment">, string> = {
  "online-checkout":
    "The checkout is in the online store: not at a till, a draft, a subscription or business to business",
  "something-in-checkout": "There is something in it",
  "not-ordered-since": "They have not ordered since they began it",
  reachable: "There is an e-mail address to write to",
  subscribed: "They agreed to marketing e-mails",
};

const exitWords: Record<Exit["same"], string> = {
  checkout: "They complete this checkout",
  contact: "They order anything else, with the same e-mail or account",
};

const triggerWords: Record<WorkflowDefinition["trigger"]["event"], string> = {
  "checkout.updated": "A shopper begins a checkout, or changes it",
};

/** What a workflow does, in a merchant's words. */
export interface WorkflowWords {
  readonly startsWhen: string;
  readonly whoGetsIt: readonly string[];
  readonly endsWhen: readonly string[];
}

export function workflowWords(
  definition: WorkflowDefinition,
  segmentNames: ReadonlyMap<string, string>,
): WorkflowWords {
  return {
    startsWhen: triggerWords[definition.trigger.event],
    whoGetsIt: definition.audience.map((condition) => audienceWords(condition, segmentNames)),
    endsWhen: definition.exits.map(({ same }) => exitWords[same]),
  };
}

function audienceWords(condition: Condition, segmentNames: ReadonlyMap<string, string>): string {
  if (condition.is !== "in-segment") return conditionWords[condition.is];
  return `They are in the segment “${segmentNames.get(condition.segmentId) ?? "that was removed"}”`;
}
