import { z } from "zod";
import { formatMoney } from "~/events/money";

/** What happened, for a contact's timeline. */
export interface Told {
  readonly title: string;
  readonly detail: string | null;
}

const lines = z.array(z.object({ title: z.string(), quantity: z.number() }));
const money = { currency: z.string(), totalMinor: z.number() };
const checkout = z.object({ ...money, lines, completedAt: z.string().nullable(), channel: z.string() });
const order = z.object({ ...money, lines, name: z.string(), channel: z.string() });
const consent = z.object({ state: z.string(), source: z.string() });
const outcome = z.object({ reason: z.string().nullable() });

/** Tells an event that was stored in a merchant's words. An event of a later version is told by its name alone. */
export function tellEvent(name: string, data: unknown): Told {
  switch (name) {
    case "checkout.updated":
      return told(checkout, data, name, ({ completedAt, ...rest }) => ({
        title: completedAt ? "Completed a checkout" : "Was at checkout",
        detail: `${basket(rest.lines)} · ${total(rest)}`,
      }));
    case "order.created":
      return told(order, data, name, (placed) => ({
        title: `Ordered ${placed.name}${channelNote(placed.channel)}`,
        detail: `${basket(placed.lines)} · ${total(placed)}`,
      }));
    case "customer.created":
      return { title: "Became a customer", detail: null };
    case "customer.updated":
      return { title: "Their details changed", detail: null };
    case "consent.changed":
      return told(consent, data, name, ({ state, source }) => ({ title: consentTitle(state), detail: source || null }));
    case "email.delivered":
      return { title: "The mail was delivered", detail: null };
    case "email.processed":
      return { title: "SendGrid took the mail", detail: null };
    case "email.bounced":
      return told(outcome, data, name, ({ reason }) => ({ title: "The mail bounced", detail: reason }));
    case "email.dropped":
      return told(outcome, data, name, ({ reason }) => ({ title: "SendGrid dropped the mail", detail: reason }));
    case "email.complained":
      return { title: "Called the mail spam", detail: null };
    default:
      return { title: name, detail: null };
  }
}

/** "agreed to marketing e-mails" and its like, from Shopify's word for a consent. */
export function consentTitle(state: string): string {
  switch (state) {
    case "SUBSCRIBED":
      return "Agreed to marketing e-mails";
    case "PENDING":
      return "Was asked to confirm marketing e-mails";
    case "UNSUBSCRIBED":
      return "Opted out of marketing e-mails";
    case "REDACTED":
      return "Their data was erased";
    case "INVALID":
      return "Their address was found invalid";
    default:
      return "Has not agreed to marketing e-mails";
  }
}

function told<T>(shape: z.ZodType<T>, data: unknown, name: string, tell: (data: T) => Told): Told {
  const parsed = shape.safeParse(data);
  return parsed.success ? tell(parsed.data) : { title: name, detail: null };
}

function basket(bought: z.infer<typeof lines>): string {
  if (bought.length === 0) return "Nothing in it";
  const shown = bought.slice(0, 3).map(({ title, quantity }) => `${quantity} × ${title}`);
  const rest = bought.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function total({ totalMinor, currency }: { totalMinor: number; currency: string }): string {
  return formatMoney(totalMinor, currency, "en");
}

function channelNote(channel: string): string {
  const notes: Record<string, string> = {
    pos: " at a till",
    draft: " from a draft",
    subscription: " by subscription",
    b2b: " as a business",
  };
  return notes[channel] ?? "";
}
