import type { SentMail } from "./frequency";
import { type GuardFacts, type GuardVerdict, guard } from "./guard";
import type { DueMessage } from "./message";

/** The message of a batch that has to wait, and why. */
export interface Yielding<M> {
  readonly message: M;
  readonly verdict: Exclude<GuardVerdict, { kind: "send" }>;
}

/**
 * Who of those that may leave one by one do leave together: the contact's mails in a batch count each other, the
 * better ranked first, then the longer due. Pure.
 */
export function takeTurns<
  M extends Pick<DueMessage, "messageId" | "contactId" | "workflowId" | "class" | "usefulUntil" | "reason" | "sendAt">,
>(
  messages: readonly M[],
  factsOf: (message: M) => GuardFacts,
  at: Date,
): { readonly leaving: M[]; readonly yielding: Yielding<M>[] } {
  const leaving: M[] = [];
  const yielding: Yielding<M>[] = [];
  for (const theirs of Map.groupBy(messages, ({ contactId }) => contactId).values()) {
    const before: SentMail[] = [];
    for (const message of inOrder(theirs, factsOf)) {
      const facts = factsOf(message);
      const verdict: GuardVerdict =
        before.length > 0 ? guard(message, { ...facts, sent: [...before, ...facts.sent] }, at) : { kind: "send" };
      if (verdict.kind !== "send") yielding.push({ message, verdict });
      else {
        leaving.push(message);
        if (message.class === "marketing") before.push({ workflowId: message.workflowId, leftAt: at });
      }
    }
  }
  return { leaving, yielding };
}

function inOrder<M extends Pick<DueMessage, "messageId" | "sendAt">>(
  messages: readonly M[],
  factsOf: (message: M) => GuardFacts,
): readonly M[] {
  if (messages.length < 2) return messages;
  const rank = (message: M) => factsOf(message).workflow.rank;
  return messages.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      one.sendAt.getTime() - other.sendAt.getTime() ||
      one.messageId.localeCompare(other.messageId),
  );
}
