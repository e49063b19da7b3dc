import type { PoolClient } from "pg";
import type { RenderedMail } from "./compose";
import type { GuardedMessage } from "./guard";
import type { JsonValues } from "./json-values";

/** A message's way: queued → sending → sent, refused or unknown; or queued → not_sent. */
export type MessageStatus = "queued" | "sending" | "sent" | "not_sent" | "refused" | "unknown";

/** A due message, locked by the transaction that claimed it. */
export interface DueMessage extends GuardedMessage {
  readonly shopId: number;
  readonly messageId: string;
  readonly workflowId: string;
  readonly version: number;
  readonly runId: string;
  readonly step: string;
  readonly template: string;
  readonly sendAt: Date;
  /** How often it was sent before: each attempt settles only itself. */
  readonly attempts: number;
}

/** A message that the guard let pass, for the content to be made. */
export interface ClaimedMessage extends DueMessage {
  readonly email: string;
  /** For the mail's footer; the header carries the same. */
  readonly unsubscribeUrl: string;
}

/** A message that is `sending`: its inputs are stored, and it will be posted at most once. */
export interface ReadyMessage extends ClaimedMessage {
  readonly subject: string;
  readonly inputs: unknown;
  /** Where its links lead, by their number: see destination.ts. */
  readonly links: readonly string[];
}

/** What a mail came to carry, or goes without, and why: told as decisions when it leaves. */
export interface MailNote {
  readonly outcome: "offered" | "without-offer";
  readonly rule: string;
  readonly values: JsonValues;
}

/** What a mail will be rendered from, until when it has to wait, or why there is nothing to send. */
export type Prepared =
  | {
      readonly kind: "ready";
      readonly subject: string;
      readonly inputs: unknown;
      readonly links: readonly string[];
      readonly notes?: readonly MailNote[];
    }
  | { readonly kind: "wait"; readonly until: Date; readonly rule: string; readonly values: JsonValues }
  | { readonly kind: "not-sent"; readonly rule: string; readonly values: JsonValues };

/** How mails come to be: delivery knows neither recommendations nor content, the worker passes them in. */
export interface MailMaker {
  /**
   * The inputs of each message, by message id, read in the claim's own transaction. A message that is
   * missing in the answer is not sent, as "nothing-to-render". What it throws puts the batch back.
   */
  prepare(messages: readonly ClaimedMessage[], sql: PoolClient): Promise<ReadonlyMap<string, Prepared>>;
  /** The mail from its stored inputs. What it throws makes this one message "not sent: could-not-render". */
  render(message: ReadyMessage): Promise<RenderedMail> | RenderedMail;
}
