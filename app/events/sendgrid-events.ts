import { z } from "zod";
import { consentChanged } from "./consent-changed";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { frame, nobody } from "./frame";

const text = z.string().optional().catch(undefined);

/** What is read of an event. Whatever else SendGrid writes, or writes differently, is let be. */
const sendgridEvent = z.object({
  event: z.string(),
  message_id: z.uuid(),
  /** Of a bounce: `bounce`, the address does not work; `blocked`, this mail was not let in. */
  type: text,
  reason: text,
  response: text,
  /** Of a click. */
  url: text,
  /** Of an open: a mail program's privacy proxy loaded the picture, whether anybody read the mail or not. */
  sg_machine_open: z.unknown().optional(),
});

type SendgridEvent = z.infer<typeof sendgridEvent>;

const CONSENT_WORDS = {
  unsubscribe: "unsubscribed at SendGrid",
  group_unsubscribe: "unsubscribed from a group at SendGrid",
  group_resubscribe: "subscribed to a group again at SendGrid",
};

/**
 * sendgrid/event: what SendGrid says happened to a mail; nothing for types that we do not know. Whose mail it is stands
 * in its row, not here: the worker fills it in.
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event
 */
export function sendgridEvents(delivery: Delivery, json: unknown): Event[] {
  const told = sendgridEvent.parse(json);
  const { message_id: messageId } = told;
  const base = { ...frame(delivery, delivery.triggeredAt), identity: nobody, profile: {} };
  const outcome = { messageId, reason: told.reason ?? told.response ?? null };
  switch (told.event) {
    case "processed":
      return [{ ...base, name: "email.processed", data: outcome }];
    case "deferred":
      return [{ ...base, name: "email.deferred", data: outcome }];
    case "delivered":
      return [{ ...base, name: "email.delivered", data: outcome }];
    case "bounce":
      return [{ ...base, name: told.type === "blocked" ? "email.blocked" : "email.bounced", data: outcome }];
    case "dropped":
      return [{ ...base, name: "email.dropped", data: outcome }];
    case "spamreport":
      return [{ ...base, name: "email.complained", data: outcome }];
    case "open":
      return [openEvent(base, messageId, told)];
    case "unsubscribe":
    case "group_unsubscribe":
    case "group_resubscribe": {
      const state = told.event === "group_resubscribe" ? "SUBSCRIBED" : "UNSUBSCRIBED";
      const source = CONSENT_WORDS[told.event];
      return [
        consentChanged(delivery, delivery.triggeredAt, nobody, { state, source, tellsShopify: true, mail: messageId }),
      ];
    }
    default:
      return [];
  }
}

function openEvent(base: Omit<Event, "name" | "data">, messageId: string, { sg_machine_open }: SendgridEvent): Event {
  // Written as a boolean or as text, by SendGrid's own examples.
  return String(sg_machine_open).toLowerCase() === "true"
    ? {
        ...base,
        name: "email.scanned",
        data: {
          messageId,
          what: "opened",
          why: "a mail program loaded it by itself, as Apple's privacy protection does",
        },
      }
    : { ...base, name: "email.opened", data: { messageId, reason: null } };
}
