import type { SandboxContext } from "../context";
import { createEventSender, type EventSender } from "./event-sender";
import { createEventWebhooks, type EventWebhooks } from "./event-webhooks";
import { fateOf, type Happening, type MailEvent, mailEvent, smtpId } from "./mail-events";
import type { ReceivedMail } from "./mailbox";
import { createSuppressions, type SuppressionListName, type Suppressions } from "./suppressions";

/** What SendGrid reports of the mails that it took. */
export interface Reports {
  readonly webhooks: EventWebhooks;
  readonly sender: EventSender;
  /** The account's lists, on which what happens to mails puts addresses. */
  readonly suppressions: Suppressions;
  /** Tells what becomes of mails by themselves, each by its address: see mail-events.ts. */
  taken(mails: readonly ReceivedMail[]): void;
  /** Tells what somebody, or some machine, did with a mail. */
  happened(mail: ReceivedMail, happening: Happening, url?: string): void;
  /** What the webhooks were told of a mail, oldest first, each once with the app's last answer. */
  told(mail: ReceivedMail): readonly ToldEvent[];
}

export interface ToldEvent {
  readonly event: MailEvent;
  readonly answer: string;
}

export function createReports(context: SandboxContext): Reports {
  const webhooks = createEventWebhooks(context.dataFolder);
  const sender = createEventSender(context, webhooks);
  const suppressions = createSuppressions();
  const happen = (mail: ReceivedMail, happening: Happening, url?: string) => {
    const list = listAfter(happening);
    if (list !== null) suppressions.add(list, mail.to.email.toLowerCase());
    return mailEvent(mail, happening, url);
  };
  return {
    webhooks,
    sender,
    suppressions,
    taken: (mails) => sender.tell(mails.flatMap((mail) => fateOf(mail).map((happening) => happen(mail, happening)))),
    happened: (mail, happening, url) => sender.tell([happen(mail, happening, url)]),
    told(mail) {
      const told = new Map<string, ToldEvent>();
      for (const { events, answer } of sender.log().toReversed()) {
        for (const event of events) {
          if (event["smtp-id"] === smtpId(mail)) told.set(event.sg_event_id, { event, answer });
        }
      }
      return [...told.values()];
    },
  };
}

function listAfter(happening: Happening): SuppressionListName | null {
  switch (happening) {
    case "bounce":
      return "bounces";
    case "blocked":
      return "blocks";
    case "spamreport":
      return "spam_reports";
    case "unsubscribe":
      return "unsubscribes";
    default:
      return null;
  }
}
