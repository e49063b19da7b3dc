import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { now } from "~/clock";
import { createSendConduct, type SendConduct } from "./send-conduct";

export interface MailAddress {
  readonly email: string;
  readonly name: string | null;
}

/** One mail as it lies in one recipient's inbox. */
export interface ReceivedMail {
  /** SendGrid's X-Message-Id, followed by `.n` for the n-th recipient of one request. */
  readonly id: string;
  /** Business time, ISO-8601 in UTC. */
  readonly receivedAt: string;
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly replyTo: MailAddress | null;
  readonly subject: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly customArgs: Readonly<Record<string, string>>;
  readonly categories: readonly string[];
  /** The body of `POST /v3/mail/send`, as parsed. */
  readonly request: unknown;
}

/** `malformed` is an answer that is no HTTP; `400` finds fault with the mail itself. */
export const faultKinds = [
  ...(["timeout", "drop-connection", "malformed"] as const),
  ...(["429", "500", "400", "401", "403"] as const),
] as const;

/** How the next requests fail. `acceptsAnyway` keeps the mail although the answer says otherwise. */
export interface Fault {
  readonly kind: (typeof faultKinds)[number];
  /** How many requests fail so; 1 unless told. */
  readonly times?: number;
  readonly acceptsAnyway?: boolean;
}

export interface Mailbox {
  /** Keeps mails at the present business time and wakes those who wait; returns them as they are kept. */
  keep(mails: readonly Omit<ReceivedMail, "receivedAt">[]): readonly ReceivedMail[];
  /** Every mail, oldest first. */
  all(): readonly ReceivedMail[];
  find(id: string): ReceivedMail | undefined;
  /** The mails of one address, oldest first; case does not matter. */
  to(email: string): readonly ReceivedMail[];
  /** How many mails each `message_id` (a custom arg) brought: more than one is a double send. */
  countByMessageId(): ReadonlyMap<string, number>;
  /** The first mail, there or still to come, that satisfies `predicate`. Rejects after `ms` of machine time and says what came. */
  waitFor(predicate: (mail: ReceivedMail) => boolean, ms: number): Promise<ReceivedMail>;
  clear(): void;
  failNext(fault: Fault): void;
  /** The fault for the request at hand, used up by this call; one that was ordered goes before one that chance has. */
  takeFault(): Fault | null;
  /** What chance has for requests, and what came of each. */
  readonly conduct: SendConduct;
}

/**
 * An inbox for every address there is. With a folder its mails outlive the process, a line of JSON
 * each; with null they live in memory only.
 */
export function createMailbox(folder: string | null): Mailbox {
  const file = folder === null ? null : join(folder, "mails.jsonl");
  if (folder !== null) mkdirSync(folder, { recursive: true });

  let mails: ReceivedMail[] = file === null ? [] : readMails(file);
  const faults: Fault[] = [];
  const conduct = createSendConduct();
  const listeners = new Set<(mail: ReceivedMail) => void>();

  return {
    keep(arrivals) {
      const receivedAt = now().toISOString();
      const kept = arrivals.map((arrival) => ({ ...arrival, receivedAt }));
      for (const mail of kept) {
        mails.push(mail);
        if (file !== null) appendFileSync(file, `${JSON.stringify(mail)}\n`);
        for (const listener of listeners) listener(mail);
      }
      return kept;
    },
    all: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    to: (email) => mails.filter((mail) => mail.to.email.toLowerCase() === email.toLowerCase()),
    countByMessageId() {
      const counts = new Map<string, number>();
      for (const { customArgs } of mails) {
        const id = customArgs.message_id;
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      return counts;
    },
    waitFor(predicate, ms) {
      const present = mails.find(predicate);
      if (present) return Promise.resolve(present);
      return new Promise((resolve, reject) => {
        const listener = (mail: ReceivedMail) => {
          if (!predicate(mail)) return;
          stop();
          resolve(mail);
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`No such mail within ${ms} ms. The inbox holds:\n${describe(mails)}`));
        }, ms);
        const stop = () => {
          clearTimeout(timer);
          listeners.delete(listener);
        };
        listeners.add(listener);
      });
    },
    clear() {
      mails = [];
      if (file !== null) rmSync(file, { force: true });
    },
    failNext(fault) {
      for (let time = 0; time < (fault.times ?? 1); time++) faults.push(fault);
    },
    takeFault: () => faults.shift() ?? conduct.fault(),
    conduct,
  };
}

function readMails(file: string): ReceivedMail[] {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as ReceivedMail);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function describe(mails: readonly ReceivedMail[]): string {
  if (mails.length === 0) return "  nothing";
  return mails.map((mail) => `  ${mail.receivedAt} ${mail.to.email}: ${mail.subject}`).join("\n");
}
