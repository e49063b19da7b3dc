import type { SendOutcome } from "~/sendgrid-mail.server";
import { inBusinessTime, type Shut } from "./breaker";
import type { ReadyMessage } from "./message";
import type { Settlement } from "./settle";
import { waitRule } from "./tell-waiting";

/** What a shop in sandbox mode is told of its mails: SendGrid looked at them, nobody got them. */
export const SANDBOX_MODE = "sandbox-mode";

/** What a POST's outcome makes of its message, with the decision that says so. */
export function outcomeSettlement(
  message: ReadyMessage,
  outcome: SendOutcome,
  { at, isSandboxed }: { readonly at: Date; readonly isSandboxed: boolean },
): Settlement {
  switch (outcome.kind) {
    case "accepted": {
      if (isSandboxed) return settlementOf(message, { status: "not_sent", rule: SANDBOX_MODE, reason: SANDBOX_MODE });
      const { providerId } = outcome;
      return settlementOf(message, {
        status: "sent",
        rule: "accepted-by-sendgrid",
        providerId,
        values: { providerId },
      });
    }
    case "refused": {
      const { reason } = outcome;
      return settlementOf(message, { status: "refused", rule: "refused-by-sendgrid", reason, values: { reason } });
    }
    case "unknown": {
      const { reason } = outcome;
      return settlementOf(message, { status: "unknown", rule: "no-clear-answer", reason, values: { reason } });
    }
    case "later": {
      const { trouble, reason, retryAfter } = outcome;
      const sendAt = inBusinessTime(retryAfter, at);
      const rule = waitRule(trouble);
      const values = { said: reason, until: sendAt.toISOString() };
      return settlementOf(message, { status: "queued", rule, reason: rule, sendAt, values });
    }
  }
}

/** A message that was not posted, because the posts before it showed that SendGrid takes none. It stays due. */
export function stayed(message: ReadyMessage, { trouble, said }: Shut, until: Date): Settlement {
  const rule = waitRule(trouble);
  const values = { said, until: until.toISOString() };
  return settlementOf(message, { status: "queued", rule, reason: rule, sendAt: message.sendAt, values });
}

/** A settlement, with what most do not say left empty. */
export function settlementOf(
  message: ReadyMessage,
  how: Pick<Settlement, "status" | "rule"> & Partial<Settlement>,
): Settlement {
  return { message, reason: null, providerId: null, sendAt: null, values: {}, ...how };
}
