import { randomBytes } from "node:crypto";
import { now } from "~/clock";
import type { ReceivedMail } from "./mailbox";

/** What can happen to a mail, as a person or a test asks for it. */
export const happenings = [
  "processed",
  "deferred",
  "delivered",
  "bounce",
  "blocked",
  "dropped",
  "spamreport",
  "open",
  "machine-open",
  "click",
  "unsubscribe",
  "group_unsubscribe",
  "group_resubscribe",
] as const;

export type Happening = (typeof happenings)[number];

/** One event as SendGrid's webhook tells it. */
export interface MailEvent {
  readonly event: string;
  readonly email: string;
  /** Business time, in seconds since 1970. */
  readonly timestamp: number;
  readonly sg_event_id: string;
  readonly [field: string]: unknown;
}

/** What becomes of a mail by the first word of its address, as in bounce@example.com or bounce+1@example.com. */
const fates: Readonly<Record<string, readonly Happening[]>> = {
  bounce: ["processed", "bounce"],
  blocked: ["processed", "blocked"],
  deferred: ["processed", "deferred"],
  dropped: ["dropped"],
  spam: ["processed", "delivered", "spamreport"],
  apple: ["processed", "delivered", "machine-open"],
  reader: ["processed", "delivered", "open"],
};

/** What happens to a mail by itself once SendGrid has taken it. */
export function fateOf({ to }: ReceivedMail): readonly Happening[] {
  const [word = ""] = to.email.toLowerCase().split(/[+.@\d-]/);
  return (Object.hasOwn(fates, word) ? fates[word] : undefined) ?? ["processed", "delivered"];
}

/** A happening as SendGrid's webhook tells it, at the present business time. */
export function mailEvent(mail: ReceivedMail, happening: Happening, url = "https://example.com/"): MailEvent {
  return {
    email: mail.to.email,
    timestamp: Math.floor(now().getTime() / 1_000),
    "smtp-id": smtpId(mail),
    category: mail.categories,
    sg_event_id: randomBytes(24).toString("base64url"),
    sg_message_id: `${mail.id}.recvd-5c9d7f5d9-xwq6x-1-6560A1B2-1.0`,
    ...mail.customArgs,
    ...detailsOf(happening, url),
  };
}

/** SendGrid's name of a mail on its way, in each of its events. */
export function smtpId({ id }: ReceivedMail): string {
  return `<${id}@geopod-ismtpd-0>`;
}

const READER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";

function detailsOf(happening: Happening, url: string): { readonly event: string; readonly [field: string]: unknown } {
  switch (happening) {
    case "deferred":
      return { event: "deferred", response: "451 4.7.1 Try again later", attempt: "1" };
    case "delivered":
      return { event: "delivered", response: "250 2.0.0 OK", ip: "192.0.2.10", tls: 1 };
    case "bounce":
      return {
        event: "bounce",
        type: "bounce",
        status: "5.1.1",
        reason: "550 5.1.1 The email account that you tried to reach does not exist.",
        bounce_classification: "Invalid Address",
      };
    case "blocked":
      return {
        event: "bounce",
        type: "blocked",
        status: "5.2.2",
        reason: "552 5.2.2 The email account that you tried to reach is over quota.",
        bounce_classification: "Mailbox Unavailable",
      };
    case "dropped":
      return { event: "dropped", reason: "Bounced Address" };
    case "open":
      return { event: "open", sg_machine_open: false, useragent: READER, ip: "192.0.2.20" };
    case "machine-open":
      return { event: "open", sg_machine_open: true, useragent: "Mozilla/5.0", ip: "192.0.2.30" };
    case "click":
      return { event: "click", url, useragent: READER, ip: "192.0.2.20" };
    case "group_unsubscribe":
    case "group_resubscribe":
      return { event: happening, asm_group_id: 1, useragent: READER, ip: "192.0.2.20" };
    default:
      return { event: happening };
  }
}

/** Which of a webhook's choices lets an event through; null for one that none names. */
export function settingOf(event: string) {
  switch (event) {
    case "spamreport":
      return "spam_report";
    case "processed":
    case "deferred":
    case "delivered":
    case "bounce":
    case "dropped":
    case "open":
    case "click":
    case "unsubscribe":
    case "group_unsubscribe":
    case "group_resubscribe":
      return event;
    default:
      return null;
  }
}
