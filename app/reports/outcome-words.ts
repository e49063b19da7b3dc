import type { DeliveryDecision } from "~/delivery/delivery-decisions";
import type { Decision } from "~/workflows/run";

/** What the engine, the mails and what a step asks for beside them come to. */
type Outcome = Decision["outcome"] | DeliveryDecision["outcome"] | "done" | "failed";

/** What was decided, in a merchant's words, in the order in which a way through a workflow meets them. */
export const outcomeTitles: Readonly<Record<Outcome, string>> = {
  started: "Started",
  "not-started": "Not started",
  restarted: "Started anew",
  waiting: "Waiting",
  branched: "Took a way",
  queued: "Mail prepared",
  deferred: "Put off",
  sent: "Sent",
  offered: "Given a code",
  "without-offer": "Without the offer",
  "not-sent": "Not sent",
  refused: "Refused by SendGrid",
  unknown: "Perhaps sent",
  "held-out": "Held out",
  skipped: "Left out",
  asked: "Asked for",
  done: "Done",
  failed: "Not done",
  ended: "Ended early",
  finished: "Went through",
};

/** Narrows an outcome that was stored or asked for. */
export function isOutcome(outcome: string): outcome is Outcome {
  return Object.hasOwn(outcomeTitles, outcome);
}

/** What somebody did not get stands out. */
export function outcomeTone(outcome: string): "neutral" | "warning" {
  return ["not-started", "not-sent", "deferred", "refused", "unknown", "failed"].includes(outcome)
    ? "warning"
    : "neutral";
}
