import type { SandboxContext } from "../context";
import { createEventSender, type EventSender } from "./event-sender";
import { createEventWebhooks, type EventWebhooks } from "./event-webhooks";
import { fateOf, type Happening, type MailEvent, mailEvent, smtpId } from "./mail-events";
import type { ReceivedMail } from "./mailbox";

/** What SendGrid reports of the mails that it took. */
export interface Reports {
  readonly webhooks: EventWebhooks;
  readonly sender: EventSender;
  /** Tells what becomes of mails by themselves, each by its address: see mail-events.ts. */
  taken(mails: readonly ReceivedMail[]): void;
  /** Tells what somebody, or some machine, did with a mail. */
  happened(mail: ReceivedMail, happening: Happening, url?: string): void;
  /** What the webhooks were told of a mail, newest first, each once with the app's last answer. */
  told(mail: ReceivedMail): readonly ToldEvent[];
}

export interface ToldEvent {
  readonly event: MailEvent;
  readonly answer: string;
}

export function createReports(context: SandboxContext): Reports {
  const webhooks = createEventWebhooks(context.dataFolder);
  const sender = createEventSender(context, webhooks);
  return {
    webhooks,
    sender,
    taken: (mails) => sender.tell(mails.flatMap((mail) => fateOf(mail).map((happening) => mailEvent(mail, happening)))),
    happened: (mail, happening, url) => sender.tell([mailEvent(mail, happening, url)]),
    told(mail) {
      const told = new Map<string, ToldEvent>();
      for (const { events, answer } of sender.log()) {
        for (const event of events) {
          const isNew = event["smtp-id"] === smtpId(mail) && !told.has(event.sg_event_id);
          if (isNew) told.set(event.sg_event_id, { event, answer });
        }
      }
      return [...told.values()];
    },
  };
}
