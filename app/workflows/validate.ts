import { parseSubject } from "~/content/subject";
import { type WorkflowDefinition, workflowDefinition } from "./definition";
import { addDuration } from "./duration";

/** What is wrong in a definition, and where, in a merchant's words. */
export interface Problem {
  readonly place: string;
  readonly reason: string;
}

/** Everything that keeps a definition from working; empty when it can run. */
export function problemsOf(candidate: unknown): Problem[] {
  const parsed = workflowDefinition.safeParse(candidate);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ place: issue.path.join(".") || "workflow", reason: issue.message }));
  }
  const definition = parsed.data;
  return [...nameProblems(definition), ...stepProblems(definition), ...purchaseProblems(definition)];
}

function nameProblems({ steps }: WorkflowDefinition): Problem[] {
  const twice = steps.filter((step, index) => steps.findIndex(({ name }) => name === step.name) < index);
  return twice.map(({ name }) => ({ place: name, reason: "two steps have this name" }));
}

function stepProblems({ steps }: WorkflowDefinition): Problem[] {
  const problems: Problem[] = [];
  if (!steps.some(({ kind }) => kind === "send")) problems.push({ place: "steps", reason: "no step sends anything" });
  const last = steps.at(-1);
  if (last?.kind === "wait") problems.push({ place: last.name, reason: "nothing follows this wait" });
  const epoch = new Date(0);
  for (const step of steps) {
    if (step.kind === "wait" && addDuration(epoch, step.for) <= epoch) {
      problems.push({ place: step.name, reason: "a wait takes at least a minute" });
    }
    if (step.kind === "send" && addDuration(epoch, step.usefulFor) <= epoch) {
      problems.push({ place: step.name, reason: "a mail must stay useful for some time" });
    }
    if (step.kind === "send" && step.class === "transactional" && step.recommendations > 0) {
      problems.push({ place: step.name, reason: "a transactional mail may not recommend products: that is marketing" });
    }
    const subject = step.kind === "send" && step.subject !== undefined ? parseSubject(step.subject) : null;
    if (subject && !subject.ok) problems.push({ place: step.name, reason: subject.reason });
  }
  return problems;
}

/** Whoever reminds of a checkout must stop when it was bought. */
function purchaseProblems({ trigger, exits }: WorkflowDefinition): Problem[] {
  if (trigger.event !== "checkout.updated" || exits.some(({ on }) => on === "order.created")) return [];
  return [{ place: "exits", reason: "it must end when the shopper orders" }];
}
