import { errorCode, failureText, refusalText, type SendgridAnswer, type SendgridClient } from "./sendgrid.server";
import { rateLimitEnd } from "./sendgrid-rate.server";

/** What we use of SendGrid's POST /v3/mail/send (its published description names all of it). */
export interface SendgridMail {
  readonly personalizations: readonly {
    readonly to: readonly SendgridAddress[];
    readonly headers?: Readonly<Record<string, string>>;
    readonly custom_args: Readonly<Record<string, string>>;
  }[];
  readonly from: SendgridAddress;
  readonly reply_to?: SendgridAddress;
  readonly subject: string;
  readonly content: readonly { readonly type: "text/plain" | "text/html"; readonly value: string }[];
  readonly categories: readonly string[];
  /** SendGrid checks the mail and sends none. */
  readonly mail_settings?: { readonly sandbox_mode: { readonly enable: true } };
  readonly tracking_settings: Readonly<
    Record<"click_tracking" | "open_tracking" | "subscription_tracking" | "ganalytics", { readonly enable: boolean }>
  >;
}

export interface SendgridAddress {
  readonly email: string;
  readonly name?: string;
}

/** Why a mail did not get through, where the mail itself is not at fault. */
export type SendgridTrouble = "bad-key" | "not-allowed" | "no-answer" | "rate-limit";

/**
 * What became of one POST. SendGrid has no idempotency key, so only what surely was not taken may be
 * sent again: `later`. What may have been taken is `unknown` and is settled by SendGrid's own event.
 */
export type SendOutcome =
  | { readonly kind: "accepted"; readonly providerId: string | null }
  /** Never again: SendGrid read the request and declined this mail. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Surely not taken. `retryAfter` is machine time. */
  | {
      readonly kind: "later";
      readonly trouble: SendgridTrouble;
      readonly retryAfter: Date;
      readonly reason: string;
    }
  | { readonly kind: "unknown"; readonly trouble: "no-answer"; readonly reason: string };

/** Whom a merchant can help, or who is out of reach, is asked again soon: should it go on, nothing is posted for longer. */
const SOON_MS = 60_000;

/** Posts one mail once and says what became of it. Never throws. */
export async function send(client: SendgridClient, mail: SendgridMail): Promise<SendOutcome> {
  let answer: SendgridAnswer;
  try {
    answer = await client.request("POST", "/v3/mail/send", mail);
  } catch (error) {
    return failureOutcome(error);
  }
  client.rate.learn(answer);
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "accepted", providerId: answer.header("x-message-id") };
  const reason = refusalText(answer);
  if (status === 429) {
    return { kind: "later", trouble: "rate-limit", retryAfter: new Date(rateLimitEnd(answer)), reason };
  }
  // The key or the sender is at fault, not the mail; nothing was taken, and a merchant can mend it.
  if (status === 401) return { kind: "later", trouble: "bad-key", retryAfter: soon(), reason };
  if (status === 403) return { kind: "later", trouble: "not-allowed", retryAfter: soon(), reason };
  if (status >= 400 && status < 500 && status !== 408) return { kind: "refused", reason };
  return { kind: "unknown", trouble: "no-answer", reason };
}

/** Codes that arise before a byte of the request has left: the name was not found, or no connection made. */
const BEFORE_SENDING = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
  "UND_ERR_CONNECT_TIMEOUT",
]);

function failureOutcome(error: unknown): SendOutcome {
  const reason = `no answer from SendGrid (${failureText(error)})`;
  return BEFORE_SENDING.has(errorCode(error))
    ? { kind: "later", trouble: "no-answer", retryAfter: soon(), reason }
    : { kind: "unknown", trouble: "no-answer", reason };
}

const soon = (): Date => new Date(Date.now() + SOON_MS);
